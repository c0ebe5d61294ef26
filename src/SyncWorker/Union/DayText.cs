using System.Globalization;

namespace SyncWorker.Union;

/// <summary>The one way to read a day from text: ISO, or day first as people write it; never month first.</summary>
static class DayText
{
    /// <summary>For advice after a fault.</summary>
    public const string Examples = "2026-07-06 or 06/07/2026 (day first)";

    /// <summary>A regular expression that every day from 1900 to 2199 matches, for the schema; what parses it decides.</summary>
    public const string Pattern =
        @"^\s*(?!\d{4}-(02-3|(0[469]|11)-31))((19|2[01])\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T[0-2]\d:[0-5]\d:[0-5]\d)?|(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])\9(19|2[01])\d\d)\s*$";

    // One d or M takes two digits as well.
    static readonly string[] s_dayFirst = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>Reads a day as a person writes it, or as a workbook's date cell shows it, with or without a time.</summary>
    public static bool TryParse(string? text, out DateOnly day)
    {
        text = text?.Trim();
        if (
            TryParseIso(text, out day)
            || DateOnly.TryParseExact(text, s_dayFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        )
        {
            return true;
        }

        var isCell = DateTime.TryParseExact(
            text,
            "yyyy-MM-ddTHH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        );
        day = DateOnly.FromDateTime(instant);
        return isCell;
    }

    /// <summary>Reads what the program itself wrote.</summary>
    public static bool TryParseIso(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <exception cref="FormatException">The program did not write it.</exception>
    public static DateOnly ParseIso(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string DayFirst(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
