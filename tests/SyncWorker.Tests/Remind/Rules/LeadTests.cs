using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>A distance from a day: how it is written, and the day it leads to. 4 July 2026 is a Saturday.</summary>
public sealed class LeadTests
{
    static Lead Read(string text) => Lead.Parse(text, null);

    [Theory]
    [InlineData("the day", "0 Days", "the day")]
    [InlineData("0 days", "0 Days", "the day")]
    [InlineData("0 working days", "0 WorkingDays", "the day")]
    [InlineData("14 days", "14 Days", "14 days")]
    [InlineData("1 day", "1 Days", "1 day")]
    [InlineData("2 weeks", "14 Days", "14 days")]
    [InlineData("142 weeks", "994 Days", "994 days")]
    [InlineData("5 working days", "5 WorkingDays", "5 working days")]
    [InlineData("1 working day", "1 WorkingDays", "1 working day")]
    [InlineData("6 months", "6 Months", "6 months")]
    [InlineData("1 month", "1 Months", "1 month")]
    [InlineData("1000 days", "1000 Days", "1000 days")]
    public void It_is_read_and_written_one_way(string text, string read, string written)
    {
        var lead = Read(text);

        Assert.Equal((read, written), ($"{lead.Number} {lead.Unit}", lead.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a week")]
    [InlineData("5 minutes")]
    [InlineData("5 hours")]
    [InlineData("1001 days")]
    [InlineData("1001 months")]
    [InlineData("143 weeks")] // 1001 days
    [InlineData("-1 days")]
    public void What_is_no_distance_or_too_far_is_not_read(string? text)
    {
        Assert.False(Lead.TryParse(text, null, out _));
        var fault = Assert.Throws<FormatException>(() => Lead.Parse(text!, null));
        Assert.Equal("Write it like \"14 days\", \"5 working days\", \"6 months\" or \"the day\".", fault.Message);
    }

    [Theory]
    [InlineData("5 working days", "2026-07-06", "2026-06-29", "2026-06-29", "2026-06-29")]
    [InlineData("5 working days", "2026-07-04", "2026-06-29", "2026-06-29", "2026-06-29")] // Fri 3, Thu 2, Wed 1, Tue 30, Mon 29
    [InlineData("the day", "2026-07-04", "2026-07-04", "2026-07-03", "2026-07-06")]
    [InlineData("0 working days", "2026-07-04", "2026-07-04", "2026-07-03", "2026-07-06")]
    [InlineData("14 days", "2026-07-18", "2026-07-04", "2026-07-03", "2026-07-06")]
    [InlineData("1 month", "2026-03-31", "2026-02-28", "2026-02-27", "2026-03-02")]
    public void Ahead_of_a_day_it_leads_to_a_day_that_rolls_unless_working_days_were_counted(
        string lead,
        string day,
        string raw,
        string previous,
        string next
    )
    {
        var (distance, calendar) = (Read(lead), WorkCalendar.Weekends);

        Assert.Equal(raw, DayText.Iso(distance.RawBefore(World.Day(day), calendar)));
        Assert.Equal(raw, DayText.Iso(distance.Before(World.Day(day), calendar, Roll.None)));
        Assert.Equal(previous, DayText.Iso(distance.Before(World.Day(day), calendar, Roll.Previous)));
        Assert.Equal(next, DayText.Iso(distance.Before(World.Day(day), calendar, Roll.Next)));
    }

    [Theory]
    [InlineData("3 working days", "2026-07-03", "2026-07-08", "2026-07-08")]
    [InlineData("7 days", "2026-06-27", "2026-07-04", "2026-07-06")]
    [InlineData("1 month", "2026-01-31", "2026-02-28", "2026-03-02")]
    [InlineData("the day", "2026-07-03", "2026-07-03", "2026-07-03")]
    public void Behind_a_day_it_never_comes_early(string lead, string day, string raw, string after)
    {
        Assert.Equal(raw, DayText.Iso(Read(lead).RawAfter(World.Day(day), WorkCalendar.Weekends)));
        Assert.Equal(after, DayText.Iso(Read(lead).After(World.Day(day), WorkCalendar.Weekends)));
    }

    [Theory]
    [InlineData("the day", 0)]
    [InlineData("14 days", 14)]
    [InlineData("6 months", 186)] // of 31 days
    [InlineData("15 working days", 42)] // three of seven are worked: 35 days, and a week for what is left over
    [InlineData("5 working days", 18)] // 11 days, and a week
    public void It_is_never_longer_than_a_number_of_days(string lead, int days) => Assert.Equal(days, Read(lead).AtMostDays);
}
