using System.Globalization;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Hosting.Schedule;

public sealed class RunTimesTests
{
    static readonly TimeZoneInfo s_zone = Zones.TryFind("Asia/Ho_Chi_Minh", out var zone) ? zone : throw new InvalidOperationException();

    // 02/09/2026 is a Wednesday and a holiday; Saturday 05/09/2026 is worked in exchange.
    static readonly WorkCalendar s_calendar = new([new(new(2026, 9, 2), IsWorking: false), new(new(2026, 9, 5), IsWorking: true)]);

    static DateTimeOffset Local(string text) => DateTimeOffset.Parse(text + "+07:00", CultureInfo.InvariantCulture);

    static DateTimeOffset? LastDue(string words, string from, string to) => Triggers(words).Newest(Local(from), Local(to))?.At;

    static JobTriggers Triggers(string words) => new(RunTimes.Parse(words, null), s_zone, s_calendar);

    [Theory]
    [InlineData("every 15 minutes", "2026-09-01T08:20", "2026-09-01T08:15")]
    [InlineData("every minute", "2026-09-01T08:20:59", "2026-09-01T08:20")]
    [InlineData("every 2 hours 07:00-17:00", "2026-09-01T16:59", "2026-09-01T15:00")]
    [InlineData("every 2 hours 07:00-17:00", "2026-09-01T23:59", "2026-09-01T17:00")]
    [InlineData("every 45 minutes from 06:00 to 10:00", "2026-09-01T11:00", "2026-09-01T09:45")]
    [InlineData("Working days  every 30 minutes 06:00-17:00", "2026-09-01T17:10", "2026-09-01T17:00")]
    [InlineData("working days every 30 minutes 06:00-17:00", "2026-09-02T12:00", "2026-09-01T17:00")]
    [InlineData("working days at 07:30", "2026-09-02T12:00", "2026-09-01T07:30")]
    [InlineData("working days at 07:30", "2026-09-05T12:00", "2026-09-05T07:30")]
    [InlineData("working days at 07:30", "2026-09-06T12:00", "2026-09-05T07:30")]
    [InlineData("every day at 07:30, 14:00", "2026-09-02T12:00", "2026-09-02T07:30")]
    [InlineData("daily at 7:30 and 14:00", "2026-09-02T14:00", "2026-09-02T14:00")]
    [InlineData("mondays and thursday at 09:00", "2026-09-05T12:00", "2026-09-03T09:00")]
    [InlineData("mon, thu at 09:00", "2026-09-05T12:00", "2026-09-03T09:00")]
    [InlineData("last working day of the week at 14:00", "2026-09-06T12:00", "2026-09-05T14:00")]
    [InlineData("last working day of the week at 14:00", "2026-09-04T15:00", "2026-08-28T14:00")]
    [InlineData("first working day of the week at 08:00", "2026-09-06T12:00", "2026-08-31T08:00")]
    [InlineData("last working day of the month at 14:00", "2026-09-06T12:00", "2026-08-31T14:00")]
    [InlineData("first working day of the month at 14:00", "2026-09-06T12:00", "2026-09-01T14:00")]
    [InlineData("0 30 7 ? * MON-FRI", "2026-09-06T12:00", "2026-09-04T07:30")]
    [InlineData("0 0/10 * * * ?", "2026-09-06T12:05", "2026-09-06T12:00")]
    public void The_newest_time_that_words_mean_is_found(string words, string now, string due) =>
        Assert.Equal(Local(due), LastDue(words, "2026-08-01T00:00", now));

    [Theory]
    [InlineData("working days at 07:30", "2026-09-02T00:00", "2026-09-02T23:59")]
    [InlineData("every 30 minutes 06:00-17:00", "2026-09-01T17:00:01", "2026-09-01T23:00")]
    [InlineData("after poll", "2026-09-01T00:00", "2026-09-02T00:00")]
    [InlineData("never", "2026-09-01T00:00", "2026-09-02T00:00")]
    [InlineData("0 30 7 ? * MON", "2026-09-01T00:00", "2026-09-02T00:00")]
    public void Nothing_is_due_between(string words, string from, string to) => Assert.Null(LastDue(words, from, to));

    [Theory]
    [InlineData("evry 5 minutes", "Did you mean \"every 5 minutes\"?")]
    [InlineData("", "every 15 minutes")]
    [InlineData("working days at 25:00", "\"25:00\" is not a time of day")]
    [InlineData("someday at 07:00", "\"someday\" is not a day")]
    [InlineData("every 24 hours", "once a day")]
    [InlineData("every 0 minutes", "1 second")]
    [InlineData("every 5 minutes 17:00-06:00", "end before they begin")]
    [InlineData("0 61 * * * ?", "second minute hour")]
    public void Words_that_mean_nothing_get_advice(string words, string advice) =>
        Assert.Contains(advice, Assert.Throws<FormatException>(() => RunTimes.Parse(words, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("skip", "skip")]
    [InlineData("once", "once")]
    [InlineData("catch up: once, within 3 days", "once, within 3 days")]
    [InlineData("once, within 1 working day", "once, within 1 working day")]
    public void Policies_for_missed_runs_are_words(string words, string meant) =>
        Assert.Equal(meant, MissedRuns.Parse(words, null).ToString());

    [Theory]
    [InlineData("twice")]
    [InlineData("once, within a week")]
    [InlineData("once, within 0 days")]
    public void Other_policies_are_refused(string words) => Assert.Throws<FormatException>(() => MissedRuns.Parse(words, null));

    [Theory]
    // on time, a working day
    [InlineData("working days at 07:00", "once", "2026-09-01T07:00", "2026-09-01T07:00:01", true, false)]
    // a holiday that the calendar did not know when the trigger fired
    [InlineData("working days at 07:00", "once", "2026-09-02T07:00", "2026-09-02T07:00:01", false, false)]
    // off since Monday: the newest missed run, Tuesday's, is made up for once
    [InlineData("working days at 07:00", "once, within 5 working days", "2026-08-31T07:00", "2026-09-02T10:00", true, true)]
    // off since the newest working day eight days ago
    [InlineData("mondays at 07:00", "once, within 3 working days", "2026-08-31T07:00", "2026-09-05T10:00", false, true)]
    [InlineData("mondays at 07:00", "once, within 4 working days", "2026-08-31T07:00", "2026-09-05T10:00", true, true)]
    [InlineData("mondays at 07:00", "skip", "2026-08-31T07:00", "2026-08-31T10:00", false, true)]
    [InlineData("every 5 minutes", "skip", "2026-08-31T07:00", "2026-08-31T10:00:30", true, false)]
    public void A_fire_counts_or_not(string words, string missed, string scheduled, string now, bool runs, bool late)
    {
        var decision = FireDecision.Decide(Triggers(words), MissedRuns.Parse(missed, null), 0, Local(scheduled), Local(now));

        Assert.Equal((runs, late), (decision.Runs, decision.IsLate));
    }

    [Theory]
    // off from 07:00 to 16:00: each of the two times was missed, and one run makes up for both
    [InlineData("2026-09-01T07:30", "2026-09-01T14:00", "2026-09-01T16:00", false, true)]
    // off since yesterday's 14:00, on again at 10:00
    [InlineData("2026-09-01T07:30", "2026-08-31T14:00", "2026-09-01T10:00", true, false)]
    // on again just before 14:00, which is on time
    [InlineData("2026-09-01T07:30", "2026-09-01T14:00", "2026-09-01T14:00:01", false, true)]
    public void One_run_makes_up_for_all_times_of_a_job(string first, string second, string now, bool runsFirst, bool runsSecond)
    {
        var (triggers, once) = (Triggers("every day at 07:30, 14:00"), MissedRuns.Default);

        Assert.Equal(runsFirst, FireDecision.Decide(triggers, once, 0, Local(first), Local(now)).Runs);
        Assert.Equal(runsSecond, FireDecision.Decide(triggers, once, 1, Local(second), Local(now)).Runs);
    }
}
