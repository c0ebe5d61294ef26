using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What the planner remembers of earlier days.</summary>
public sealed class LedgerTests
{
    static readonly LedgerEntry s_row = Made.Row(Made.Case("2026-07-14"), "the day", "2026-07-14");

    [Fact]
    public void A_row_of_the_same_step_recipient_and_day_takes_the_place_of_the_one_before()
    {
        var later = s_row with { State = LedgerState.Acknowledged };

        var ledger = new Ledger([s_row, later]);

        Assert.Same(later, Assert.Single(ledger.RowsOf(s_row.Item)));
        Assert.Same(later, Assert.Single(ledger.Rows));
        Assert.Equal([s_row.Item], ledger.Items);
    }

    [Fact]
    public void A_row_of_another_step_recipient_or_day_stands_beside_it()
    {
        var ledger = new Ledger([
            s_row,
            s_row with
            {
                Step = ReminderStep.Before("1 working day"),
            },
            s_row with
            {
                Recipient = "staff:eu-2",
            },
            s_row with
            {
                Day = World.Day("2026-07-15"),
            },
        ]);

        Assert.Equal(4, ledger.RowsOf(s_row.Item).Count);
    }

    [Theory]
    [InlineData(LedgerState.Withdrawn)]
    [InlineData(LedgerState.Planned)]
    public void What_is_withdrawn_or_only_planned_was_never_decided(object state)
    {
        var ledger = new Ledger([
            s_row with
            {
                IsUnsent = true,
                IsUnshownExpiry = true,
            },
            s_row with
            {
                State = (LedgerState)state,
                IsUnsent = true,
                IsUnshownExpiry = true,
            },
        ]);

        Assert.Empty(ledger.RowsOf(s_row.Item));
        Assert.Empty(ledger.Open);
        Assert.Empty(ledger.Unshown);
    }

    [Fact]
    public void What_has_not_left_and_what_was_not_shown_is_known_until_it_has_been()
    {
        var (open, hidden) = (s_row with { IsUnsent = true }, s_row with { Recipient = "staff:eu-2", IsUnshownExpiry = true });
        var ledger = new Ledger([open, hidden]);
        Assert.Same(open, Assert.Single(ledger.Open));
        Assert.Same(hidden, Assert.Single(ledger.Unshown));

        ledger.Add(open with { IsUnsent = false });
        ledger.Add(hidden with { IsUnshownExpiry = false });

        Assert.Empty(ledger.Open);
        Assert.Empty(ledger.Unshown);
        Assert.Equal(2, ledger.Rows.Count());
    }

    [Fact]
    public void Of_a_case_that_nothing_was_decided_of_it_has_no_rows() =>
        Assert.Empty(new Ledger([s_row]).RowsOf(new("relations", "country:HU", "2026")));
}
