using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>
/// The cases of a report: one a unit for its own mailbox, one for all units for staff. The half-year report is due on Wednesday
/// 8 July 2026.
/// </summary>
public sealed class ReportItemsTests
{
    static ReportOptions Rule(
        IReadOnlyList<UnitException>? exceptions = null,
        IReadOnlyList<Addressee>? to = null,
        IReadOnlyList<OverdueStep>? overdue = null,
        IReadOnlyDictionary<string, PeriodDue>? periods = null
    )
    {
        var shipped = World.HalfYear();
        return new()
        {
            Id = "half",
            Code = "R",
            Name = shipped.Name,
            Only = shipped.Only,
            Due = shipped.Due,
            Exceptions = exceptions ?? [],
            To = to ?? shipped.To,
            Overdue = overdue ?? shipped.Overdue,
            Periods = periods ?? shipped.Periods,
            Action = new() { Vi = "gửi báo cáo", En = "send the report" },
        };
    }

    static readonly PartnerFacts[] s_two = [RuleWorld.Partner(1) with { NameEn = "Association 1" }, RuleWorld.Partner(2)];

    static ObligationFacts Owed(
        long partner,
        string? received = null,
        string? exempt = null,
        string? extended = null,
        string? response = null
    ) =>
        new()
        {
            PartnerId = partner,
            Code = "R",
            Period = "2026-H1",
            Due = World.Day("2026-07-08"),
            ReceivedOn = received is null ? null : World.Day(received),
            ExemptReason = exempt,
            ExtendedTo = extended is null ? null : World.Day(extended),
            ExtensionReason = extended is null ? null : "bận đại hội",
            Response = response,
        };

    static RemindFacts Facts(params ObligationFacts[] obligations) => RuleWorld.Facts(s_two, obligations: obligations);

    static List<DueItem> In2026(ReportOptions rule, RemindFacts facts, DueParts parts = DueParts.All) =>
        [.. ReportItems.Between(new(2026, 1, 1), new(2026, 12, 31), rule, facts, parts)];

    static DueItem Item(string subject, ReportOptions rule, RemindFacts facts) =>
        In2026(rule, facts).Single(item => item.Subject == subject);

    static OwedReport Owed2026(ReportOptions rule, RemindFacts facts, long partner = 1) =>
        ReportItems.Owed(Periods.InYear(2026, PeriodLength.HalfYear).First(), rule, facts).Single(owed => owed.Partner.Id == partner);

    [Fact]
    public void A_unit_has_a_case_of_its_own_and_staff_one_for_all_units()
    {
        var items = In2026(Rule(), Facts());

        Assert.Equal(
            ["half/partner:1/2026-H1", "half/partner:2/2026-H1", "half/report:R/2026-H1"],
            items.Select(item => item.Key.ToString())
        );
        Assert.All(items, item => Assert.Equal((World.Day("2026-07-08"), "due 2026-07-08 by rule"), (item.Day, item.DayWhy)));
        Assert.All(items, item => Assert.Equal((ReminderKind.Report, World.Day("2021-05-03")), (item.Facts.Kind, item.KnownOn)));
        Assert.All(items, item => Assert.Equal((null, null, false), (item.Closed, item.ExpiresOn, item.IsChasedFromBefore)));
        Assert.All(
            items,
            item =>
                Assert.Equal(
                    ("Báo cáo 6 tháng đầu năm 2026", "Report for the first half of 2026", "gửi báo cáo", "send the report"),
                    (item.Facts.SubjectVi, item.Facts.SubjectEn, item.Facts.ActionVi, item.Facts.ActionEn)
                )
        );
    }

    [Fact]
    public void A_unit_is_told_what_is_meant_for_its_own_office()
    {
        var item = Item("partner:1", Rule(), Facts());

        Assert.Equal(
            [
                "14 days: association.office",
                "5 working days: association.office",
                "1 working day: association.office",
                "+1 working day: association.office",
            ],
            RuleWorld.Told(item)
        );
        Assert.Equal((s_two[0], "Hội 1", "Association 1"), (item.Scope.Partner, item.Facts.UnitVi, item.Facts.UnitEn));
        Assert.Empty(item.Units);
    }

    [Fact]
    public void Staff_are_told_what_is_meant_for_staff_of_all_units_that_owe_it()
    {
        var item = Item("report:R", Rule(), Facts(Owed(2, received: "2026-07-03", response: "đang làm")));

        Assert.Equal(
            [
                "14 days: officer",
                "5 working days: officer",
                "1 working day: officer",
                "+3 working days: officer, department.head",
                "+7 working days: department.head, office.chief",
            ],
            RuleWorld.Told(item)
        );
        Assert.Equal("letter", item.Steps[^1].Draft);
        Assert.Equal((new(), null, null), (item.Scope, item.Facts.UnitVi, item.Facts.UnitEn));
        Assert.Equal(
            [(s_two[0], true, null), (s_two[1], false, "đang làm")],
            item.Units.Select(unit => (unit.Partner, unit.IsOpen, unit.Response))
        );
        Assert.All(item.Units, unit => Assert.Equal((unit.Partner, false, null), (unit.Scope.Partner, unit.IsListedOnly, unit.ExtendedTo)));
    }

    [Fact]
    public void Roles_that_are_ruled_out_get_nothing_at_any_step()
    {
        Addressee[] all = [Role.Officer, Role.AssociationOffice, Role.AssociationLeader];
        var rule = Rule(to: all, overdue: [new() { After = new(1, LeadUnit.WorkingDays), To = [Role.AssociationLeader] }]);

        Assert.Equal(
            ["14 days: association.office", "5 working days: association.office", "1 working day: association.office"],
            RuleWorld.Told(Item("partner:1", rule, Facts()))
        );
    }

    [Theory]
    [InlineData("officer", "officer", "report:R")]
    [InlineData("association.office", "association.office", "partner:1 partner:2")]
    [InlineData("officer", "association.office", "partner:1 partner:2 report:R")]
    [InlineData("association.office", "officer", "partner:1 partner:2 report:R")]
    [InlineData("association.leader", "association.leader", "")]
    public void Those_whom_no_step_tells_have_no_case(string to, string overdue, string subjects)
    {
        var rule = Rule(
            to: [Addressee.Parse(to)],
            overdue: [new() { After = new(1, LeadUnit.WorkingDays), To = [Addressee.Parse(overdue)] }]
        );

        var items = In2026(rule, Facts());

        Assert.Equal(subjects, string.Join(" ", items.Select(item => item.Subject)));
        Assert.All(items, item => Assert.NotEmpty(item.Steps));
        if (to != overdue)
        {
            Assert.Equal(["+1 working day"], items[to == "officer" ? 0 : 2].Steps.Select(step => step.Name.ToString()));
        }
    }

    [Fact]
    public void Who_only_shows_days_sees_the_line_of_all_units_alone()
    {
        Assert.Equal(["report:R"], In2026(Rule(), Facts(), DueParts.Days).Select(item => item.Subject));
    }

    [Theory]
    [InlineData("2026-07-08", "2026-07-08", 3)]
    [InlineData("2026-07-09", "2027-07-07", 0)]
    [InlineData("2025-07-08", "2027-07-08", 9)]
    public void Due_days_lie_within_the_range(string from, string to, int count)
    {
        Assert.Equal(count, ReportItems.Between(World.Day(from), World.Day(to), Rule(), Facts()).Count());
    }

    [Theory]
    [InlineData(DueYear.Same, "2026-H1 2026-H2")]
    [InlineData(DueYear.Next, "2025-H1 2025-H2")]
    [InlineData(DueYear.Previous, "2027-H1 2027-H2")]
    public void A_report_may_be_due_in_the_year_before_or_after_its_period(object year, string periods)
    {
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "R",
            Name = new(),
            Due = new() { Day = new(7, 8), Year = (DueYear)year },
        };

        Assert.Equal(periods, string.Join(" ", In2026(rule, Facts(), DueParts.Days).Select(item => item.Period)));
    }

    [Fact]
    public void A_period_that_cannot_be_worked_out_is_named_for_the_whole_rule()
    {
        var facts = Facts();
        var rule = Rule(periods: new Dictionary<string, PeriodDue> { ["2026-H1"] = new() { Due = DateOnly.MaxValue } });

        Assert.Empty(In2026(rule, facts with { GoLive = DateOnly.MinValue }));
        Assert.StartsWith(
            "Set aside: half, 2026-H1: ArgumentOutOfRangeException: ",
            Assert.Single(facts.SetAside.Named),
            StringComparison.Ordinal
        );
        Assert.True(facts.SetAside.Has(new("half", "partner:77", "x")));
    }

    [Theory]
    [InlineData("H1", "2026-H1", true)]
    [InlineData("H1", "2026-H2", false)]
    [InlineData("H1 H2", "2026-H2", true)]
    [InlineData("07", "2026-07", true)]
    [InlineData("26", "2026", false)]
    public void Only_the_parts_of_the_year_that_are_named_are_wanted(string only, string key, bool isWanted)
    {
        ReportOptions Wanting(IReadOnlyList<string> parts) =>
            new()
            {
                Id = "r",
                Code = "R",
                Name = new(),
                Due = new(),
                Only = parts,
            };

        Assert.Equal(isWanted, ReportItems.IsWanted(new(key, 2026, default, "", ""), Wanting(only.Split(' '))));
        Assert.True(ReportItems.IsWanted(new(key, 2026, default, "", ""), Wanting([])));
    }

    [Fact]
    public void Inactive_partners_and_those_that_the_rule_is_not_about_owe_nothing()
    {
        var facts = RuleWorld.Facts([s_two[0], s_two[1] with { IsActive = false }, RuleWorld.Partner(3) with { Kind = "local_union" }]);
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "R",
            Name = new(),
            Due = new() { Day = new(7, 8) },
            Who = new() { Kinds = ["central_association"] },
        };

        Assert.Equal([1], ReportItems.Owed(new("2026", 2026, new(2026, 12, 31), "", ""), rule, facts).Select(owed => owed.Partner.Id));
    }

    [Fact]
    public void Where_heads_of_clusters_owe_it_the_others_do_not()
    {
        var facts = RuleWorld.Facts(
            s_two,
            clusters:
            [
                new()
                {
                    Name = "Cụm 1",
                    Year = 2026,
                    Head = "CA-2",
                },
            ]
        );
        ReportOptions Of(bool heads) =>
            new()
            {
                Id = "r",
                Code = "R",
                Name = new(),
                Due = new() { Day = new(7, 8) },
                Who = new() { ClusterHeads = heads },
            };
        long[] In(int year, bool heads) =>
            [.. ReportItems.Owed(new($"{year}", year, default, "", ""), Of(heads), facts).Select(owed => owed.Partner.Id)];

        Assert.Equal([2], In(2026, heads: true));
        Assert.Empty(In(2027, heads: true));
        Assert.Equal([1, 2], In(2027, heads: false));
    }

    [Theory]
    [InlineData("2026-07-08", null, true)] // known on the day itself
    [InlineData("2026-07-09", null, false)]
    [InlineData("2026-07-09", "known", true)] // the store knows of it
    [InlineData("2026-07-09", "rehearsal", true)]
    public void A_unit_that_is_first_known_after_the_day_does_not_owe_it(string knownOn, string? reason, bool owes)
    {
        var facts = RuleWorld.Facts([s_two[0] with { KnownOn = World.Day(knownOn) }], obligations: reason == "known" ? [Owed(1)] : []) with
        {
            IsRehearsal = reason == "rehearsal",
        };

        Assert.Equal(owes, In2026(Rule(), facts).Count > 0);
    }

    [Fact]
    public void In_a_rehearsal_it_is_chased_from_go_live_on()
    {
        var facts = Facts() with { IsRehearsal = true };

        Assert.All(In2026(Rule(), facts), item => Assert.True(item.IsChasedFromBefore));
        Assert.Empty(In2026(Rule(), facts with { GoLive = World.Day("2026-07-09") }));
    }

    [Fact]
    public void The_line_of_staff_counts_from_the_day_on_which_the_first_of_its_units_was_known()
    {
        var facts = RuleWorld.Facts([s_two[0] with { KnownOn = World.Day("2025-01-01") }, s_two[1]]);

        Assert.Equal(World.Day("2021-05-03"), Item("report:R", Rule(), facts).KnownOn);
        Assert.Equal(World.Day("2025-01-01"), Item("partner:1", Rule(), facts).KnownOn);
    }

    static UnitException Exception(string unit, string? due, string? period = null) =>
        new()
        {
            Unit = unit,
            Due = due is null ? null : World.Day(due),
            Period = period,
            Reason = "đang sáp nhập",
        };

    [Fact]
    public void A_unit_with_a_due_day_of_its_own_has_a_line_of_its_own_too()
    {
        var items = In2026(Rule([Exception("CA-2", "2026-07-20", "2026-H1")]), Facts());

        Assert.Equal(
            [
                "partner:1 2026-07-08 due 2026-07-08 by rule",
                "partner:2 2026-07-20 due 2026-07-20 for this unit: đang sáp nhập",
                "report:R 2026-07-08 due 2026-07-08 by rule",
                "report:R/2 2026-07-20 due 2026-07-20 for this unit: đang sáp nhập",
            ],
            items.Select(item => $"{item.Subject} {DayText.Iso(item.Day)} {item.DayWhy}")
        );
        Assert.Equal([2], items[3].Units.Select(unit => unit.Partner.Id));
        var both = Rule([Exception("CA-1", "2026-07-20", "2026-H1"), Exception("CA-2", "2026-07-20", "2026-H1")]);
        Assert.Equal("report:R/1", In2026(both, Facts())[^1].Subject);
        Assert.All(items[3].Units, unit => Assert.Equal((null, false), (unit.ExtendedTo, unit.IsListedOnly)));
    }

    [Fact]
    public void The_line_of_a_day_gives_the_reasons_of_that_day_also_when_all_its_units_were_given_a_later_one()
    {
        var all = In2026(Rule(), Facts(Owed(1, extended: "2026-07-20"), Owed(2, extended: "2026-07-21")));
        var exceptions = Rule([
            Exception("CA-1", "2026-07-10", "2026-H1"),
            new()
            {
                Unit = "CA-2",
                Due = World.Day("2026-07-10"),
                Reason = "bão",
            },
        ]);

        Assert.Equal("due 2026-07-08 by rule", all.Single(item => item.Subject == "report:R").DayWhy);
        Assert.Equal(
            "due 2026-07-10 for this unit: đang sáp nhập; due 2026-07-10 for this unit: bão",
            Item("report:R/1", exceptions, Facts()).DayWhy
        );
        Assert.Equal(
            "due 2026-07-10 for this unit: đang sáp nhập; due 2026-07-10 for this unit: bão",
            Item("report:R/1", exceptions, Facts(Owed(1, extended: "2026-07-20"))).DayWhy
        );
    }

    [Theory]
    [InlineData("2026-H1", "2026-07-20")]
    [InlineData(null, "2026-07-20")]
    [InlineData("2026-H2", "2026-07-08")]
    public void An_exception_may_hold_for_one_period(string? period, string due)
    {
        Assert.Equal(World.Day(due), Owed2026(Rule([Exception("CA-1", "2026-07-20", period)]), Facts()).Due);
    }

    [Theory]
    [InlineData(true)] // by config
    [InlineData(false)] // by the store
    public void An_exempt_unit_is_closed_for_itself_and_not_counted_by_staff(bool byConfig)
    {
        var (rule, facts) = byConfig
            ? (Rule([Exception("CA-2", null)]), Facts())
            : (Rule(), Facts(Owed(2, exempt: "đang sáp nhập", received: "2026-07-03")));

        Assert.Equal("exempt: đang sáp nhập", Item("partner:2", rule, facts).Closed);
        Assert.Equal("due 2026-07-08 by rule", Item("partner:2", rule, facts).DayWhy);
        Assert.Equal([1], Item("report:R", rule, facts).Units.Select(unit => unit.Partner.Id));
    }

    [Fact]
    public void What_has_been_received_is_closed()
    {
        var one = Facts(Owed(1, received: "2026-07-03"));
        var both = Facts(Owed(1, received: "2026-07-03"), Owed(2, received: "2026-07-04"));

        Assert.Equal(("received on 2026-07-03", null), (Item("partner:1", Rule(), one).Closed, Item("partner:2", Rule(), one).Closed));
        Assert.Equal((null, "all 2 received"), (Item("report:R", Rule(), one).Closed, Item("report:R", Rule(), both).Closed));
    }

    [Fact]
    public void A_unit_that_was_given_a_later_day_has_a_line_of_its_own_and_is_listed_in_that_of_the_others()
    {
        var items = In2026(Rule(), Facts(Owed(1, received: "2026-07-03"), Owed(2, extended: "2026-07-20")));

        Assert.Equal(["partner:1", "partner:2", "report:R", "report:R+2"], items.Select(item => item.Subject));
        Assert.Equal(
            (World.Day("2026-07-20"), "due 2026-07-20 for this unit instead of 2026-07-08: bận đại hội"),
            (items[1].Day, items[1].DayWhy)
        );
        Assert.Equal((World.Day("2026-07-08"), "due 2026-07-08 by rule"), (items[2].Day, items[2].DayWhy));
        Assert.Equal(
            [(1, null, false), (2, World.Day("2026-07-20"), true)],
            items[2].Units.Select(unit => (unit.Partner.Id, unit.ExtendedTo, unit.IsListedOnly))
        );
        Assert.Equal("all others received, the rest has a later day", items[2].Closed);
        Assert.Equal(
            [(2, World.Day("2026-07-20"), false)],
            items[3].Units.Select(unit => (unit.Partner.Id, unit.ExtendedTo, unit.IsListedOnly))
        );
        Assert.Equal((World.Day("2026-07-20"), null), (items[3].Day, items[3].Closed));
        Assert.Equal(World.Day("2026-07-08"), Owed2026(Rule(), Facts(Owed(2, extended: "2026-07-20")), 2).ExtendedFrom);
    }

    [Fact]
    public void The_line_of_a_day_that_all_its_units_were_given_more_time_for_still_lists_them()
    {
        var item = Item("report:R", Rule(), Facts(Owed(1, extended: "2026-07-20"), Owed(2, extended: "2026-07-21")));

        Assert.Equal((World.Day("2026-07-08"), "all others received, the rest has a later day"), (item.Day, item.Closed));
        Assert.All(item.Units, unit => Assert.True(unit.IsListedOnly));
    }

    [Theory]
    [InlineData("2026-07-08")]
    [InlineData("2026-07-01")]
    public void A_day_that_is_no_later_one_gives_no_more_time(string extended)
    {
        var owed = Owed2026(Rule(), Facts(Owed(1, extended: extended)));

        Assert.Equal((World.Day("2026-07-08"), null, "due 2026-07-08 by rule"), (owed.Due, owed.ExtendedFrom, owed.Why));
    }

    [Fact]
    public void The_document_of_a_period_is_cited_by_its_number()
    {
        var rule = Rule(
            periods: new Dictionary<string, PeriodDue>
            {
                ["2026-H1"] = new() { Due = World.Day("2026-07-10"), Basis = "123/LHHN-VP" },
            }
        );
        var facts = Facts() with { Documents = new([new("123/LHHN-VP", "Công văn") { Day = PartialDate.Parse("2026-06-02") }]) };

        Assert.Equal("Công văn số 123/LHHN-VP ngày 02/06/2026", Item("partner:1", rule, facts).Facts.Basis);
        Assert.Equal("123/LHHN-VP", Item("report:R", rule, Facts()).Facts.Basis);
    }

    [Fact]
    public void Steps_meet_in_the_notice_before_a_long_break_and_may_be_repeated()
    {
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "R",
            Name = new(),
            Only = ["H1"],
            Due = new() { Day = new(3, 18) },
            Lead = [new(1, LeadUnit.Months)],
            Repeat = new(200, LeadUnit.Days),
            Overdue = [],
            To = [Role.Officer],
        };
        var facts = Facts() with { Calendar = RuleWorld.NineDaysOff, LongBreak = new() };

        Assert.Equal(
            ["1 month 2026-02-18", "before the break 2026-03-04", "after the break 2026-03-16", "+200 days 2026-10-05"],
            RuleWorld.Steps(In2026(rule, facts).Single())
        );
    }

    [Theory]
    [InlineData("report:R+2", true)]
    [InlineData("report:R", false)]
    [InlineData("event:a+b", false)]
    public void A_line_of_a_unit_with_more_time_is_known_by_its_subject(string subject, bool isExtension)
    {
        Assert.Equal(isExtension, ReportItems.IsOfExtension(new("r", subject, "2026")));
        Assert.Equal("report:R+2", ReportItems.ExtendedSubject("R", 2));
    }

    [Theory]
    [InlineData("2026-H1", "Báo cáo 6 tháng đầu năm 2026", "Report for the first half of 2026")]
    [InlineData("2026-H2", "Báo cáo 6 tháng cuối năm 2026", "Report for the second half of 2026")]
    [InlineData("2026-Q1", "R", "R")]
    [InlineData("ASK-20260706-1", "R", "R")]
    [InlineData("20", "R", "R")]
    public void A_report_has_its_name_with_the_period_and_for_another_key_its_code(string key, string vi, string en)
    {
        var names = ReportItems.NamesOf(Rule(), key);

        Assert.Equal((vi, en, vi), (names.Vi, names.En, ReportItems.NameOf(Rule(), key)));
    }

    [Fact]
    public void A_report_without_a_name_has_its_code()
    {
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "RPT",
            Name = new(),
            Due = new(),
        };

        Assert.Equal(("RPT", "RPT"), (ReportItems.NamesOf(rule, "2026-H1").Vi, ReportItems.NamesOf(rule, "2026-H1").En));
    }

    [Fact]
    public void All_whom_its_steps_tell_are_named()
    {
        var rule = Rule(to: [Role.It], overdue: [new() { After = new(1, LeadUnit.Days), To = [Role.Leader, Role.Officer] }]);

        Assert.Equal([Role.It, Role.Leader, Role.Officer], rule.Everyone);
    }
}
