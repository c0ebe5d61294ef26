using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Send;

/// <summary>A length of time as an admin writes it: <c>90 seconds</c>, <c>5 minutes</c>, <c>4 hours</c>, <c>3 days</c>.</summary>
[JsonConverter(typeof(TextJson<Wait>))]
[ConfigExample("5 minutes")]
readonly record struct Wait(TimeSpan Span) : IParsable<Wait>
{
    public static Wait Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var wait)
            ? wait
            : throw new FormatException("Write a number and seconds, minutes, hours or days, such as \"5 minutes\".");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Wait result)
    {
        result = default;
        if (s?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var unit]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            return false;
        }

        TimeSpan? span = unit switch
        {
            "second" or "seconds" => TimeSpan.FromSeconds(n),
            "minute" or "minutes" => TimeSpan.FromMinutes(n),
            "hour" or "hours" => TimeSpan.FromHours(n),
            "day" or "days" => TimeSpan.FromDays(n),
            _ => null,
        };
        result = new(span ?? default);
        return span is not null;
    }

    public override string ToString() => Span switch
    {
        { TotalSeconds: var s } when s % 60 != 0 => $"{s} seconds",
        { TotalMinutes: var m } when m % 60 != 0 => $"{m} minutes",
        { TotalHours: var h } when h % 24 != 0 => $"{h} hours",
        _ => $"{Span.TotalDays} days",
    };
}
