using SyncWorker.Config;
using SyncWorker.Files;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Which days stand in the calendar of a department, and what becomes of one that moved or is gone. Today is 06/07/2026.</summary>
public sealed class CalendarFeedTests
{
    static readonly Moment s_now = new(new(2026, 7, 6, 1, 0, 0, TimeSpan.Zero), World.Day("2026-07-06"), new(8, 0));

    /// <summary>A report of France and Laos, due on 08/07, and a meeting of each department and of all.</summary>
    static RemindFacts Union(string? moreDays = null, Duration? alarm = null) =>
        World.Of(
            [World.Association(1, "FR", founded: "1962-07-20"), World.Association(2, "LA")],
            [World.Country("FR"), World.Country("LA", "Ban Châu Á")]
        ) with
        {
            Options = new()
            {
                Anniversaries = [World.Founding()],
                Reports = [World.HalfYear()],
                Meetings = [Meeting("all", null, moreDays), Meeting("asia", "Ban Châu Á"), Meeting("europe", Made.Europe)],
                Calendars = new() { Alarm = alarm },
            },
        };

    static MeetingOptions Meeting(string id, string? department, string? moreDays = null) =>
        new()
        {
            Id = id,
            Name = new() { Vi = $"Họp {id}" },
            Days = [World.Day("2026-07-15"), .. (moreDays?.Split(' ') ?? []).Select(World.Day)],
            To = [Role.Officer],
            Department = department,
        };

    static CalendarFeed Feed(RemindFacts facts, params LedgerEntry[] rows) =>
        new(DueItemIndex.Build(facts, s_now.Today, s_now.Today.AddDays(facts.ReachDays)), new(rows), facts, s_now);

    static IEnumerable<string> Of2026(IEnumerable<CalendarEvent> events) =>
        events.Where(entry => entry.Day.Year == 2026).Select(entry => entry.Key);

    [Fact]
    public void Every_department_that_a_day_or_a_unit_lies_in_has_one() =>
        Assert.Equal(["Ban Châu Á", Made.Europe], Feed(Union()).Departments);

    [Fact]
    public void A_department_sees_its_own_days_the_reports_of_its_units_and_what_is_everybodys()
    {
        var feed = Feed(Union());

        Assert.Equal(
            ["half-year-report/report:RPT-6T-H/2026-H1", "all/day:all/2026-07-15", "asia/day:asia/2026-07-15"],
            Of2026(feed.Entries("Ban Châu Á"))
        );
        Assert.Equal(
            [
                "half-year-report/report:RPT-6T-H/2026-H1",
                "all/day:all/2026-07-15",
                "europe/day:europe/2026-07-15",
                "founding/CA-1/2026", // by the register number, not by the store's
            ],
            Of2026(feed.Entries(Made.Europe))
        );
        Assert.Equal(5, Of2026(feed.Entries(null)).Count());
        Assert.Equal(["all/day:all/2026-07-15"], Of2026(feed.Entries("Ban Châu Phi")));
    }

    [Fact]
    public void It_shows_thirty_days_back_and_as_far_ahead_as_reminders_reach()
    {
        var reach = Union().ReachDays;
        string Day(int days) => DayText.Iso(s_now.Today.AddDays(days));

        var days = Feed(Union($"{Day(-31)} {Day(-30)} {Day(reach)} {Day(reach + 1)}"))
            .Entries(null)
            .Where(entry => entry.Key.StartsWith("all/", StringComparison.Ordinal))
            .Select(entry => DayText.Iso(entry.Day));

        Assert.Equal([Day(-30), "2026-07-15", Day(reach)], days);
    }

    [Fact]
    public void An_entry_counts_each_move_that_was_told_once_and_says_when_it_reminds()
    {
        var facts = Union(alarm: new(1, TimeUnit.Days));
        var item = DueItemIndex.Build(facts, s_now.Today, s_now.Today).ByKey[new("founding", "partner:1", "2026")];

        var entry = Feed(
                facts,
                Made.Row(item, "moved to 2026-07-16", "2026-07-01"),
                Made.Row(item, "moved to 2026-07-16", "2026-07-01", recipient: "staff:eu-2"),
                Made.Row(item, "moved to 2026-07-20", "2026-07-02"),
                Made.Row(item, "5 working days", "2026-07-03")
            )
            .Entries(Made.Europe)
            .Single(entry => entry.Key == "founding/CA-1/2026");

        Assert.Equal(
            (2, TimeSpan.FromDays(1), "64 năm Ngày thành lập Hội 1", false),
            (entry.Moves, entry.Alarm, entry.Summary, entry.IsCancelled)
        );
        Assert.All(Feed(Union()).Entries(null), without => Assert.Equal((0, null), (without.Moves, without.Alarm)));
    }

    static LedgerEntry Told(string rule, string subject, string day, string sendOn, string vi = "Hội thảo") =>
        World.Entry(new(rule, subject, "2026"), ReminderStep.Before("5 working days"), Made.Officer) with
        {
            Day = World.Day(day),
            SendOn = World.Day(sendOn),
            State = LedgerState.Sent,
            Facts = new ReminderContent { Kind = ReminderKind.Meeting, SubjectVi = vi }.ToJson(),
        };

    static IEnumerable<string> Gone(RemindFacts facts, params LedgerEntry[] rows) =>
        Feed(facts, rows)
            .Entries(null)
            .Where(entry => entry.IsCancelled)
            .Select(entry => $"{entry.Key} {entry.Day:yyyy-MM-dd} {entry.Moves} {entry.Summary}");

    [Fact]
    public void A_day_that_was_told_and_is_gone_is_cancelled_as_it_was_told_last()
    {
        Assert.Equal(
            ["founding/CA-2/2026 2026-07-07 1 Hội thảo", "old/day:old/2026 2026-07-06 1 Hội thảo mới"],
            Gone(
                Union(),
                Told("old", "day:old", "2026-07-06", "2026-07-03", "Hội thảo mới"),
                Told("old", "day:old", "2026-07-09", "2026-07-02") with
                {
                    Step = ReminderStep.Before("15 working days"),
                },
                Told("founding", "partner:2", "2026-07-07", "2026-07-03")
            )
        );
        Assert.Equal(
            ["old/day:old/2026 2026-07-06 2 Hội thảo"],
            Gone(Union(), Told("old", "day:old", "2026-07-06", "2026-07-03") with { Step = ReminderStep.Moved(World.Day("2026-07-06"), 1) })
        );
    }

    [Theory]
    [InlineData("weekly-outlook")]
    [InlineData("notice")]
    [InlineData("tracking-sheet")]
    public void What_is_no_day_is_never_cancelled(string rule) =>
        Assert.Empty(Gone(Union(), Told(rule, "day:old", "2026-07-07", "2026-07-03")));

    [Fact]
    public void What_is_past_was_not_told_or_may_be_there_is_not_cancelled_either()
    {
        Assert.Empty(Gone(Union(), Told("old", "day:old", "2026-07-05", "2026-07-03")));
        Assert.Empty(Gone(Union(), Told("old", "day:old", "2026-07-07", "2026-07-03") with { State = LedgerState.Skipped }));
        Assert.Empty(Gone(Union() with { AreEventsKnown = false }, Told("events", "event:x", "2026-07-07", "2026-07-03")));
        Assert.Single(Gone(Union(), Told("events", "event:x", "2026-07-07", "2026-07-03")));
        Assert.Single(Gone(Union() with { AreEventsKnown = false }, Told("old", "day:old", "2026-07-07", "2026-07-03")));
    }

    [Theory]
    [InlineData(null, "X-WR-CALNAME:Nhắc việc\r\n")]
    [InlineData("Ban Châu Á", "X-WR-CALNAME:Nhắc việc - Ban Châu Á\r\n")]
    public void The_file_says_whose_it_is_and_when_it_was_made(string? department, string name)
    {
        var text = Feed(Union()).Write(department);

        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:20260706T010000Z", text, StringComparison.Ordinal);
        Assert.Equal(department is null, text.Contains("UID:europe/", StringComparison.Ordinal));
        Assert.Contains("UID:asia/day:asia/2026-07-15@syncworker", text, StringComparison.Ordinal);
    }
}
