using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>A day of the year, and where it lies in a year.</summary>
public sealed class MonthDayTests
{
    [Theory]
    [InlineData("02-29", 2024, "2024-02-29", "2024-02-29")]
    [InlineData("02-29", 2026, "2026-02-28", "2026-03-01")]
    [InlineData("02-28", 2026, "2026-02-28", "2026-02-28")]
    [InlineData("03-29", 2026, "2026-03-29", "2026-03-29")]
    public void Only_29_February_moves_and_only_in_a_year_without_one(string text, int year, string feb28, string mar01)
    {
        var day = MonthDay.Parse(text, null);

        Assert.Equal(
            (feb28, mar01, text),
            (DayText.Iso(day.In(year, Feb29.Feb28)), DayText.Iso(day.In(year, Feb29.Mar01)), day.ToString())
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("02-30")]
    [InlineData("13-01")]
    [InlineData("7-8")]
    [InlineData("08/07")]
    public void What_is_no_day_of_any_year_is_not_read(string? text)
    {
        Assert.False(MonthDay.TryParse(text, null, out _));
        var fault = Assert.Throws<FormatException>(() => MonthDay.Parse(text!, null));
        Assert.Equal("Write month and day like \"07-08\" for 8 July.", fault.Message);
    }
}
