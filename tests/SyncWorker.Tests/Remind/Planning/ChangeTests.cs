using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What happens when something changes after people were told: days, holders, partners, answers.</summary>
public sealed class ChangeTests
{
    const string Rule = "relations";

    static RemindFacts France(string day, IReadOnlyList<Position>? staff = null) =>
        World.Of(
            countries: day.Length == 0 ? [World.Country("FR")] : [World.Country("FR", relations: day)],
            anniversaries: [World.Relations()],
            staff: staff,
            goLive: "2026-01-01"
        );

    static List<PlannedReminder> On(string day, RemindFacts facts, Ledger ledger)
    {
        var at = World.Day(day);
        var plan = Planner.Decide(DueItemIndex.Build(facts, at, at), facts, ledger, at);
        Preview.Apply(plan, ledger);
        return [.. plan.Reminders.Where(reminder => reminder.Item.Period == "2026")];
    }

    /// <summary>The ledger as the store gives it back: what was told keeps its facts.</summary>
    static Ledger Told(RemindFacts facts, string from, string to)
    {
        var ledger = new Ledger([]);
        foreach (var (_, reminder) in World.Run(facts, from, to, ledger).Where(at => at.Reminder.IsMailed))
        {
            ledger.Add(
                World.Entry(reminder.Item, reminder.Step, reminder.Recipient) with
                {
                    Day = reminder.Day,
                    SendOn = reminder.SendOn,
                    State = LedgerState.Sent,
                    Facts = reminder.Facts.ToJson(),
                }
            );
        }

        return ledger;
    }

    [Fact]
    public void A_day_that_moves_is_told_once_to_those_who_were_told_of_the_old_one()
    {
        var ledger = Told(France("1973-04-14"), "2026-01-05", "2026-04-07"); // 15 and 5 working days before Tuesday 14/04

        var moved = On("2026-04-08", France("1973-04-21"), ledger).Single(reminder => reminder.IsMailed);
        var again = On("2026-04-08", France("1973-04-21"), ledger);
        var onTheDay = On("2026-04-21", France("1973-04-21"), ledger).Single(reminder => reminder.IsMailed);

        Assert.Equal(
            ("moved to 2026-04-21", World.Day("2026-04-14"), ReminderKind.Moved, ReminderKind.Relations),
            (moved.Step.ToString(), moved.Facts.MovedFrom!.Value, moved.Facts.Kind, moved.Facts.Of!.Value)
        );
        Assert.Equal("53 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - FR", moved.Facts.SubjectVi);
        Assert.Empty(again);
        Assert.Equal("the day", onTheDay.Step.ToString()); // steps of the old day are not repeated, the rest goes on
    }

    [Fact]
    public void A_day_that_moves_to_and_fro_is_told_each_time()
    {
        var ledger = Told(France("1973-04-14"), "2026-01-05", "2026-04-02");

        var steps = new[] { ("2026-04-03", "1973-04-21"), ("2026-04-06", "1973-04-14"), ("2026-04-07", "1973-04-21") }
            .SelectMany(at => On(at.Item1, France(at.Item2), ledger))
            .Where(reminder => reminder.Facts.Kind == ReminderKind.Moved)
            .Select(reminder => reminder.Step.ToString());

        Assert.Equal(["moved to 2026-04-21", "moved to 2026-04-14", "moved to 2026-04-21 (2)"], steps);
    }

    [Fact]
    public void A_day_that_is_gone_is_cancelled_for_those_who_were_told()
    {
        var ledger = Told(France("1973-04-14"), "2026-01-05", "2026-04-07");

        var gone = On("2026-04-08", France(""), ledger).Single();

        Assert.Equal((StepKind.Cancelled, ReminderKind.Cancelled, "staff:eu-1"), (gone.Step.Kind, gone.Facts.Kind, gone.Recipient));
        Assert.Empty(On("2026-04-09", France(""), ledger));
    }

    [Fact]
    public void A_holder_who_is_replaced_in_mid_sequence_gets_none_of_the_old_steps_and_the_successor_all_of_the_new()
    {
        var ledger = Told(France("1973-04-14"), "2026-01-05", "2026-04-07");
        IReadOnlyList<Position> staff = [World.Position("eu-new", "Ban Châu Âu", "officer")];

        var after = World.Mails(France("1973-04-14", staff), "2026-04-08", "2026-04-30", ledger);

        Assert.Equal(["2026-04-13 staff:eu-new country:FR 1 working day", "2026-04-14 staff:eu-new country:FR the day"], after);
    }

    [Fact]
    public void What_is_acknowledged_is_silent_until_the_next_year()
    {
        var facts = France("1973-04-14");
        var ledger = Told(facts, "2026-01-05", "2026-04-07");
        ledger.Add(ledger.RowsOf(new(Rule, "country:FR", "2026"))[^1] with { State = LedgerState.Acknowledged });

        var after = World.Run(facts, "2026-04-08", "2026-04-30", ledger).Where(at => at.Reminder.Item.Period == "2026").ToList();

        Assert.All(after, at => Assert.Equal(LedgerState.Skipped, at.Reminder.State));
        Assert.Equal(2, after.Count);
    }

    [Fact]
    public void What_one_acknowledges_for_all_is_silent_for_all()
    {
        IReadOnlyList<Position> staff =
        [
            World.Position("eu-1", "Ban Châu Âu", "officer"),
            World.Position("eu-2", "Ban Châu Âu", "officer"),
        ];
        var facts = France("1973-04-14", staff);
        var ledger = Told(facts, "2026-01-05", "2026-04-07");
        ledger.Add(
            World.Entry(new(Rule, "country:FR", "2026"), new(StepKind.Acknowledged), LedgerEntry.Everybody) with
            {
                Day = World.Day("2026-04-14"),
                SendOn = World.Day("2026-04-07"),
                State = LedgerState.Acknowledged,
            }
        );

        Assert.Empty(World.Mails(facts, "2026-04-08", "2026-04-30", ledger));
    }

    [Fact]
    public void What_is_snoozed_is_silent_until_the_day_and_is_then_named_once()
    {
        var facts = France("1973-04-14");
        var ledger = Told(facts, "2026-01-05", "2026-03-24");
        ledger.Add(
            ledger.RowsOf(new(Rule, "country:FR", "2026"))[^1] with
            {
                State = LedgerState.Snoozed,
                SnoozedUntil = World.Day("2026-04-11"),
            }
        );

        // Saturday 11/04 is a day off: Monday 13/04, which is also the step of one working day before.
        var mails = World.Mails(facts, "2026-03-25", "2026-04-30", ledger);

        Assert.Equal(["2026-04-13", "2026-04-14"], mails.Select(mail => mail[..10]));
    }

    [Fact]
    public void Whoever_was_chased_hears_once_that_it_has_come()
    {
        ObligationFacts[] received =
        [
            new()
            {
                PartnerId = 1,
                Code = "RPT-6T-H",
                Period = "2026-H1",
                Due = World.Day("2026-07-08"),
                ReceivedOn = World.Day("2026-07-14"),
            },
        ];
        RemindFacts Union(IReadOnlyList<ObligationFacts> owed) =>
            World.Of(
                [World.Association(1, "FR")],
                [World.Country("FR")],
                reports: [World.HalfYear()],
                obligations: owed,
                goLive: "2026-01-01"
            );
        var ledger = Told(Union([]), "2026-06-01", "2026-07-14");

        var done = On15July(Union(received), ledger);

        Assert.Equal(["partner:1 done", "staff:eu-1 done", "staff:eu-head done"], done.Order(StringComparer.Ordinal));
        Assert.Empty(On15July(Union(received), ledger));
    }

    [Fact]
    public void When_a_union_is_merged_in_mid_sequence_its_successor_gets_the_steps_to_come_and_it_hears_no_more()
    {
        static RemindFacts Union(bool merged)
        {
            PartnerFacts old = World.Association(1, "FR");
            PartnerFacts successor = World.Association(2, "FR");
            return new(
                [merged ? old with { IsActive = false, SuccessorId = 2 } : old, .. merged ? [successor] : Array.Empty<PartnerFacts>()],
                [World.Country("FR")],
                [
                    new()
                    {
                        PartnerId = 1,
                        Code = "ASK-1",
                        Period = "ASK-1",
                        Due = World.Day("2026-03-12"),
                        Title = "Danh sách",
                    },
                ]
            )
            {
                Options = new() { Reports = [World.HalfYear()] },
                Staff = new() { Staff = World.Staff },
                Calendar = World.Calendar,
                GoLive = World.Day("2026-03-02"),
                LongBreak = World.NoLongBreaks,
            };
        }

        // Five working days before Thursday 12/03: partner 1 and the officer
        var ledger = Told(Union(merged: false), "2026-03-02", "2026-03-05");

        var after = World
            .Mails(Union(merged: true), "2026-03-06", "2026-03-13", ledger)
            .Where(mail => mail.Contains("partner:", StringComparison.Ordinal));

        // The successor is told at once (it never was), then by the steps to come; the officer's line goes on as it was.
        Assert.Equal(
            [
                "2026-03-06 partner:2 partner:2 5 working days",
                "2026-03-11 partner:2 partner:2 1 working day",
                "2026-03-13 partner:2 partner:2 +1 working day",
            ],
            after
        );
    }

    [Fact]
    public void An_officer_hears_that_all_of_his_units_are_in_while_another_department_still_waits()
    {
        ObligationFacts[] received =
        [
            new()
            {
                PartnerId = 1,
                Code = "RPT-6T-H",
                Period = "2026-H1",
                Due = World.Day("2026-07-08"),
                ReceivedOn = World.Day("2026-07-14"),
            },
        ];
        RemindFacts Union(IReadOnlyList<ObligationFacts> owed) =>
            World.Of(
                [World.Association(1, "FR"), World.Association(2, "LA")],
                [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
                reports: [World.HalfYear()],
                obligations: owed,
                goLive: "2026-01-01"
            );
        var ledger = Told(Union([]), "2026-06-01", "2026-07-14");

        Assert.Equal(
            ["partner:1 done", "staff:eu-1 done", "staff:eu-head done"],
            On15July(Union(received), ledger).Order(StringComparer.Ordinal)
        );
        Assert.Empty(On15July(Union(received), ledger));
    }

    static List<string> On15July(RemindFacts facts, Ledger ledger)
    {
        var day = World.Day("2026-07-15");
        var plan = Planner.Decide(DueItemIndex.Build(facts, day, day), facts, ledger, day);
        Preview.Apply(plan, ledger);
        return [.. plan.Reminders.Select(reminder => $"{reminder.Recipient} {ReminderKinds.Word(reminder.Facts.Kind)}")];
    }

    [Fact]
    public void What_expired_is_shown_in_the_next_mail_and_makes_none_of_its_own()
    {
        var both = World.Of(
            countries: [World.Country("FR", relations: "1973-04-14"), World.Country("BE", relations: "1973-05-12")],
            anniversaries: [World.Relations([Lead.TheDay])],
            goLive: "2026-01-01"
        );
        var ledger = new Ledger([]);

        var up = World.Run(both, "2026-04-20", "2026-04-20", ledger).Single();
        var later = Preview
            .Run(both, ledger, World.Day("2026-04-21"), World.Day("2026-05-12"))
            .Where(plan => plan.Reminders.Count > 0)
            .Single();

        Assert.Equal((LedgerState.Expired, false), (up.Reminder.State, up.Reminder.To is not null));
        Assert.Equal(ReminderKind.Expired, up.Reminder.Facts.Kind);
        Assert.Equal(World.Day("2026-05-12"), later.Today);
        Assert.Equal("country:FR", Assert.Single(later.Shown).Item.Subject);
    }
}
