using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Union;

/// <summary>
/// A date known to the day, the month or the year, written <c>1975-01-15</c>, <c>1973-09</c> or <c>1990</c>
/// (the reduced precisions of ISO 8601-1:2019, 5.2.2). What is not known is never invented: 1990 is not 1 January.
/// </summary>
[JsonConverter(typeof(PartialDateJson))]
readonly record struct PartialDate : IComparable<PartialDate>
{
    PartialDate(int year, int month, int day) => (Year, Month, Day) = (year, month, day);

    /// <summary>Gregorian year, 1 to 9999.</summary>
    public int Year { get; }

    /// <summary>1 to 12, or 0 when only the year is known.</summary>
    public int Month { get; }

    /// <summary>1 to 31, or 0 when the day is not known.</summary>
    public int Day { get; }

    public DatePrecision Precision =>
        Day > 0 ? DatePrecision.Day
        : Month > 0 ? DatePrecision.Month
        : DatePrecision.Year;

    public static PartialDate OfDay(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <exception cref="ArgumentOutOfRangeException">The month does not exist.</exception>
    public static PartialDate OfMonth(int year, int month)
    {
        _ = new DateOnly(year, month, 1);
        return new(year, month, 0);
    }

    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
    public static PartialDate OfYear(int year)
    {
        _ = new DateOnly(year, 1, 1);
        return new(year, 0, 0);
    }

    /// <summary>Reads the three written forms and nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartialDate date)
    {
        date = default;
        switch (text?.Length)
        {
            case 10 when DayText.TryParseIso(text, out var day):
                date = OfDay(day);
                return true;
            case 7 when DayText.TryParseIso(text + "-01", out var first):
                date = OfMonth(first.Year, first.Month);
                return true;
            case 4 when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0:
                date = OfYear(year);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads what a person writes: 28/10/1962, 10/1962, 1962, or one of the three forms.</summary>
    public static bool TryParseWritten(string? text, out PartialDate date)
    {
        text = text?.Trim();
        if (DayText.TryParse(text, out var day))
        {
            date = OfDay(day);
            return true;
        }

        if (DateOnly.TryParseExact(text, "M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            date = OfMonth(month.Year, month.Month);
            return true;
        }

        return TryParse(text, out date);
    }

    /// <summary>As far as it is known, as people write it: 28/10/1962, 10/1962, 1962.</summary>
    public string DayFirst() =>
        Precision switch
        {
            DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{Day:00}/{Month:00}/{Year:0000}"),
            DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{Month:00}/{Year:0000}"),
            _ => ToString(),
        };

    public static PartialDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException($"'{text}' is not a date like 1975-01-15, 1973-09 or 1990.");

    public int CompareTo(PartialDate other) => (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    public override string ToString() =>
        Precision switch
        {
            DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
            DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}"),
        };
}

/// <summary>How much of a <see cref="PartialDate"/> is known.</summary>
enum DatePrecision
{
    Year,
    Month,
    Day,
}

sealed class PartialDateJson : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PartialDate.TryParse(reader.GetString(), out var date)
            ? date
            : throw new JsonException("Not a date like 1975-01-15, 1973-09 or 1990.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
