using System.Collections.Frozen;

namespace SyncWorker.Files;

/// <summary>What a spreadsheet shows instead of a value, in a workbook as in a CSV file that it saved: no value, and not "empty".</summary>
static class CellErrors
{
    /// <summary>Stands for a formula whose value is not in the file.</summary>
    public const string NoValue = "#FORMULA!";

    static readonly FrozenSet<string> s_errors = FrozenSet.ToFrozenSet([
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#BLOCKED!",
        "#CONNECT!",
        "#FIELD!",
        "#UNKNOWN!",
        NoValue,
    ]);

    public static bool IsOne(string text) => text is ['#', ..] && s_errors.Contains(text.TrimEnd());

    /// <summary>Whether it is a formula whose value is not in the file, so that saving it in Excel would help.</summary>
    public static bool IsMissingValue(string error) => error.TrimEnd() == NoValue;
}
