using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// Laws over ten simulated years in which things change in mid-sequence (see <see cref="ChangingUnion"/>), whether the service
/// runs every day, every third day, twice a day, or is off for random stretches.
/// </summary>
public sealed class ChangeLaws
{
    static readonly Arbitrary<(string Pattern, int Seed)> s_lives = (
        from pattern in Gen.Elements("every day", "every third day", "twice a day", "off for random stretches")
        from seed in Gen.Choose(1, 1_000_000)
        select (pattern, seed)
    ).ToArbitrary();

    static readonly FsCheck.Config s_config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Thorough.Or(8, 4));

    [Fact]
    public void Everyone_who_holds_the_role_when_a_step_is_decided_gets_it_once_or_a_reason_why_not() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var lived = new Lived(life.Pattern, life.Seed);
                    return lived.Missing.Count == 0
                        && lived
                            .Rows.GroupBy(at => (at.Reminder.Item, at.Reminder.Step, at.Reminder.Recipient))
                            .All(group => group.Count() == 1);
                }
            )
            .Check(s_config);

    [Fact]
    public void Nobody_is_told_before_the_step_twice_on_a_day_or_of_a_role_he_has_not() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var lived = new Lived(life.Pattern, life.Seed);
                    var mails = lived.Mails.ToList();
                    return mails.TrueForAll(at => at.Day >= lived.Step(at.Reminder, at.Day) && World.Calendar.IsWorking(at.Day))
                        && mails.GroupBy(at => (at.Day, at.Reminder.Item, at.Reminder.Recipient)).All(group => group.Count() == 1)
                        && mails.Where(at => at.Reminder.Recipient == "staff:eu-1").All(at => at.Day < lived.Union.ReplacedOn)
                        && mails.Where(at => at.Reminder.Recipient == "staff:eu-2").All(at => at.Day >= lived.Union.ReplacedOn);
                }
            )
            .Check(s_config);

    [Fact]
    public void A_report_that_came_is_asked_for_no_more_and_everyone_who_was_chased_hears_so_once() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var lived = new Lived(life.Pattern, life.Seed);
                    var own = lived.Rows.Where(at => at.Reminder.Item is { Rule: "half-year-report", Subject: "partner:1" }).ToList();
                    return own.GroupBy(at => at.Reminder.Item.Period)
                        .All(period =>
                        {
                            var received = lived.Union.ReceivedOn(1, period.Key);
                            var told = period.Where(at => at.Reminder.IsMailed).ToList();
                            var chased = told.Exists(at => at.Reminder.Step.Kind == StepKind.Overdue);
                            var done = told.Where(at => at.Reminder.Step.Kind == StepKind.Done).ToList();
                            return told.Except(done).All(at => at.Day < received)
                                && done.Count == (chased && lived.Runs.Any(day => day >= received && World.Calendar.IsWorking(day)) ? 1 : 0)
                                && done.TrueForAll(at => at.Day >= received);
                        });
                }
            )
            .Check(s_config);

    [Fact]
    public void Of_a_partner_that_was_merged_away_nothing_more_is_asked_and_its_successor_owes_as_before() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var lived = new Lived(life.Pattern, life.Seed);
                    return lived
                            .Mails.Where(at => at.Reminder.Item.Subject == "partner:2" || at.Reminder.Recipient == "partner:2")
                            .All(at => at.Day < lived.Union.MergedOn)
                        && lived.Mails.Any(at => at.Reminder.Item.Subject == "partner:1" && at.Day >= lived.Union.MergedOn);
                }
            )
            .Check(s_config);

    [Fact]
    public void What_is_acknowledged_is_chased_only_when_overdue_and_what_is_snoozed_is_silent_until_then_and_named_again() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var lived = new Lived(life.Pattern, life.Seed);
                    return lived.Answers.TrueForAll(answer =>
                    {
                        var after = lived
                            .Mails.Where(at =>
                                at.Reminder.Item == answer.Case && at.Reminder.Recipient == answer.Recipient && at.Day > answer.On
                            )
                            .ToList();
                        if (answer.Until is not { } until)
                        {
                            return after.TrueForAll(at => at.Reminder.Step.Kind is StepKind.Overdue or StepKind.Done);
                        }

                        var back = lived.Runs.FirstOrDefault(day => day >= World.Calendar.Forward(until));
                        var isOpenThen = back != default && lived.IsFor(answer, back);
                        // A snooze puts off a reminder, never the day.
                        return after.TrueForAll(at =>
                                at.Day >= until || at.Day >= World.Calendar.Back(at.Reminder.Day) || at.Reminder.Step.Kind == StepKind.Done
                            )
                            && (
                                !isOpenThen
                                || lived.Rows.Count(at =>
                                    at.Reminder.Item == answer.Case
                                    && at.Reminder.Recipient == answer.Recipient
                                    && at.Reminder.Step.ToString() == $"snoozed until {until:yyyy-MM-dd}"
                                ) == 1
                            );
                    });
                }
            )
            .Check(s_config);

    [Fact]
    public void The_same_life_is_planned_the_same_again() =>
        Prop.ForAll(
                s_lives,
                life =>
                    new Lived(life.Pattern, life.Seed).Rows.Select(Text).SequenceEqual(new Lived(life.Pattern, life.Seed).Rows.Select(Text))
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2));

    static string Text((DateOnly Day, PlannedReminder Reminder) at) =>
        $"{World.Line(at.Day, at.Reminder)} {at.Reminder.State} {at.Reminder.Reason}";

    sealed record Answer(DueItemKey Case, string Recipient, DateOnly On, DateOnly? Until);

    /// <summary>A life as it was lived: what was decided on which day, what people answered, and who was forgotten.</summary>
    sealed class Lived
    {
        public Lived(string pattern, int seed)
        {
            Union = new(seed);
            Runs = PlanLaws.Days(pattern, seed);
            var ledger = new Ledger([]);
            var before = ChangingUnion.From.AddDays(-1);
            foreach (var today in Runs)
            {
                var (facts, items) = Union.On(today);
                var plan = Planner.Decide(items, facts, ledger, today);
                Preview.Apply(plan, ledger);
                Rows.AddRange(plan.Reminders.Select(reminder => (today, reminder)));
                if (World.Calendar.IsWorking(today))
                {
                    Missing.AddRange(Forgotten(items, ledger, before, today));
                    before = today;
                }

                foreach (
                    var told in plan.Reminders.Where(reminder =>
                        reminder.IsMailed
                        && reminder.To!.Key.StartsWith("staff:", StringComparison.Ordinal)
                        && items.ByKey.ContainsKey(reminder.Item)
                    )
                )
                {
                    Reply(told, ledger, today);
                }
            }
        }

        public ChangingUnion Union { get; }

        public IReadOnlyList<DateOnly> Runs { get; }

        public List<(DateOnly Day, PlannedReminder Reminder)> Rows { get; } = [];

        public IEnumerable<(DateOnly Day, PlannedReminder Reminder)> Mails => Rows.Where(at => at.Reminder.IsMailed);

        public List<Answer> Answers { get; } = [];

        public List<string> Missing { get; } = [];

        /// <summary>The day of a reminder's step as the cases of that day have it; a notice or an answer has its own day.</summary>
        public DateOnly Step(PlannedReminder told, DateOnly day) =>
            Union.On(day).Book.ByKey.GetValueOrDefault(told.Item)?.Steps.FirstOrDefault(step => step.Name == told.Step)?.SendOn
            ?? told.SendOn;

        /// <summary>Whether the one who answered is still to be told of it on a day.</summary>
        public bool IsFor(Answer answer, DateOnly day) =>
            Union.On(day).Book.ByKey.GetValueOrDefault(answer.Case) is { Closed: null } dueItem
            && dueItem
                .Steps.SelectMany(step => step.To)
                .Distinct()
                .Any(role => Union.Holders(dueItem, role, day).Contains(answer.Recipient));

        /// <summary>Whoever holds the role of a step that came since the last run must stand in the ledger for it.</summary>
        IEnumerable<string> Forgotten(DueItemIndex items, Ledger ledger, DateOnly before, DateOnly today) =>
            from dueItem in items.Arriving(before.AddDays(1), today)
            where dueItem.Closed is null && dueItem.Day >= ChangingUnion.From
            from step in dueItem.Steps
            where step.SendOn > before && step.SendOn <= today
            from role in step.To
            from holder in Union.Holders(dueItem, role, today)
            where !ledger.RowsOf(dueItem.Key).Any(row => row.Step == step.Name && row.Recipient == holder)
            select $"{today:yyyy-MM-dd} {dueItem.Key} {step.Name} {holder}";

        void Reply(PlannedReminder told, Ledger ledger, DateOnly today)
        {
            var says = Union.Next(12);
            if (says > 1 || told.Step.Kind is StepKind.Done or StepKind.Moved or StepKind.Snoozed)
            {
                return;
            }

            var until = says == 0 ? (DateOnly?)null : today.AddDays(1 + Union.Next(30));
            ledger.Add(
                ledger.RowsOf(told.Item).Single(row => row.Step == told.Step && row.Recipient == told.Recipient) with
                {
                    State = until is null ? LedgerState.Acknowledged : LedgerState.Snoozed,
                    SnoozedUntil = until,
                }
            );
            Answers.Add(new(told.Item, told.Recipient, today, until));
        }
    }
}
