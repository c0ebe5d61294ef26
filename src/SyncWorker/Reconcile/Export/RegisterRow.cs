using System.Globalization;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Export;

/// <summary>One organisation as the register prints it, with the words for its codes.</summary>
/// <param name="Department">The department that follows it; "Chung" where none is known.</param>
/// <param name="Cells">One for each of <see cref="RegisterSheet.Columns"/>.</param>
sealed record RegisterRow(string Name, string Department, IReadOnlyList<string?> Cells)
{
    /// <summary>The country's name in Vietnamese; null for one that is not known.</summary>
    public string? CountryName { get; init; }

    /// <summary>The values of the union's own fields, by their names.</summary>
    public IReadOnlyDictionary<string, string> Own { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the organisation is active.</summary>
    public PartnerStatus Status { get; init; }

    /// <summary>What stands under one of <see cref="RegisterSheet.Columns"/>.</summary>
    public string? Cell(string column) => Cells[RegisterSheet.IndexOf(column)];
}

/// <summary>The register as a table.</summary>
static class RegisterSheet
{
    /// <summary>Where an organisation without a department goes.</summary>
    public const string NoDepartment = "Chung";

    public static readonly IReadOnlyList<string> Columns =
    [
        "id",
        "register_id",
        "kind",
        "name_vi",
        "name_en",
        "former_names",
        "country",
        "province",
        "department",
        "relation",
        "fields_of_work",
        "tasks",
        "founded",
        "relations",
        "term_end",
        "email",
        "phone",
        "address",
        "status",
    ];

    static readonly Dictionary<string, int> s_index = Columns.Index().ToDictionary(column => column.Item, column => column.Index);

    static readonly string[] s_days = ["founded", "relations", "term_end"];

    /// <summary>Days in a workbook are dates that can be sorted.</summary>
    public static readonly IReadOnlyList<CellKind> Kinds =
    [
        .. Columns.Select(column => s_days.Contains(column) ? CellKind.Day : CellKind.Text),
    ];

    /// <summary>Of a column of the union's own, in characters.</summary>
    public const int OwnWidth = 18;

    public static CellKind KindOf(OwnField field) =>
        field.Type switch
        {
            OwnFieldType.Date => CellKind.Day,
            OwnFieldType.Number => CellKind.Number,
            _ => CellKind.Text,
        };

    public static int IndexOf(string column) => s_index[column];

    /// <summary>Of the columns in a workbook, in characters.</summary>
    public static readonly IReadOnlyList<int> Widths = [6, 12, 16, 48, 48, 32, 9, 18, 20, 12, 24, 32, 12, 12, 12, 28, 16, 40, 10];

    /// <summary>Vietnamese order: Đ after D, accents after letters, the order of tones as in a dictionary.</summary>
    public static readonly StringComparer Order = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);
}
