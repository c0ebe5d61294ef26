using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// A rhythm in words: <c>every Monday and Thursday</c>, <c>first Monday of the month</c>, <c>last Friday of the quarter</c>,
/// <c>15 of the month</c>.
/// </summary>
/// <param name="Ordinal">1 to 4, or -1 for the last; the day of the month when <paramref name="Weekday"/> is null.</param>
[JsonConverter(typeof(TextJson<Recurrence>))]
[ConfigExample(
    "every Monday",
    "first Monday of the month",
    "last Friday of the quarter",
    "15 of the month",
    Pattern = @"^(every (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)((, ?| and )(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))*|(0*([1-9]|[12]\d|3[01])|(first|second|third|fourth|last) (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)) of the (month|quarter|half-year|year))$"
)]
sealed record Recurrence(int Ordinal, DayOfWeek? Weekday, int Months) : IParsable<Recurrence>
{
    const string Each = "every ";

    static readonly string[] s_between = [", ", ",", " and "];
    static readonly string[] s_weekdays = Enum.GetNames<DayOfWeek>(); // Enum.TryParse takes numbers and lists too
    static readonly string[] s_ordinals = ["first", "second", "third", "fourth", "last"];
    static readonly string[] s_units = ["month", "quarter", "half-year", "year"];
    static readonly string[] s_ordinalsVi = ["đầu tiên", "lần thứ 2", "lần thứ 3", "lần thứ 4", "cuối cùng"];
    static readonly string[] s_unitsVi = ["tháng", "quý", "nửa năm", "năm"];
    static readonly int[] s_months = [1, 3, 6, 12];

    /// <summary>The days of each week, in the order of the week from Monday; empty for a rhythm of months.</summary>
    public IReadOnlyList<DayOfWeek> EachWeek { get; init; } = [];

    /// <summary>The days of a year; a day the month does not have is its last.</summary>
    public IEnumerable<DateOnly> In(int year) => EachWeek.Count > 0 ? Weekly(year) : OfMonths(year);

    IEnumerable<DateOnly> Weekly(int year) =>
        Enumerable
            .Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(day => new DateOnly(year, 1, 1).AddDays(day))
            .Where(day => EachWeek.Contains(day.DayOfWeek));

    IEnumerable<DateOnly> OfMonths(int year)
    {
        for (var month = 1; month <= 12; month += Months)
        {
            var first = new DateOnly(year, month, 1);
            var last = first.AddMonths(Months).AddDays(-1);
            yield return (Weekday, Ordinal) switch
            {
                (null, _) => new(year, month, Math.Min(Ordinal, DateTime.DaysInMonth(year, month))),
                ({ } weekday, -1) => last.AddDays(-((last.DayOfWeek - weekday + 7) % 7)),
                ({ } weekday, _) => first.AddDays(((weekday - first.DayOfWeek + 7) % 7) + (7 * (Ordinal - 1))),
            };
        }
    }

    /// <summary>"thứ Hai đầu tiên của tháng", "ngày 15 của tháng".</summary>
    public string InVietnamese()
    {
        if (EachWeek.Count > 0)
        {
            return $"{string.Join(", ", EachWeek.Select(VietnameseDay))} hằng tuần";
        }

        var unit = s_unitsVi[Array.IndexOf(s_months, Months)];
        return Weekday is { } weekday
            ? $"{VietnameseDay(weekday)} {s_ordinalsVi[Ordinal < 0 ? 4 : Ordinal - 1]} của {unit}"
            : $"ngày {Ordinal} của {unit}";
    }

    static string VietnameseDay(DayOfWeek weekday) =>
        weekday == DayOfWeek.Sunday ? "Chủ nhật" : $"thứ{Weekdays.Name(weekday, english: false)[3..]}";

    public override string ToString()
    {
        if (EachWeek.Count > 0)
        {
            return $"{Each}{string.Join(" and ", EachWeek)}";
        }

        var unit = s_units[Array.IndexOf(s_months, Months)];
        return Weekday is { } weekday ? $"{s_ordinals[Ordinal < 0 ? 4 : Ordinal - 1]} {weekday} of the {unit}" : $"{Ordinal} of the {unit}";
    }

    public static Recurrence Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var rhythm)
            ? rhythm
            : throw new FormatException(
                "Write it like \"every Monday\", \"first Monday of the month\", \"last Friday of the quarter\" or \"15 of the month\"."
            );

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Recurrence result)
    {
        result = null;
        if (s?.StartsWith(Each, StringComparison.Ordinal) == true)
        {
            var days = s[Each.Length..].Split(s_between, StringSplitOptions.TrimEntries);
            result = days.All(s_weekdays.Contains)
                ? new(0, null, 0) { EachWeek = [.. days.Select(Enum.Parse<DayOfWeek>).Distinct().OrderBy(day => ((int)day + 6) % 7)] }
                : null;
            return result is not null;
        }

        var words = s?.Split(' ') ?? [];
        if (words is not [.., "of", "the", var unit] || Array.IndexOf(s_units, unit) is not (>= 0 and var index))
        {
            return false;
        }

        if (
            words.Length == 4
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && day is >= 1 and <= 31
        )
        {
            result = new(day, null, s_months[index]);
        }
        else if (words.Length == 5 && Array.IndexOf(s_ordinals, words[0]) is >= 0 and var ordinal && s_weekdays.Contains(words[1]))
        {
            result = new(ordinal == 4 ? -1 : ordinal + 1, Enum.Parse<DayOfWeek>(words[1]), s_months[index]);
        }

        return result is not null;
    }
}
