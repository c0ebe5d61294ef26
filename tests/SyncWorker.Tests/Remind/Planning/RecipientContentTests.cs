using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What one recipient reads of a case on one day. Today is Monday 06/07/2026.</summary>
public sealed class RecipientContentTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly Step s_ahead = Made.Step("5 working days", "2026-07-06");

    /// <summary>A report that was due on Wednesday 01/07 and is chased.</summary>
    static DueItem Report(params Step[] steps) =>
        Made.Case("2026-07-01", steps) with
        {
            Rule = "half-year-report",
            Subject = "report:RPT",
            Period = "2026-H1",
            Scope = new(),
            Facts = new()
            {
                Kind = ReminderKind.Report,
                SubjectVi = "Báo cáo",
                ActionVi = "gửi",
                ActionEn = "send it",
                Actions = [new(DateOnly.MinValue, "gửi sớm", "send it early")],
            },
        };

    static PartnerFacts Partner(long id, string name, string country = "FR") =>
        World.Association(id, country) with
        {
            NameVi = name,
            NameEn = $"{name} in English",
            Fields = new Dictionary<string, string> { ["email"] = $"hoi{id}@example.org", ["phone"] = "024 0000" },
        };

    static ReminderContent Complete(
        DueItem item,
        Step? step = null,
        Recipient? to = null,
        List<Unit>? units = null,
        Ledger? ledger = null,
        RemindFacts? facts = null,
        string? today = null
    ) =>
        RecipientContent.Complete(
            item,
            step ?? s_ahead,
            to ?? Made.To(),
            units ?? [],
            ledger ?? new([]),
            facts ?? World.Of(),
            today is null ? s_today : World.Day(today)
        );

    [Fact]
    public void It_says_why_its_reader_gets_it_and_what_goes_with_the_step()
    {
        var said = Complete(Report(s_ahead), s_ahead with { Draft = "letter" });

        Assert.Equal(("vì", "because", "letter", ReminderKind.Report), (said.WhyVi, said.WhyEn, said.Draft, said.Kind));
        Assert.Equal((null, null, null), (said.Break, said.NextStepOn, said.OverdueWorkingDays));
    }

    [Theory]
    [InlineData(Role.Officer, true)]
    [InlineData(Role.DepartmentHead, true)]
    [InlineData(Role.Leader, false)]
    [InlineData(Role.AssociationOffice, false)]
    public void What_to_do_is_said_to_the_staff_who_do_it(object role, bool isAsked)
    {
        var said = Complete(Report(s_ahead), to: Made.To(role: (Role)role));

        Assert.Equal(isAsked ? "gửi" : null, said.ActionVi);
        Assert.Equal(isAsked ? "send it" : null, said.ActionEn);
        Assert.Equal(isAsked ? 1 : 0, said.Actions.Count);
    }

    [Fact]
    public void It_can_be_put_off_to_the_last_step_before_or_on_the_day()
    {
        Assert.Equal(
            World.Day("2026-07-01"),
            Complete(
                Report(
                    Made.Step("1 working day", "2026-06-30"),
                    Made.Step("the day", "2026-07-01"),
                    Made.Step("after the break", "2026-07-02"),
                    Made.Step("+1 working day", "2026-07-01")
                )
            ).LastStepOn
        );
        Assert.Equal(
            World.Day("2026-06-30"),
            Complete(Report(Made.Step("1 working day", "2026-06-30"), Made.Step("+1 working day", "2026-07-01"))).LastStepOn
        );
        Assert.Null(Complete(Report()).LastStepOn);
    }

    // 24/11/2026 is a day off by a law that was not seen.
    [Theory]
    [InlineData(ReminderKind.Report, "2026-11-23", false)]
    [InlineData(ReminderKind.Report, "2026-11-24", true)]
    [InlineData(ReminderKind.Report, "2026-12-04", true)]
    [InlineData(ReminderKind.Report, "2026-12-05", false)]
    [InlineData(ReminderKind.Meeting, "2026-11-25", true)]
    [InlineData(ReminderKind.Relations, "2026-11-25", false)] // its day stands whatever the days off
    public void A_day_that_was_rolled_off_a_day_off_that_is_only_computed_is_tentative(object kind, string day, bool isTentative)
    {
        var item = Made.Case(day) with
        {
            Facts = new() { Kind = (ReminderKind)kind, SubjectVi = "" },
        };

        Assert.Equal(isTentative, Complete(item).Tentative);
    }

    // Units.

    [Fact]
    public void Of_units_that_are_missing_it_says_what_a_caller_needs_in_the_order_of_a_Vietnamese_list()
    {
        var (item, second) = (Report(s_ahead), Partner(2, "Hội Đức"));
        var units =
            (List<Unit>)
                [
                    Made.Unit(Partner(3, "Hội Êcuađo")),
                    Made.Unit(second) with
                    {
                        ExtendedTo = World.Day("2026-07-20"),
                        IsListedOnly = true,
                        Response = "hẹn gửi",
                    },
                    Made.Unit(Partner(1, "Hội Dua")),
                    Made.Unit(Partner(4, "Hội Ba"), isOpen: false),
                ];
        var row = World.Entry(item.Key with { Subject = "partner:2" }, ReminderStep.Before("5 working days"), "partner:2") with
        {
            State = LedgerState.Sent,
        };
        var ledger = new Ledger([
            row,
            row with
            {
                Step = ReminderStep.Before("1 working day"),
            },
            row with
            {
                Step = ReminderStep.Before("14 days"),
                State = LedgerState.Skipped,
            },
            row with
            {
                Subject = "partner:3",
                Period = "2025-H1",
            },
        ]);
        var facts = World.Of(staff: [Made.Position("eu-1", Made.Europe, Role.Officer)]);

        var missing = Complete(item, to: Made.To("staff:eu-head"), units: units, ledger: ledger, facts: facts).Missing;

        Assert.Equal(["Hội Dua 0", "Hội Đức 2", "Hội Êcuađo 0"], missing.Select(unit => $"{unit.Unit} {unit.Reminded}"));
        Assert.Equal(
            new MissingReport("Hội Đức", 2, "officer Ban Châu Âu")
            {
                UnitEn = "Hội Đức in English",
                OfficerEn = "officer, Ban Châu Âu in English",
                Partner = 2,
                ExtendedTo = World.Day("2026-07-20"),
                IsListedOnly = true,
                Response = "hẹn gửi",
                Phone = "024 0000",
                Email = "hoi2@example.org",
            },
            missing[1]
        );
        // Who follows them is not told who follows them.
        Assert.All(Complete(item, units: units, facts: facts).Missing, unit => Assert.Equal((null, null), (unit.Officer, unit.OfficerEn)));
    }

    [Theory]
    [InlineData("Ban Châu Âu=eu.xlsx", "eu.xlsx")]
    [InlineData("*=all.xlsx", "all.xlsx")]
    [InlineData("Ban Châu Âu=eu.xlsx,*=all.xlsx", "eu.xlsx; all.xlsx")]
    [InlineData("Ban Châu Âu=All.xlsx,*=all.xlsx", "All.xlsx")]
    [InlineData("Ban Châu Phi=x.xlsx", null)]
    public void It_names_the_sheets_of_the_departments_that_something_is_missing_of(string sheets, string? named)
    {
        var facts = World.Of() with
        {
            Options = new()
            {
                TrackingSheets = sheets.Split(',').Select(sheet => sheet.Split('=')).ToDictionary(sheet => sheet[0], sheet => sheet[1]),
            },
        };

        Assert.Equal(
            named,
            Complete(
                Report(s_ahead),
                units: [Made.Unit(Partner(1, "A")), Made.Unit(Partner(2, "B"), "Ban Châu Á"), Made.Unit(Partner(3, "C"), null)],
                facts: facts
            ).TrackingSheet
        );
        Assert.Null(Complete(Report(s_ahead), units: [Made.Unit(Partner(1, "A"), isOpen: false)], facts: facts).TrackingSheet);
    }

    [Fact]
    public void It_counts_the_units()
    {
        var said = Complete(Report(s_ahead), units: [Made.Unit(Partner(1, "A")), Made.Unit(Partner(2, "B"), isOpen: false)]);

        Assert.Equal((1, 2), (said.Received!.Value, said.Owed!.Value));
    }

    // Long breaks: Tết 2026 is off from Saturday 14/02 to Sunday 22/02.

    [Theory]
    [InlineData("before the break", "2026-02-11")]
    [InlineData("1 working day", "2026-02-11")] // taken into the notice
    [InlineData("after the break", "2026-02-23")]
    public void The_break_that_a_step_is_about_is_named(string name, string today)
    {
        var step = Made.Step(name, today) with { Break = "x" };

        var said = Complete(Made.Case("2026-02-24", step), step, facts: World.Of(longBreak: new()), today: today);

        Assert.Equal(
            ("x", World.Day("2026-02-14"), World.Day("2026-02-22"), "Tết Nguyên đán", "Tet"),
            (said.Break, said.BreakFrom!.Value, said.BreakTo!.Value, said.BreakVi, said.BreakEn)
        );
    }

    [Fact]
    public void A_break_that_the_calendar_does_not_name_or_that_is_not_there_any_more_is_not_named()
    {
        var step = Made.Step("before the break", "2026-07-06") with { Break = "before" };
        static RemindFacts Off(string name, string kind) =>
            World.Of(
                longBreak: new(),
                calendar: new WorkCalendar([
                    .. new[] { "2026-07-09", "2026-07-10" }.Select(day => new CalendarDay(World.Day(day), false)
                    {
                        NameVi = name,
                        NameEn = name,
                        Kind = kind,
                    }),
                ])
            );

        var named = Complete(Made.Case("2026-07-14", step), step, facts: Off("Lễ - tạm tính", "statutory"));
        var unnamed = Complete(Made.Case("2026-07-14", step), step, facts: Off("Nghỉ bù", "compensatory"));
        var gone = Complete(Made.Case("2026-07-14", step), step, facts: World.Of(longBreak: new()));

        Assert.Equal(("Lễ", "Lễ", World.Day("2026-07-09")), (named.BreakVi, named.BreakEn, named.BreakFrom!.Value));
        Assert.Equal((null, null, World.Day("2026-07-12")), (unnamed.BreakVi, unnamed.BreakEn, unnamed.BreakTo!.Value));
        Assert.Equal(("before", null, null, null), (gone.Break, gone.BreakFrom, gone.BreakTo, gone.BreakVi));
    }

    // Chases.

    static readonly Step s_third = Made.Step("+3 working days", "2026-07-06", Role.Officer, Role.DepartmentHead);

    static readonly Step s_seventh = Made.Step("+7 working days", "2026-07-10", Role.DepartmentHead, Role.OfficeChief) with
    {
        Draft = "letter",
    };

    [Fact]
    public void A_chase_says_who_has_it_how_late_it_is_and_who_is_told_next()
    {
        var said = Complete(
            Report(Made.Step("+1 working day", "2026-07-02"), s_third, s_seventh, Made.Step("+9 days", "2026-07-13")),
            s_third
        );

        Assert.Equal(
            (ReminderKind.ReportOverdue, 3, World.Day("2026-07-10"), "letter"),
            (said.Kind, said.OverdueWorkingDays!.Value, said.NextStepOn!.Value, said.NextStepDraft)
        );
        Assert.Equal([Role.Officer, Role.DepartmentHead], said.StepTo.Select(role => role.Role!.Value));
        Assert.Equal([Role.OfficeChief], said.NextStepTo.Select(role => role.Role!.Value)); // who has it today is not announced
    }

    [Fact]
    public void When_the_next_goes_to_the_same_that_is_said()
    {
        var again = s_third with { Name = ReminderStep.Overdue("5 working days"), SendOn = World.Day("2026-07-08") };

        Assert.Equal(
            [Role.Officer, Role.DepartmentHead],
            Complete(Report(s_third, again), s_third).NextStepTo.Select(role => role.Role!.Value)
        );
    }

    [Fact]
    public void The_last_chase_announces_none()
    {
        var said = Complete(Report(s_third, Made.Step("the day", "2026-07-31")), s_third);

        Assert.Equal((null, 0, null, false), (said.NextStepOn, said.NextStepTo.Count, said.NextStepDraft, said.NextStepIsToReader));
        Assert.Equal(2, said.StepTo.Count);
    }

    [Theory]
    [InlineData("staff:chief", true)]
    [InlineData("staff:eu-1", false)]
    public void Whether_the_next_is_to_the_reader_is_found_by_the_units_or_the_case(string reader, bool isToReader)
    {
        var item = Report(s_third, s_seventh);

        Assert.Equal(isToReader, Complete(item, s_third, Made.To(reader)).NextStepIsToReader);
        Assert.Equal(isToReader, Complete(item, s_third, Made.To(reader), [Made.Unit(Partner(1, "A"))]).NextStepIsToReader);
    }

    [Fact]
    public void The_head_of_any_of_the_units_is_the_reader_of_the_next()
    {
        var first = Made.Step("+1 working day", "2026-07-06");
        var item = Report(first, Made.Step("+3 working days", "2026-07-08", Role.DepartmentHead));
        List<Unit> units = [Made.Unit(Partner(1, "A")), Made.Unit(Partner(2, "B"), "Ban Châu Á")];

        Assert.True(Complete(item, first, Made.To("staff:asia-head"), units).NextStepIsToReader);
        Assert.False(Complete(item, first, Made.To("staff:asia-head"), [units[0]]).NextStepIsToReader);
        Assert.False(Complete(item, first, Made.To("staff:asia-head")).NextStepIsToReader); // the case lies in no department
    }
}
