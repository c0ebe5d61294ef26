using System.Globalization;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Issues;

/// <summary>A fixed time in the hour that daylight saving changes was lost on both days: what fired was not what the program computed.</summary>
public sealed class DaylightSavingTests
{
    [Theory]
    [InlineData("Europe/Berlin", "every day at 02:30", "2027-03-27T23:00Z", "2027-03-28T01:00Z")]
    [InlineData("Europe/Berlin", "every day at 02:30", "2026-10-24T22:00Z", "2026-10-25T00:30Z")]
    [InlineData("Europe/Berlin", "every day at 02:00", "2027-03-27T23:00Z", "2027-03-28T01:00Z")]
    [InlineData("Europe/Berlin", "every day at 03:00", "2026-10-24T22:00Z", "2026-10-25T02:00Z")]
    [InlineData("Europe/Berlin", "every day at 02:15, 02:45", "2027-03-27T23:00Z", "2027-03-28T01:00Z")]
    [InlineData("Europe/Berlin", "0 30 2 ? * *", "2027-03-27T23:00Z", "2027-03-28T01:00Z")]
    [InlineData("Europe/Berlin", "0 30 2 ? * *", "2026-10-24T22:00Z", "2026-10-25T00:30Z")]
    [InlineData("America/Sao_Paulo", "every day at 00:00", "2017-10-15T02:59Z", "2017-10-15T03:00Z")]
    [InlineData("America/Sao_Paulo", "every day at 23:30", "2018-02-17T03:00Z", "2018-02-18T01:30Z")]
    [InlineData("Asia/Ho_Chi_Minh", "every day at 02:30", "2026-10-24T17:00Z", "2026-10-24T19:30Z")]
    public void A_fixed_time_runs_once_on_each_day(string zone, string words, string dayBegins, string fires)
    {
        var (begin, fire) = (Instant(dayBegins), Instant(fires));
        var triggers = new JobTriggers(RunTimes.Parse(words, null), TimeZoneInfo.FindSystemTimeZoneById(zone), WorkCalendar.Weekends);

        Assert.Equal(fire, Assert.Single(triggers.After(begin).TakeWhile(at => at < begin.AddHours(23))));
        Assert.Equal(fire, triggers.Newest(begin, begin.AddHours(23))?.At);
        Assert.True(FireDecision.Decide(triggers, MissedRuns.Default, 0, fire, fire.AddSeconds(1)).Runs);
        Assert.False(FireDecision.Decide(triggers, MissedRuns.Default, 1, fire, fire.AddSeconds(1)).Runs);
    }

    [Theory]
    [InlineData("2026-10-25T01:00Z")] // 02:00 the second time
    [InlineData("2026-10-25T01:10Z")]
    public void A_worker_that_starts_in_the_repeated_hour_does_not_run_it_again(string start)
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var triggers = new JobTriggers(RunTimes.Parse("every day at 02:30", null), berlin, WorkCalendar.Weekends);

        Assert.Equal(Instant("2026-10-26T01:30Z"), triggers.After(Instant(start)).First());
    }

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
