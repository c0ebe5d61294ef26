using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>The periods of a report, their names and days, and when the report of one is due.</summary>
public sealed class PeriodsTests
{
    static ReportOptions Report(PeriodLength period, DueOptions? due = null, PeriodYears? years = null) =>
        new()
        {
            Id = "r",
            Code = "R",
            Name = new(),
            Period = period,
            Years = years,
            Due = due ?? new(),
        };

    static string Line(Period period) => $"{period.Key} of {period.Year} to {DayText.Iso(period.End)}: {period.Vi}; {period.En}";

    [Fact]
    public void A_year_has_four_quarters()
    {
        Assert.Equal(
            [
                "2026-Q1 of 2026 to 2026-03-31: quý I/2026; quarter 1 of 2026",
                "2026-Q2 of 2026 to 2026-06-30: quý II/2026; quarter 2 of 2026",
                "2026-Q3 of 2026 to 2026-09-30: quý III/2026; quarter 3 of 2026",
                "2026-Q4 of 2026 to 2026-12-31: quý IV/2026; quarter 4 of 2026",
            ],
            Periods.InYear(2026, Report(PeriodLength.Quarter)).Select(Line)
        );
    }

    [Fact]
    public void A_year_has_two_halves()
    {
        Assert.Equal(
            [
                "2026-H1 of 2026 to 2026-06-30: 6 tháng đầu năm 2026; the first half of 2026",
                "2026-H2 of 2026 to 2026-12-31: 6 tháng cuối năm 2026; the second half of 2026",
            ],
            Periods.InYear(2026, PeriodLength.HalfYear).Select(Line)
        );
    }

    [Fact]
    public void A_year_has_twelve_months()
    {
        var months = Periods.InYear(2024, PeriodLength.Month).Select(Line).ToList();

        Assert.Equal(12, months.Count);
        Assert.Equal("2024-02 of 2024 to 2024-02-29: tháng 2/2024; February 2024", months[1]);
        Assert.Equal("2024-12 of 2024 to 2024-12-31: tháng 12/2024; December 2024", months[11]);
    }

    [Fact]
    public void A_year_is_one_period()
    {
        Assert.Equal(["2026 of 2026 to 2026-12-31: năm 2026; 2026"], Periods.InYear(2026, Report(PeriodLength.Year)).Select(Line));
    }

    [Theory]
    [InlineData(2, 2024, null)] // the period before the first
    [InlineData(2, 2025, null)]
    [InlineData(2, 2026, "2026 of 2026 to 2026-12-31: giai đoạn 2025-2026; 2025-2026")]
    [InlineData(2, 2027, null)]
    [InlineData(2, 2028, "2028 of 2028 to 2028-12-31: giai đoạn 2027-2028; 2027-2028")]
    [InlineData(3, 2027, "2027 of 2027 to 2027-12-31: giai đoạn 2025-2027; 2025-2027")]
    [InlineData(3, 2028, null)]
    [InlineData(4, 2028, "2028 of 2028 to 2028-12-31: giai đoạn 2025-2028; 2025-2028")]
    public void A_report_of_several_years_is_owed_in_the_last_of_them_and_has_its_number(int length, int year, string? period)
    {
        var rule = Report(PeriodLength.Year, years: new() { Length = length, First = 2025 });

        Assert.Equal(period, Periods.InYear(year, rule).Select(Line).SingleOrDefault());
        Assert.Equal(2, Periods.InYear(year, Report(PeriodLength.HalfYear, years: rule.Years)).Count());
    }

    [Theory]
    [InlineData("2026", "2026-01-01")]
    [InlineData("2026-H1", "2026-01-01")]
    [InlineData("2026-H2", "2026-07-01")]
    [InlineData("2026-Q1", "2026-01-01")]
    [InlineData("2026-Q2", "2026-04-01")]
    [InlineData("2026-Q4", "2026-10-01")]
    [InlineData("2026-01", "2026-01-01")]
    [InlineData("2026-12", "2026-12-01")]
    [InlineData("2199", "2199-01-01")]
    [InlineData("9999", "0001-01-01")]
    [InlineData("2026x", "0001-01-01")]
    [InlineData("2026-H1x", "0001-01-01")]
    [InlineData("2026/H2", "0001-01-01")]
    [InlineData("ASK-20260706-1", "2026-07-06")]
    [InlineData("ASK-20260706", "2026-07-06")]
    [InlineData("ASK-20261399-1", "0001-01-01")]
    [InlineData("ASK-2026", "0001-01-01")]
    [InlineData("ASK-", "0001-01-01")]
    [InlineData("2026-H3", "0001-01-01")]
    [InlineData("2026-H", "0001-01-01")]
    [InlineData("2026-Q0", "0001-01-01")]
    [InlineData("2026-13", "0001-01-01")]
    [InlineData("2026-00", "0001-01-01")]
    [InlineData("0000-01", "0001-01-01")]
    [InlineData("năm", "0001-01-01")]
    [InlineData("", "0001-01-01")]
    public void A_key_names_the_first_day_of_its_period_or_the_earliest_day_there_is(string key, string day)
    {
        Assert.Equal(day, DayText.Iso(Periods.FirstDay(key)));
    }

    [Theory]
    [InlineData("2026-H1", null, "2026-01-01")]
    [InlineData("2026-H1", "2026-07-08", "2026-01-01")]
    [InlineData("2026-07", "2026-07-01", "2026-07-01")]
    [InlineData("2027", "2026-12-15", "2026-01-01")]
    public void A_report_can_have_come_since_its_period_began_or_since_the_year_in_which_it_is_due(string key, string? due, string day)
    {
        Assert.Equal(day, DayText.Iso(Periods.EarliestReceipt(key, due is null ? null : World.Day(due))));
    }

    [Theory]
    [InlineData("07-08", DueYear.Same, Roll.Previous, "2026-07-08", "due 2026-07-08 by rule")]
    [InlineData("07-11", DueYear.Same, Roll.Previous, "2026-07-10", "due 2026-07-11 by rule, a day off: 2026-07-10")]
    [InlineData("07-11", DueYear.Same, Roll.Next, "2026-07-13", "due 2026-07-11 by rule, a day off: 2026-07-13")]
    [InlineData("01-15", DueYear.Next, Roll.Previous, "2027-01-15", "due 2027-01-15 by rule")]
    [InlineData("12-15", DueYear.Previous, Roll.Previous, "2025-12-15", "due 2025-12-15 by rule")]
    [InlineData("02-29", DueYear.Same, Roll.None, "2026-02-28", "due 2026-02-28 by rule")]
    public void It_is_due_on_a_day_of_the_year(string day, object year, object roll, string due, string why)
    {
        var options = new DueOptions
        {
            Day = MonthDay.Parse(day, null),
            Year = (DueYear)year,
            Roll = (Roll)roll,
        };

        Assert.Equal((World.Day(due), null, why), Due(options));
    }

    [Theory]
    [InlineData("15 days", "2027-01-15")]
    [InlineData("10 working days", "2027-01-14")]
    [InlineData(null, "2026-12-31")]
    public void It_is_due_so_long_after_the_period_ends(string? after, string due)
    {
        var options = new DueOptions { After = after is null ? null : Lead.Parse(after, null) };

        Assert.Equal(World.Day(due), Due(options).Day);
    }

    static (DateOnly Day, string? Basis, string Why) Due(DueOptions options, ReportOptions? rule = null) =>
        Periods.Due(Periods.InYear(2026, PeriodLength.Year).Single(), rule ?? Report(PeriodLength.Year, options), WorkCalendar.Weekends);

    [Fact]
    public void A_document_gives_a_period_its_own_day_which_is_not_moved()
    {
        ReportOptions Given(string? basis) =>
            new()
            {
                Id = "r",
                Code = "R",
                Name = new(),
                Period = PeriodLength.Year,
                Due = new() { Day = new(7, 8) },
                Periods = new Dictionary<string, PeriodDue>
                {
                    ["2026"] = new() { Due = World.Day("2026-07-11"), Basis = basis },
                    ["2027"] = new() { Due = World.Day("2027-07-09") },
                },
            };

        Assert.Equal((World.Day("2026-07-11"), "Công văn số 1", "due 2026-07-11 by Công văn số 1"), Due(new(), Given("Công văn số 1")));
        Assert.Equal((World.Day("2026-07-11"), null, "due 2026-07-11 as config says for 2026"), Due(new(), Given(null)));
    }
}
