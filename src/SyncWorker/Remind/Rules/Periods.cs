using System.Globalization;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>One period that is reported on.</summary>
/// <param name="Key">2026, 2026-H1, 2026-Q3, 2026-07.</param>
/// <param name="End">Its last day.</param>
readonly record struct Period(string Key, int Year, DateOnly End, string Vi, string En);

/// <summary>The periods of a year and when their report is due.</summary>
static class Periods
{
    static readonly string[] Quarters = ["I", "II", "III", "IV"];

    /// <summary>The periods of a report that end in a year: of one that is owed every two years, none in each other year.</summary>
    public static IEnumerable<Period> InYear(int year, ReportOptions rule) =>
        rule is not { Period: PeriodLength.Year, Years: { } years } ? InYear(year, rule.Period)
        : year >= years.First && (year - years.First + 1) % years.Length == 0
            ?
            [
                new(
                    Text($"{year}"),
                    year,
                    new(year, 12, 31),
                    Text($"giai đoạn {year - years.Length + 1}-{year}"),
                    Text($"{year - years.Length + 1}-{year}")
                ),
            ]
        : [];

    public static IEnumerable<Period> InYear(int year, PeriodLength length) =>
        length switch
        {
            PeriodLength.Month => Enumerable
                .Range(1, 12)
                .Select(month => new Period(
                    Text($"{year}-{month:00}"),
                    year,
                    new DateOnly(year, month, 1).AddMonths(1).AddDays(-1),
                    Text($"tháng {month}/{year}"),
                    Text($"{new DateOnly(year, month, 1):MMMM yyyy}")
                )),
            PeriodLength.Quarter => Enumerable
                .Range(1, 4)
                .Select(quarter => new Period(
                    Text($"{year}-Q{quarter}"),
                    year,
                    new DateOnly(year, quarter * 3, 1).AddMonths(1).AddDays(-1),
                    Text($"quý {Quarters[quarter - 1]}/{year}"),
                    Text($"quarter {quarter} of {year}")
                )),
            PeriodLength.HalfYear =>
            [
                new(Text($"{year}-H1"), year, new(year, 6, 30), Text($"6 tháng đầu năm {year}"), Text($"the first half of {year}")),
                new(Text($"{year}-H2"), year, new(year, 12, 31), Text($"6 tháng cuối năm {year}"), Text($"the second half of {year}")),
            ],
            _ => [new(Text($"{year}"), year, new(year, 12, 31), Text($"năm {year}"), Text($"{year}"))],
        };

    /// <summary>
    /// The first day of the period that a key names (2026, 2026-H1, 2026-Q3, 2026-07), or the day a request was made (ASK-20260706-1).
    /// The earliest day there is for another key.
    /// </summary>
    public static DateOnly FirstDay(string key)
    {
        if (key.StartsWith(RequestItems.CodePrefix, StringComparison.Ordinal))
        {
            return DateOnly.TryParseExact(
                key.AsSpan(RequestItems.CodePrefix.Length, Math.Min(8, key.Length - RequestItems.CodePrefix.Length)),
                "yyyyMMdd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var asked
            )
                ? asked
                : DateOnly.MinValue;
        }

        return FigurePeriod.Find(key)?.First ?? DateOnly.MinValue;
    }

    /// <summary>
    /// The first day on which a report of the period can have come: the first day of the period, and of one that is due before it begins (a
    /// plan of the coming year) the first day of the year in which it is due.
    /// </summary>
    public static DateOnly EarliestReceipt(string key, DateOnly? due) =>
        FirstDay(key) is var first && due < first ? new(due.Value.Year, 1, 1) : first;

    /// <summary>The due day of a period, the document it rests on, and how it was found.</summary>
    public static (DateOnly Day, string? Basis, string Why) Due(Period period, ReportOptions rule, WorkCalendar calendar)
    {
        if (rule.Periods.TryGetValue(period.Key, out var given))
        {
            return (
                given.Due,
                given.Basis,
                given.Basis is null
                    ? $"due {given.Due:yyyy-MM-dd} as config says for {period.Key}"
                    : $"due {given.Due:yyyy-MM-dd} by {given.Basis}"
            );
        }

        var raw = rule.Due.Day is { } day
            ? day.In(
                period.Year
                    + rule.Due.Year switch
                    {
                        DueYear.Next => 1,
                        DueYear.Previous => -1,
                        _ => 0,
                    },
                Feb29.Feb28
            )
            : (rule.Due.After ?? Lead.TheDay).RawAfter(period.End, calendar);
        var due = calendar.Roll(raw, rule.Due.Roll);
        return (due, null, due == raw ? $"due {due:yyyy-MM-dd} by rule" : $"due {raw:yyyy-MM-dd} by rule, a day off: {due:yyyy-MM-dd}");
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
