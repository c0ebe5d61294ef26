using SyncWorker.Remind.Planning;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>When a case that somebody put off is named again. The case is Tuesday 14/07/2026.</summary>
public sealed class SnoozesTests
{
    static readonly SyncWorker.Remind.Rules.DueItem s_case = Made.Case("2026-07-14");

    static LedgerEntry Snoozed(string on, string until, string recipient = Made.Officer, string step = "5 working days") =>
        Made.Row(s_case, step, on, LedgerState.Snoozed, recipient) with
        {
            SnoozedUntil = World.Day(until),
        };

    [Theory]
    [InlineData("2026-07-01", "2026-07-10", "2026-07-10")]
    [InlineData("2026-07-01", "2026-07-11", "2026-07-13")] // Saturday: the Monday after it
    [InlineData("2026-07-01", "2026-07-20", "2026-07-14")] // beyond the day: on the day
    [InlineData("2026-07-13", "2026-07-20", "2026-07-14")]
    [InlineData("2026-07-14", "2026-07-20", "2026-07-20")] // from the day itself: its time
    [InlineData("2026-07-16", "2026-07-20", "2026-07-20")]
    public void It_is_silent_until_the_day_that_was_chosen_and_never_beyond_its_own(string on, string until, string end) =>
        Assert.Equal(World.Day(end), Snoozes.Until([Snoozed(on, until)], s_case, World.Calendar));

    [Fact]
    public void Before_a_day_off_it_is_named_on_the_last_working_day() =>
        Assert.Equal(
            World.Day("2026-07-10"),
            Snoozes.Until([Snoozed("2026-07-01", "2026-07-20")], Made.Case("2026-07-12"), World.Calendar)
        );

    [Fact]
    public void Of_several_the_last_counts_and_what_is_not_snoozed_does_not()
    {
        Assert.Equal(
            World.Day("2026-07-10"),
            Snoozes.Until(
                [
                    Snoozed("2026-07-01", "2026-07-08"),
                    Snoozed("2026-07-02", "2026-07-10"),
                    Snoozed("2026-07-02", "2026-07-13") with
                    {
                        State = LedgerState.Acknowledged,
                    },
                ],
                s_case,
                World.Calendar
            )
        );
        Assert.Null(Snoozes.Until([], s_case, World.Calendar));
    }

    [Theory]
    [InlineData("2026-07-09", 0)]
    [InlineData("2026-07-10", 1)]
    [InlineData("2026-07-15", 1)]
    public void It_runs_out_on_its_day(string today, int count) =>
        Assert.Equal(count, Snoozes.RunOut([Snoozed("2026-07-01", "2026-07-10")], s_case, World.Day(today), World.Calendar).Count());

    [Fact]
    public void What_two_rows_of_one_recipient_put_off_to_one_day_runs_out_once_and_that_of_each_recipient_for_itself()
    {
        LedgerEntry[] rows =
        [
            Snoozed("2026-07-01", "2026-07-10"),
            Snoozed("2026-07-02", "2026-07-10", step: "1 working day"),
            Snoozed("2026-07-01", "2026-07-10", "staff:eu-2"),
            Snoozed("2026-07-01", "2026-07-09"),
            Made.Row(s_case, "15 working days", "2026-07-01"),
            Made.Row(s_case, "15 working days", "2026-07-01", LedgerState.Snoozed), // nobody knows until when
        ];

        Assert.Equal([rows[0], rows[2], rows[3]], Snoozes.RunOut(rows, s_case, World.Day("2026-07-10"), World.Calendar));
    }

    [Fact]
    public void What_was_named_again_does_not_run_out_a_second_time()
    {
        LedgerEntry[] rows =
        [
            Snoozed("2026-07-01", "2026-07-10"),
            Snoozed("2026-07-01", "2026-07-10", "staff:eu-2"),
            Made.Row(s_case, "snoozed until 2026-07-10", "2026-07-10"),
            Made.Row(s_case, "snoozed until 2026-07-09", "2026-07-09", recipient: "staff:eu-2"),
        ];

        Assert.Equal([rows[1]], Snoozes.RunOut(rows, s_case, World.Day("2026-07-10"), World.Calendar));
    }

    [Theory]
    [InlineData("2026-07-10", "2026-07-10", "snoozed until 2026-07-10")]
    [InlineData("2026-07-11", "2026-07-13", "snoozed until 2026-07-11")]
    [InlineData("2026-07-20", "2026-07-14", "snoozed until 2026-07-20, named by its day")]
    public void It_is_a_step_of_its_own_that_says_so(string until, string on, string why)
    {
        var step = Snoozes.Step(Snoozed("2026-07-01", until), s_case, World.Calendar);

        Assert.Equal(
            ($"snoozed until {until}", World.Day(on), World.Day(on), why),
            (step.Name.ToString(), step.SendOn, step.Raw, step.Why)
        );
        Assert.Empty(step.To);
    }
}
