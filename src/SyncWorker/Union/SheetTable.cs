using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Union;

/// <summary>A table that becomes a sheet of a workbook.</summary>
/// <param name="Name">The sheet's name.</param>
/// <param name="Lines">The header first; a day is written as dd/MM/yyyy, a number with its digits.</param>
/// <param name="Widths">Of the columns, in characters.</param>
sealed record SheetTable(string Name, IReadOnlyList<IReadOnlyList<string>> Lines, IReadOnlyList<int> Widths)
{
    /// <summary>What each column holds; a column beyond its end holds text.</summary>
    public IReadOnlyList<CellKind> Kinds { get; init; } = [];
}

/// <summary>
/// How a spreadsheet takes the cells of a column. What does not read as a day or a number (<c>tháng 03/2027</c>) stays text there.
/// </summary>
[JsonConverter(typeof(CellKindJson))]
enum CellKind
{
    /// <summary>Never a formula, a number or a date, whatever it looks like.</summary>
    Text,

    /// <summary>Sorted and filtered by year and month, shown as dd/mm/yyyy.</summary>
    Day,

    Number,
}

sealed class CellKindJson() : JsonStringEnumConverter<CellKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
