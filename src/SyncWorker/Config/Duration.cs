using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>
/// A length of time as an admin writes it: <c>90 seconds</c>, <c>5 minutes</c>, <c>4 hours</c>, <c>3 days</c>. In a rule's lead and
/// in a schedule also weeks, months and working days, which have no fixed length.
/// </summary>
[JsonConverter(typeof(TextJson<Duration>))]
[ConfigExample(
    "5 minutes",
    "90 seconds",
    "4 hours",
    "3 days",
    Pattern = @"^\s*\d{1,9}\s+(second|minute|hour|day)s?\s*$",
    IgnoreCase = true
)]
readonly record struct Duration(int Number, TimeUnit Unit) : IParsable<Duration>
{
    // A million days is 2,738 years: far from where a TimeSpan overflows.
    const int Most = 1_000_000;

    static readonly string[] s_names = ["second", "minute", "hour", "day", "week", "month", "working day"];

    /// <summary>Its fixed length.</summary>
    /// <exception cref="InvalidOperationException">Months and working days have none.</exception>
    public TimeSpan Span =>
        Unit switch
        {
            TimeUnit.Seconds => TimeSpan.FromSeconds(Number),
            TimeUnit.Minutes => TimeSpan.FromMinutes(Number),
            TimeUnit.Hours => TimeSpan.FromHours(Number),
            TimeUnit.Days => TimeSpan.FromDays(Number),
            TimeUnit.Weeks => TimeSpan.FromDays(7 * Number),
            _ => throw new InvalidOperationException($"{this} is no fixed length."),
        };

    public static Duration Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var duration)
            ? duration
            : throw new FormatException("Write a number and seconds, minutes, hours or days, such as \"5 minutes\".");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Duration result) =>
        TryRead(s, out result) && result.Unit <= TimeUnit.Days;

    /// <summary>Reads a number and any unit, singular or plural; the caller says which units it takes.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out Duration result)
    {
        result = default;
        if (
            text?.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var number, var name]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            || n > Most
        )
        {
            return false;
        }

        var unit = Array.FindIndex(
            s_names,
            known => name.Equals(known, StringComparison.OrdinalIgnoreCase) || name.Equals(known + "s", StringComparison.OrdinalIgnoreCase)
        );
        result = new(n, (TimeUnit)unit);
        return unit >= 0;
    }

    public override string ToString() => $"{Number} {s_names[(int)Unit]}{(Number == 1 ? "" : "s")}";
}

/// <summary>Units up to days are allowed wherever config takes a length of time.</summary>
enum TimeUnit
{
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    WorkingDays,
}
