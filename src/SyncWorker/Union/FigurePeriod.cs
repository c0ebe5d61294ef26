using System.Globalization;
using System.Text.Json.Serialization;

namespace SyncWorker.Union;

/// <summary>
/// A year or a part of it that figures are counted of, by the keys that reports use: <c>2026</c>, <c>2026-H1</c>, <c>2026-Q3</c>,
/// <c>2026-07</c>.
/// </summary>
/// <param name="Key">As it is written.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
sealed record FigurePeriod(string Key, DateOnly First, DateOnly Last)
{
    // What lies outside is mistyped.
    const int FirstYear = 1900,
        LastYear = 2199;

    public const string Examples = "2026, 2026-H1, 2026-Q3 or 2026-07";

    static readonly string[] s_quarters = ["I", "II", "III", "IV"];

    /// <summary>Null when the text is no period.</summary>
    public static FigurePeriod? Find(string? text)
    {
        text = text?.Trim().ToUpperInvariant() ?? "";
        if (
            text.Length < 4
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is < FirstYear or > LastYear
        )
        {
            return null;
        }

        return text[4..] switch
        {
            "" => Months(text, year, 1, 12),
            ['-', 'H', >= '1' and <= '2' and var half] => Months(text, year, ((half - '1') * 6) + 1, 6),
            ['-', 'Q', >= '1' and <= '4' and var quarter] => Months(text, year, ((quarter - '1') * 3) + 1, 3),
            ['-', .. { Length: 2 } month]
                when int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12 =>
                Months(text, year, number, 1),
            _ => null,
        };
    }

    /// <summary>The one that a day lies in, as long as this one: "the half-year before" and comparisons over years are made of it.</summary>
    public FigurePeriod YearsBefore(int years) =>
        Months(Text($"{First.Year - years:0000}{Key[4..]}"), First.Year - years, First.Month, MonthCount);

    [JsonIgnore]
    public int MonthCount => ((Last.Year - First.Year) * 12) + Last.Month - First.Month + 1;

    /// <summary>Whether all of the other one lies in it.</summary>
    public bool Includes(FigurePeriod other) => other.First >= First && other.Last <= Last;

    /// <summary>Whether all days that are meant lie in it: "2026" does not lie in 2026-H1.</summary>
    public bool Includes(PartialDate date) =>
        date.Precision switch
        {
            DatePrecision.Day => new DateOnly(date.Year, date.Month, date.Day) is var day && day >= First && day <= Last,
            DatePrecision.Month => new DateOnly(date.Year, date.Month, 1) is var day && day >= First && day <= Last,
            _ => First.Year == date.Year && MonthCount == 12,
        };

    /// <summary>Whether some of the days that may be meant lie in it.</summary>
    public bool Touches(PartialDate date) => Includes(date) || (date.Precision == DatePrecision.Year && First.Year == date.Year);

    /// <summary>"6 tháng đầu năm 2026", "quý III/2026", "tháng 7/2026", "năm 2026".</summary>
    [JsonIgnore]
    public string Vi =>
        MonthCount switch
        {
            6 => Text($"6 tháng {(First.Month == 1 ? "đầu" : "cuối")} năm {First.Year}"),
            3 => Text($"quý {s_quarters[First.Month / 3]}/{First.Year}"),
            1 => Text($"tháng {First.Month}/{First.Year}"),
            _ => Text($"năm {First.Year}"),
        };

    /// <summary>"the first half of 2026", "quarter III of 2026", "July 2026", "2026".</summary>
    [JsonIgnore]
    public string En =>
        MonthCount switch
        {
            6 => Text($"the {(First.Month == 1 ? "first" : "second")} half of {First.Year}"),
            3 => Text($"quarter {s_quarters[First.Month / 3]} of {First.Year}"),
            1 => Text($"{First:MMMM yyyy}"),
            _ => Text($"{First.Year}"),
        };

    /// <summary>
    /// The periods that an office looks at on a day: the half-year that was closed last, the half-year and the year that the day lies in;
    /// in the first half of a year also the year that was closed.
    /// </summary>
    public static IReadOnlyList<FigurePeriod> LookedAt(DateOnly day)
    {
        var half = Months(Text($"{day.Year}-H{(day.Month <= 6 ? 1 : 2)}"), day.Year, day.Month <= 6 ? 1 : 7, 6);
        var closed = Find(day.Month <= 6 ? Text($"{day.Year - 1}-H2") : Text($"{day.Year}-H1"))!;
        var year = Find(Text($"{day.Year}"))!;
        return day.Month <= 6 ? [closed, half, year.YearsBefore(1), year] : [closed, half, year];
    }

    static FigurePeriod Months(string key, int year, int first, int months) =>
        new DateOnly(year, first, 1) is var start ? new(key, start, start.AddMonths(months).AddDays(-1)) : null!;

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
