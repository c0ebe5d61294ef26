using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// Laws that hold for any small union over four or ten simulated years, however often or seldom the service runs. A run is the full
/// decision of its day, as the stage makes it.
/// </summary>
public sealed class PlanLaws
{
    static readonly DateOnly s_from = new(2026, 1, 5);
    static readonly DateOnly s_tenYears = new(2035, 12, 31);
    static readonly DateOnly s_to = Thorough.Or(s_tenYears, new(2029, 12, 31));

    /// <summary>A union with random dates and rules, and the days on which the service runs.</summary>
    sealed record Life(RemindFacts Facts, string Pattern, IReadOnlyList<DateOnly> Runs);

    static readonly Gen<RemindFacts> s_union =
        from dates in Gen.ListOf(
            from year in Gen.Choose(1945, 2015)
            from day in Gen.Choose(0, 364)
            select new DateOnly(year, 1, 1).AddDays(day),
            4
        )
        from leads in Gen.ListOf(
            Gen.Elements(
                new Lead(30, LeadUnit.Days),
                new(15, LeadUnit.WorkingDays),
                new(5, LeadUnit.WorkingDays),
                new(7, LeadUnit.Days),
                new(1, LeadUnit.WorkingDays),
                Lead.TheDay
            ),
            3
        )
        from due in Gen.Choose(1, 28)
        from longBreaks in Gen.Elements(true, false)
        select World.Of(
            [World.Association(1, "FR", $"{dates[0]:yyyy-MM-dd}"), World.Association(2, "LA", $"{dates[1]:yyyy-MM-dd}")],
            [
                World.Country("FR", relations: $"{dates[2]:yyyy-MM-dd}"),
                World.Country("LA", "Ban Châu Á", relations: $"{dates[3]:yyyy-MM-dd}"),
            ],
            [World.Founding(leads), World.Relations()],
            [World.HalfYear($"07-{due:00}")],
            goLive: "2026-01-05",
            longBreak: longBreaks ? new() : World.NoLongBreaks
        );

    static readonly Gen<(string, IReadOnlyList<DateOnly>)> s_runs =
        from pattern in Gen.Elements("every day", "every third day", "twice a day", "off for random stretches")
        from seed in Gen.Choose(1, 1_000_000)
        select (pattern, Days(pattern, seed, s_to));

    static readonly Arbitrary<Life> s_lives = (
        from union in s_union
        from runs in s_runs
        select new Life(union, runs.Item1, runs.Item2)
    ).ToArbitrary();

    static readonly FsCheck.Config s_config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Thorough.Or(10, 4));

    [Fact]
    public void Each_person_gets_each_reminder_exactly_once_or_a_reported_expiry() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var (rows, _) = Live(life);
                    var steps = rows.GroupBy(at => (at.Reminder.Item, at.Reminder.Step, at.Reminder.Recipient));
                    var cases = DueItemIndex
                        .Build(life.Facts, s_from, s_to)
                        .Items.Where(dueItem => dueItem.Day >= s_from && dueItem.Steps[^1].SendOn <= life.Runs[^1].AddDays(-40));

                    return steps.All(group => group.Count() == 1)
                        // Of what came for a person, the newest is mailed or its expiry reported: nothing is lost in silence. What was to
                        // be told before the start only is said to be so.
                        && rows.GroupBy(at => (at.Reminder.Item, at.Reminder.Recipient))
                            .All(group =>
                                group.Any(at => at.Reminder.IsMailed || at.Reminder.State == LedgerState.Expired)
                                || group.All(at => at.Reminder.Reason?.Contains("before start", StringComparison.Ordinal) == true)
                            )
                        && cases.All(dueItem =>
                            dueItem.Steps.All(step => rows.Any(at => at.Reminder.Item == dueItem.Key && at.Reminder.Step == step.Name))
                        );
                }
            )
            .Check(s_config);

    [Fact]
    public void No_reminder_comes_before_its_step_and_none_twice_on_a_day() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var (rows, _) = Live(life);
                    var mails = rows.Where(at => at.Reminder.IsMailed).ToList();
                    var steps = DueItemIndex
                        .Build(life.Facts, s_from, s_to)
                        .Items.SelectMany(dueItem => dueItem.Steps, (dueItem, step) => ((dueItem.Key, step.Name), step.SendOn))
                        .ToDictionary();

                    return mails.TrueForAll(at =>
                            at.Day >= steps[(at.Reminder.Item, at.Reminder.Step)] && life.Facts.Calendar.IsWorking(at.Day)
                        ) && mails.GroupBy(at => (at.Day, at.Reminder.Item, at.Reminder.Recipient)).All(group => group.Count() == 1);
                }
            )
            .Check(s_config);

    [Fact]
    public void What_expires_passed_more_than_three_working_days_ago_and_reports_never_do() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var (rows, _) = Live(life);

                    return rows.Where(at => at.Reminder.State == LedgerState.Expired)
                            .All(at =>
                                life.Facts.Calendar.WorkingDaysBetween(at.Reminder.Day, at.Day) > 3
                                && at.Reminder.Item.Rule != "half-year-report"
                            )
                        && rows.Where(at => at.Reminder is { IsMailed: true, UsefulUntil: { } })
                            .All(at => at.Day <= at.Reminder.UsefulUntil);
                }
            )
            .Check(s_config);

    [Fact]
    public void A_second_run_of_a_day_adds_nothing_and_planning_depends_on_nothing_else() =>
        Prop.ForAll(
                s_lives,
                life =>
                {
                    var (rows, ledger) = Live(life);
                    var (again, _) = Live(life);
                    var second = Planner.Decide(
                        DueItemIndex.Build(life.Facts, life.Runs[^1], life.Runs[^1]),
                        life.Facts,
                        ledger,
                        life.Runs[^1]
                    );

                    return second.Reminders.Count == 0 && rows.Select(Text).SequenceEqual(again.Select(Text));
                }
            )
            .Check(s_config);

    [Fact]
    public void The_preview_of_ten_years_is_what_running_every_day_does() =>
        Prop.ForAll(
                s_union.ToArbitrary(),
                union =>
                {
                    var (rows, _) = Live(new(union, "every day", Days("every day", 1, s_to)));
                    var preview = Preview
                        .Run(union, new([]), s_from, s_to)
                        .SelectMany(plan => plan.Reminders.Select(reminder => (plan.Today, reminder)));

                    return rows.Select(Text)
                        .Order(StringComparer.Ordinal)
                        .SequenceEqual(preview.Select(Text).Order(StringComparer.Ordinal));
                }
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2));

    static string Text((DateOnly Day, PlannedReminder Reminder) at) =>
        $"{World.Line(at.Day, at.Reminder)} {at.Reminder.State} {at.Reminder.Reason}";

    static (List<(DateOnly Day, PlannedReminder Reminder)> Rows, Ledger Ledger) Live(Life life)
    {
        var ledger = new Ledger([]);
        var items = DueItemIndex.Build(life.Facts, s_from, s_to);
        var rows = new List<(DateOnly, PlannedReminder)>();
        foreach (var day in life.Runs)
        {
            var plan = Planner.Decide(items, life.Facts, ledger, day);
            Preview.Apply(plan, ledger);
            rows.AddRange(plan.Reminders.Select(reminder => (day, reminder)));
        }

        return (rows, ledger);
    }

    /// <summary>The days of ten years on which the service runs.</summary>
    internal static IReadOnlyList<DateOnly> Days(string pattern, int seed) => Days(pattern, seed, s_tenYears);

    static IReadOnlyList<DateOnly> Days(string pattern, int seed, DateOnly to)
    {
        // A fixed generator of our own (Park and Miller 1988): the law must fail again with the same seed.
        long state = seed;
        int Next(int below) => (int)((state = state * 48271 % 2147483647) % below);

        var days = new List<DateOnly>();
        for (var day = s_from; day <= to; day = day.AddDays(pattern == "every third day" ? 3 : 1))
        {
            if (pattern == "off for random stretches" && Next(25) == 0)
            {
                day = day.AddDays(Next(60));
            }

            if (day <= to && (pattern == "every day" || World.Calendar.IsWorking(day)))
            {
                days.AddRange(Enumerable.Repeat(day, pattern == "twice a day" ? 2 : 1));
            }
        }

        return days;
    }
}
