using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>A day of the year without a year, <c>MM-dd</c>; 02-29 is one.</summary>
[JsonConverter(typeof(TextJson<MonthDay>))]
[ConfigExample("07-08", Pattern = @"^(?!02-3|(0[469]|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
readonly record struct MonthDay(int Month, int Day) : IParsable<MonthDay>
{
    /// <summary>The day in a year; 29 February by policy where the year has none.</summary>
    public DateOnly In(int year, Feb29 policy) =>
        (Month, Day) == (2, 29) && !DateTime.IsLeapYear(year)
            ? policy == Feb29.Mar01
                ? new(year, 3, 1)
                : new(year, 2, 28)
            : new(year, Month, Day);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");

    public static MonthDay Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var day) ? day : throw new FormatException("Write month and day like \"07-08\" for 8 July.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MonthDay result)
    {
        // 2000 is a leap year, so that 02-29 is read.
        var known = DayText.TryParseIso($"2000-{s}", out var day);
        result = new(day.Month, day.Day);
        return known;
    }
}

/// <summary>When 29 February is kept in a year that has none.</summary>
enum Feb29
{
    Feb28,
    Mar01,
}
