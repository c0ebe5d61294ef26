using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>A rhythm in words: its days, and how it is written. 1 January 2026 is a Thursday.</summary>
public sealed class RecurrenceTests
{
    static IEnumerable<string> In(string rhythm, int year) => RuleWorld.Days(Recurrence.Parse(rhythm, null).In(year));

    [Theory]
    [InlineData("first Thursday of the quarter", "2026-01-01 2026-04-02 2026-07-02 2026-10-01")]
    [InlineData("first Monday of the quarter", "2026-01-05 2026-04-06 2026-07-06 2026-10-05")]
    [InlineData("third Wednesday of the half-year", "2026-01-21 2026-07-15")]
    [InlineData("fourth Sunday of the year", "2026-01-25")]
    [InlineData("second Tuesday of the year", "2026-01-13")]
    [InlineData("last Friday of the quarter", "2026-03-27 2026-06-26 2026-09-25 2026-12-25")]
    [InlineData("last Wednesday of the quarter", "2026-03-25 2026-06-24 2026-09-30 2026-12-30")]
    [InlineData("last Sunday of the half-year", "2026-06-28 2026-12-27")]
    [InlineData("15 of the quarter", "2026-01-15 2026-04-15 2026-07-15 2026-10-15")]
    [InlineData("31 of the quarter", "2026-01-31 2026-04-30 2026-07-31 2026-10-31")]
    public void It_has_its_days_in_a_year(string rhythm, string days) => Assert.Equal(days.Split(' '), In(rhythm, 2026));

    [Fact]
    public void A_day_that_a_month_does_not_have_is_its_last()
    {
        Assert.Equal(
            ["31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31"],
            In("31 of the month", 2026).Select(day => day[8..])
        );
        Assert.Equal("2024-02-29", In("30 of the month", 2024).ElementAt(1));
    }

    [Theory]
    [InlineData("every Monday", 2026, 52, "2026-01-05", "2026-12-28")]
    [InlineData("every Wednesday", 2025, 53, "2025-01-01", "2025-12-31")]
    [InlineData("every Thursday", 2025, 52, "2025-01-02", "2025-12-25")] // the 366th day of 2025 would be one
    [InlineData("every Tuesday", 2024, 53, "2024-01-02", "2024-12-31")]
    [InlineData("every Monday and Thursday", 2026, 105, "2026-01-01", "2026-12-31")]
    public void A_rhythm_of_weeks_has_each_of_its_days_in_a_year(string rhythm, int year, int count, string first, string last)
    {
        var days = In(rhythm, year).ToList();

        Assert.Equal((count, first, last), (days.Count, days[0], days[^1]));
    }

    [Theory]
    [InlineData("every Monday", "every Monday", "thứ Hai hằng tuần")]
    [InlineData("every Sunday, Thursday and Monday", "every Monday and Thursday and Sunday", "thứ Hai, thứ Năm, Chủ nhật hằng tuần")]
    [InlineData("every Friday,Friday", "every Friday", "thứ Sáu hằng tuần")]
    [InlineData("first Monday of the month", "first Monday of the month", "thứ Hai đầu tiên của tháng")]
    [InlineData("second Tuesday of the quarter", "second Tuesday of the quarter", "thứ Ba lần thứ 2 của quý")]
    [InlineData("third Wednesday of the half-year", "third Wednesday of the half-year", "thứ Tư lần thứ 3 của nửa năm")]
    [InlineData("fourth Sunday of the year", "fourth Sunday of the year", "Chủ nhật lần thứ 4 của năm")]
    [InlineData("last Saturday of the month", "last Saturday of the month", "thứ Bảy cuối cùng của tháng")]
    [InlineData("1 of the year", "1 of the year", "ngày 1 của năm")]
    [InlineData("031 of the quarter", "31 of the quarter", "ngày 31 của quý")]
    public void It_is_written_one_way_in_each_language(string text, string written, string vi)
    {
        var rhythm = Recurrence.Parse(text, null);

        Assert.Equal((written, vi), (rhythm.ToString(), rhythm.InVietnamese()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("every ")]
    [InlineData("every Mon")]
    [InlineData("every Monday or Thursday")]
    [InlineData("fifth Monday of the month")]
    [InlineData("first 1 of the month")]
    [InlineData("first 9 of the month")]
    [InlineData("first Monday,Tuesday of the month")]
    [InlineData("first Mon of the month")]
    [InlineData("first Monday of the week")]
    [InlineData("first Monday in the month")]
    [InlineData("first Monday of a month")]
    [InlineData("first Monday")]
    [InlineData("Monday of the month")]
    [InlineData("0 of the month")]
    [InlineData("32 of the month")]
    [InlineData("-1 of the month")]
    [InlineData("day 15 of the month")]
    [InlineData("the 15 Monday of the month")]
    public void What_is_no_rhythm_is_not_read(string? text)
    {
        Assert.False(Recurrence.TryParse(text, null, out var rhythm));
        Assert.Null(rhythm);
        Assert.Equal(
            "Write it like \"every Monday\", \"first Monday of the month\", \"last Friday of the quarter\" or \"15 of the month\".",
            Assert.Throws<FormatException>(() => Recurrence.Parse(text!, null)).Message
        );
    }
}
