using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What a case is known by, and what is asked of its units.</summary>
public sealed class DueItemTests
{
    [Fact]
    public void A_case_is_known_by_rule_subject_and_period_to_the_ledger_too()
    {
        var item = new DueItem
        {
            Rule = "founding",
            Subject = "partner:1",
            Period = "2026",
            Day = World.Day("2026-07-06"),
            DayWhy = "",
            Steps = [],
            Facts = new() { Kind = ReminderKind.Founding, SubjectVi = "" },
            Scope = new(),
            KnownOn = World.Day("2026-01-01"),
        };

        Assert.Equal(new("founding", "partner:1", "2026"), item.Key);
        Assert.Equal("founding/partner:1/2026", item.Key.ToString());
        Assert.Equal(item.Key, World.Entry(item.Key, ReminderStep.Before("the day"), "staff:eu-1").Item);
        Assert.Empty(item.Units);
    }

    [Theory]
    [InlineData(StepKind.Overdue, true)]
    [InlineData(StepKind.Before, false)]
    [InlineData(StepKind.BeforeBreak, false)]
    public void Only_a_chase_is_overdue(object kind, bool isOverdue)
    {
        var step = new Step(new((StepKind)kind), default, "") { To = [], Raw = default };

        Assert.Equal(isOverdue, step.IsOverdue);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    public void A_unit_is_asked_while_its_report_is_open_and_the_line_is_that_of_its_day(bool isOpen, bool isListedOnly, bool isAsked)
    {
        var unit = new Unit(RuleWorld.Partner(1), new(), isOpen) { IsListedOnly = isListedOnly };

        Assert.Equal(isAsked, unit.IsAsked);
    }
}
