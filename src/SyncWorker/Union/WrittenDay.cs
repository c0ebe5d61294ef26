using System.Globalization;
using System.Text.RegularExpressions;

namespace SyncWorker.Union;

/// <summary>
/// Reads a day as staff write it into a sheet or a mail: "5/1/27", "13-01-2027", "13.1", "ngày 13 tháng 1", "hôm nay", "đã nhận", "x",
/// or the number that a workbook counts days by. The day is before the month always, and the day must lie within a span, which also tells
/// the year that was left out. A pure function; config and the sources of data are read by <see cref="DayText"/> alone.
/// </summary>
static partial class WrittenDay
{
    const string NoDays = "?~<>±";
    const string Ticks = "✓✔√☑✅";

    /// <summary>What a telephone writes behind a tick.</summary>
    const char ShownAsPicture = '\uFE0F';

    /// <summary>Day 0 of a workbook's count; right for every day since March 1900.</summary>
    static readonly DateOnly s_zero = new(1899, 12, 30);

    static readonly string[] s_english = ["d MMMM yyyy", "d MMM yyyy"];

    public static DayReading Read(string? text, DaySpan span)
    {
        text = text?.Trim() ?? "";
        if (DayText.TryParse(text, out var plain))
        {
            return Within(plain, span);
        }

        if (text.TrimEnd(ShownAsPicture) is [var tick] && Ticks.Contains(tick, StringComparison.Ordinal))
        {
            return OfReading(span.Today, span);
        }

        if (text.AsSpan().IndexOfAny(NoDays) >= 0)
        {
            return new(null, DayFault.NoDay);
        }

        var words = string.Join(' ', NormalizedName.From(text).Words);
        if (Relative().Match(words) is { Success: true } relative)
        {
            return OfReading(relative.Groups["before"].Success ? span.Today.AddDays(-1) : span.Today, span);
        }

        return Numbers().Match(words) is { Success: true } numbers ? OfNumbers(numbers, span)
            : Serial().IsMatch(words) ? Within(s_zero.AddDays(int.Parse(words, CultureInfo.InvariantCulture)), span)
            : DateOnly.TryParseExact(words, s_english, CultureInfo.InvariantCulture, DateTimeStyles.None, out var english)
                ? Within(english, span)
            : new(null, DayFault.NoDay);
    }

    /// <summary>Why it was not understood, as a clause: "không đọc được ngày".</summary>
    public static string WhyVi(DayFault fault, DaySpan span) =>
        fault switch
        {
            DayFault.TooEarly => $"ngày trước {DayText.DayFirst(span.First)}",
            DayFault.TooLate => $"ngày sau {DayText.DayFirst(span.Last)}",
            DayFault.ManyYears => "chưa rõ năm nào",
            _ => "không đọc được ngày",
        };

    /// <inheritdoc cref="WhyVi"/>
    public static string WhyEn(DayFault fault, DaySpan span) =>
        fault switch
        {
            DayFault.TooEarly => $"is before {DayText.Iso(span.First)}",
            DayFault.TooLate => $"is after {DayText.Iso(span.Last)}",
            DayFault.ManyYears => "may be of several years",
            _ => "is not a day",
        };

    static DayReading OfNumbers(Match numbers, DaySpan span)
    {
        int? Number(string group) =>
            numbers.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : null;
        var (day, month) = (Number("day")!.Value, Number("month")!.Value);
        if (Number("year") is { } written)
        {
            return Of(numbers.Groups["year"].Length == 2 ? 2000 + written : written, month, day) is { } known
                ? Within(known, span)
                : new(null, DayFault.NoDay);
        }

        var days = Enumerable
            .Range(span.First.Year, Math.Max(1, span.Last.Year - span.First.Year + 1)) // empty of a period to come
            .Select(year => Of(year, month, day))
            .OfType<DateOnly>()
            .ToList();
        var within = days.Where(span.Includes).ToList();
        return within switch
        {
            [var only] => new(only, DayFault.None),
            [_, ..] => new(null, DayFault.ManyYears),
            _ => new(
                null,
                days is [] ? DayFault.NoDay
                    : days.Exists(known => known > span.Last) ? DayFault.TooLate
                    : DayFault.TooEarly
            ),
        };
    }

    static DateOnly? Of(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;

    static DayReading Within(DateOnly day, DaySpan span) =>
        day < span.First ? new(null, DayFault.TooEarly)
        : day > span.Last ? new(null, DayFault.TooLate)
        : new(day, DayFault.None);

    static DayReading OfReading(DateOnly day, DaySpan span) => Within(day, span) with { IsOfReading = true };

    // What stands around a day and says no other day.
    const string Before = "(?:(?:da|nhan|ngay|hom|on|received|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|t[2-7]|cn) )*";
    const string After = "(?: (?:roi|du|ban (?:giay|mem|cung)))*";

    [GeneratedRegex($"^(?:{Before}(?:nay|(?<before>qua)|nhan|received|today|(?<before>yesterday))|x|v|ok|co|roi|xong|yes){After}$")]
    private static partial Regex Relative();

    [GeneratedRegex(
        $@"^{Before}(?:(?<year>[0-9]{{4}}) (?<month>[0-9][0-9]?) (?<day>[0-9][0-9]?)|(?<day>[0-9][0-9]?) (?:thang )?(?<month>[0-9][0-9]?)(?: (?:nam )?(?:(?<year>[0-9]{{4}})(?: [0-9][0-9]? [0-9][0-9](?: [0-9][0-9])?)?|(?<year>[0-9][0-9])))?){After}$"
    )]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^[0-9]{5}$")]
    private static partial Regex Serial();
}

/// <summary>Between which days a written day must lie.</summary>
/// <param name="Today">What "hôm nay" and "x" mean.</param>
/// <param name="First">The earliest that can be meant.</param>
/// <param name="Last">The latest.</param>
readonly record struct DaySpan(DateOnly Today, DateOnly First, DateOnly Last)
{
    /// <summary>A report comes in its period or later, and not after today.</summary>
    public static DaySpan Received(DateOnly first, DateOnly today) => new(today, first, today);

    /// <summary>A new day lies ahead, within a year.</summary>
    public static DaySpan NewDue(DateOnly today) => new(today, today.AddDays(1), today.AddYears(1));

    public bool Includes(DateOnly day) => day >= First && day <= Last;
}

/// <param name="Day">Null when it was not understood.</param>
/// <param name="Fault">Why not.</param>
readonly record struct DayReading(DateOnly? Day, DayFault Fault)
{
    /// <summary>"x", "đã nhận", "hôm nay": the day it was read on, which a second reading must not move.</summary>
    public bool IsOfReading { get; init; }
}

enum DayFault
{
    None,

    /// <summary>No day stands there.</summary>
    NoDay,

    /// <summary>It lies before the span.</summary>
    TooEarly,

    /// <summary>It lies after the span.</summary>
    TooLate,

    /// <summary>The year was left out, and several fit.</summary>
    ManyYears,
}
