using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What is said of a case, and why a step of it is not mailed. Today is Monday 06/07/2026; the case is Tuesday 14/07.</summary>
public sealed class ExplanationTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly DueItem s_case = Made.Case("2026-07-14", Made.Step("5 working days", "2026-07-07"));

    static Explanation Explain(DueItem item, RemindFacts? facts = null, params LedgerEntry[] rows) =>
        Explanation.Create(item.Key, item, facts ?? World.Of(), [.. rows.Select(row => (row, (OutboxMail?)null))], s_today);

    static string Answer(DueItem item, RemindFacts? facts = null) => Assert.Single(Assert.Single(Explain(item, facts).Steps).Answers);

    [Fact]
    public void It_names_the_day_how_it_was_found_and_what_closed_or_covers_it()
    {
        var held = Made.Case("2026-07-13") with
        {
            Rule = "events",
            Subject = "event:le",
            Period = "le",
            Facts = new() { Kind = ReminderKind.Event, SubjectVi = "Lễ kỷ niệm" },
        };

        var open = Explain(s_case);
        var covered = Explain(
            s_case with
            {
                CoveredBy = held,
                Closed = "received",
                ExpiresOn = World.Day("2026-07-17"),
            },
            World.Of() with
            {
                PausedRules = new Dictionary<string, PausedUntil> { ["relations"] = new("paused by hand", null) },
            }
        );

        Assert.Equal(
            ("Ngày thiết lập quan hệ ngoại giao Việt Nam - Pháp", World.Day("2026-07-14"), "the register says so", s_case.Key),
            (open.About, open.Day, open.DayWhy, open.Key)
        );
        Assert.Equal((null, null, null, null), (open.Closed, open.Covered, open.ExpiresOn, open.Paused));
        Assert.Equal(
            ("received", "by the event events/event:le/le on 2026-07-13: Lễ kỷ niệm", World.Day("2026-07-17"), "paused by hand"),
            (covered.Closed, covered.Covered, covered.ExpiresOn, covered.Paused)
        );
    }

    [Theory]
    [InlineData("2026-01-01", "2020-01-01", "2026-01-01 (go-live 2026-01-01, rule and subject known since 2020-01-01)")]
    [InlineData("2026-01-01", "2026-03-01", "2026-03-01 (go-live 2026-01-01, rule and subject known since 2026-03-01)")]
    [InlineData("0001-01-01", "0001-01-01", null)]
    public void It_counts_from_the_later_of_go_live_and_the_day_it_was_known(string goLive, string known, string? start) =>
        Assert.Equal(start, Explain(s_case with { KnownOn = World.Day(known) }, World.Of(goLive: goLive)).Start);

    [Theory]
    [InlineData(true, true, "2026-01-01")]
    [InlineData(true, false, "2026-07-13")]
    [InlineData(false, true, "2026-07-13")]
    public void In_a_rehearsal_what_is_chased_counts_from_go_live(bool isRehearsal, bool isChased, string start) =>
        Assert.StartsWith(
            start,
            Explain(
                s_case with
                {
                    KnownOn = World.Day("2026-07-13"),
                    IsChasedFromBefore = isChased,
                },
                World.Of(goLive: "2026-01-01") with
                {
                    IsRehearsal = isRehearsal,
                }
            ).Start,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_step_that_was_told_is_answered_by_the_ledger_without_what_the_lines_above_say()
    {
        var row = Made.Row(s_case, "5 working days", "2026-07-06") with
        {
            Reason = "the register says so; 5 working days counted; eu-1 follows it",
        };

        var step = Assert.Single(
            Explain(s_case, null, row, row with { Subject = "country:HU" }, row with { Recipient = "staff:eu-2" }).Steps
        );

        Assert.Equal(("5 working days", World.Day("2026-07-07"), "5 working days counted"), (step.Step, step.SendOn, step.Why));
        Assert.Equal(["staff:eu-1: sent. eu-1 follows it", "staff:eu-2: sent. eu-1 follows it"], step.Answers);
    }

    [Fact]
    public void What_the_ledger_has_beyond_the_steps_stands_among_them_in_order()
    {
        var steps = Explain(
            s_case,
            null,
            Made.Row(s_case, "snoozed until 2026-07-08", "2026-07-08"),
            Made.Row(s_case, "5 working days", "2026-07-03") with
            {
                Day = World.Day("2026-07-10"),
                Reason = "then",
            },
            Made.Row(s_case, "5 working days", "2026-07-03", recipient: "staff:eu-2") with
            {
                Day = World.Day("2026-07-10"),
            }
        ).Steps;

        Assert.Equal(
            [
                "07-03 5 working days: for 2026-07-10, before the day moved (2)",
                "07-07 5 working days: 5 working days counted (1)",
                "07-08 snoozed until 2026-07-08: not a step of the rule (1)",
            ],
            steps.Select(step => $"{step.SendOn:MM-dd} {step.Step}: {step.Why} ({step.Answers.Count})")
        );
        Assert.Equal("staff:eu-1: sent. then", steps[0].Answers[0]);
    }

    [Fact]
    public void Of_a_case_that_is_gone_the_ledger_alone_is_told()
    {
        var row = Made.Row(s_case, "5 working days", "2026-07-03") with { Reason = "then" };

        var gone = Explanation.Create(
            s_case.Key,
            null,
            World.Of(),
            [
                (row, null),
                (row with { Recipient = "staff:eu-2" }, null),
                (row with { Rule = "another" }, null),
                (Made.Row(s_case, "the day", "2026-07-06"), null),
            ],
            s_today
        );

        Assert.Equal((s_case.Key, null, null), (gone.Key, gone.About, gone.Day));
        Assert.Equal(
            [
                "5 working days 2026-07-03 from the ledger: the register or the rules no longer have this day: 2",
                "the day 2026-07-06 from the ledger: the register or the rules no longer have this day: 1",
            ],
            gone.Steps.Select(step => $"{step.Step} {step.SendOn:yyyy-MM-dd} {step.Why}: {step.Answers.Count}")
        );
        Assert.Equal("staff:eu-1: sent. then", gone.Steps[0].Answers[0]);
    }

    [Theory]
    [InlineData("2026-07-07", "will be sent on 2026-07-07 to staff:eu-1")]
    [InlineData("2026-07-06", "came on 2026-07-06 and has not been looked at: the next run of remind decides, for staff:eu-1")]
    public void A_step_that_nobody_decided_on_will_be_sent_or_waits_for_the_next_run(string sendOn, string words) =>
        Assert.Equal(words, Answer(Made.Case("2026-07-14", Made.Step("5 working days", sendOn))));

    [Fact]
    public void What_is_closed_or_stands_in_the_outlook_alone_is_not_sent()
    {
        Assert.Equal("not sent: received", Answer(s_case with { Closed = "received", IsOutlookOnly = true }));
        Assert.Equal(
            "not sent: the country has no member association and no partner in the register, so it stands in the weekly outlook only (remind.json, countries)",
            Answer(s_case with { IsOutlookOnly = true })
        );
    }

    [Fact]
    public void What_was_before_the_start_is_not_sent_unless_it_is_chased_from_before()
    {
        var late = s_case with { KnownOn = World.Day("2026-07-15") };

        Assert.Equal("not sent: the day, 2026-07-14, was before the start, 2026-07-15", Answer(late));
        Assert.StartsWith("will be sent", Answer(late with { IsChasedFromBefore = true }), StringComparison.Ordinal);
        Assert.StartsWith("will be sent", Answer(late with { KnownOn = late.Day }), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_away_on_the_day_of_the_step_is_named_beside_the_deputy()
    {
        var facts = World.Of(
            staff:
            [
                Made.Position(
                    "eu-1",
                    Made.Europe,
                    Role.Officer,
                    leave:
                    [
                        new()
                        {
                            From = World.Day("2026-07-07"),
                            To = World.Day("2026-07-07"),
                            Deputy = "eu-2",
                        },
                    ]
                ),
                Made.Position("eu-2", Made.Europe, Role.Leader),
            ]
        );

        Assert.Equal("will be sent on 2026-07-07 to staff:eu-2 for eu-1", Answer(s_case, facts));
        Assert.EndsWith(
            "for staff:eu-1",
            Answer(Made.Case("2026-07-14", Made.Step("the day", "2026-07-01")), facts),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Roles_without_a_holder_are_named_with_what_staff_json_lacks()
    {
        var step = Made.Step("5 working days", "2026-07-07", Role.Officer, Role.DepartmentHead);

        Assert.Equal(
            "not sent: nobody holds officer or department.head; staff.json has none for FR or Ban Châu Âu; staff.json has none for Ban Châu Âu",
            Answer(Made.Case("2026-07-14", step), World.Of(staff: []))
        );
        Assert.Equal("will be sent on 2026-07-07 to staff:eu-1, staff:eu-head", Answer(Made.Case("2026-07-14", step)));
    }

    [Fact]
    public void Of_a_report_the_units_that_are_open_say_who_is_asked()
    {
        var report = s_case with
        {
            Scope = new(),
            Units =
            [
                Made.Unit(World.Association(1, "FR"), isOpen: false),
                Made.Unit(World.Association(2, "LA"), "Ban Châu Á"),
                Made.Unit(World.Association(3, "LA"), "Ban Châu Á"),
            ],
        };

        Assert.Equal("will be sent on 2026-07-07 to staff:asia-1", Answer(report));
        Assert.Equal("not sent: nobody holds officer; staff.json has none for LA or Ban Châu Á", Answer(report, World.Of(staff: [])));
        Assert.Equal(
            "not sent: nobody holds officer; staff.json has none for a department that is not known",
            Answer(report with { Units = [.. report.Units.Take(1)] }, World.Of())
        );
    }

    [Fact]
    public void Who_hears_of_the_event_that_covers_it_is_not_told_of_it()
    {
        var held = Made.Case("2026-07-13", Made.Step("the day", "2026-07-13")) with
        {
            Rule = "events",
            Subject = "event:le",
            Period = "le",
        };
        var covered = Made.Case("2026-07-14", Made.Step("5 working days", "2026-07-07", Role.Officer, Role.DepartmentHead)) with
        {
            CoveredBy = held,
        };

        Assert.Equal("will be sent on 2026-07-07 to staff:eu-head", Answer(covered));
        Assert.Equal(
            "not sent: covered by the event events/event:le/le on 2026-07-13: told there",
            Answer(s_case with { CoveredBy = held })
        );
        // It was held before the sheet was known, and nobody heard of it.
        Assert.Equal(
            "will be sent on 2026-07-07 to staff:eu-1",
            Answer(s_case with { CoveredBy = held with { KnownOn = World.Day("2026-07-14") } })
        );
        Assert.StartsWith("not sent", Answer(s_case with { CoveredBy = held with { KnownOn = held.Day } }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-08", true)]
    [InlineData("2026-07-07", false)] // it goes on on the day of the step
    [InlineData(null, true)]
    public void A_step_that_comes_while_its_rule_is_paused_is_not_sent_on_its_day(string? until, bool isPaused)
    {
        var facts = World.Of() with
        {
            PausedRules = new Dictionary<string, PausedUntil>
            {
                ["relations"] = new("paused by hand", until is null ? null : World.Day(until)),
            },
        };

        Assert.Equal(
            isPaused
                ? "not sent on its day: paused by hand; what is still of use then is caught up"
                : "will be sent on 2026-07-07 to staff:eu-1",
            Answer(s_case, facts)
        );
        Assert.Equal("not sent: received", Answer(s_case with { Closed = "received" }, facts));
    }
}
