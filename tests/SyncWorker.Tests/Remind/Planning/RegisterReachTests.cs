using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What is said of rules that meet nobody and of units that nobody reaches.</summary>
public sealed class RegisterReachTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static RemindFacts Union(
        RemindOptions options,
        IReadOnlyList<PartnerFacts>? partners = null,
        IReadOnlyList<CountryFacts>? countries = null,
        IReadOnlyList<Position>? staff = null
    ) =>
        World.Of(
            partners ?? [World.Association(1, "FR")],
            countries ?? [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
            staff: staff ?? [Made.Position("eu-1", Made.Europe, Role.Officer)]
        ) with
        {
            Options = options,
        };

    static IReadOnlyList<string> Find(RemindFacts facts, params string[] mapped) =>
        RegisterReach.Find(facts, s_today, mapped is [] ? null : mapped);

    static AnniversaryOptions Day(
        string of,
        PartnerFilter? who = null,
        SubjectKind subject = SubjectKind.Partner,
        Role to = Role.Officer
    ) =>
        new()
        {
            Id = "day",
            Of = of,
            Who = who ?? new(),
            Subject = subject,
            To = [to],
        };

    static TermOptions Term(PartnerFilter? who = null, Role to = Role.Leader) =>
        new()
        {
            Id = "term",
            Of = "termEnd",
            Name = new() { Vi = "Hết nhiệm kỳ" },
            Who = who ?? new(),
            To = [to],
            Overdue = [],
        };

    static ReportOptions Report(PartnerFilter? who = null, params Role[] to) =>
        new()
        {
            Id = "report",
            Code = "RPT",
            Name = new(),
            Due = new() { Day = new(7, 8) },
            Who = who ?? new(),
            To = [.. to.Select(role => (Addressee)role)],
            Overdue = [],
        };

    static readonly PartnerFilter s_none = new() { Kinds = ["local_union"] };

    [Fact]
    public void An_empty_register_is_all_there_is_to_say() =>
        Assert.Equal(
            ["The register is empty: nothing was reconciled yet."],
            Find(Union(new() { Reports = [Report(s_none)] }, partners: []))
        );

    [Fact]
    public void Rules_that_meet_somebody_are_not_named() =>
        Assert.Empty(
            Find(
                Union(
                    new()
                    {
                        Anniversaries = [Day("founded")],
                        Reports = [Report(null, Role.Officer, Role.AssociationOffice)],
                        Terms = [Term()],
                    },
                    [
                        World.Association(1, "FR") with
                        {
                            Fields = new Dictionary<string, string>
                            {
                                ["founded"] = "1962-07-20",
                                ["termEnd"] = "2027-01-01",
                                ["email"] = "hoi@example.org",
                            },
                        },
                    ]
                )
            )
        );

    [Theory]
    [InlineData("relations", "2 countries")]
    [InlineData("nationalDay", "2 countries")]
    public void A_rule_of_countries_without_a_day_says_how_many_it_looked_at(string of, string looked) =>
        Assert.Equal(
            [$"The rule day meets nobody in the register: none of {looked} has a day in \"{of}\"."],
            Find(Union(new() { Anniversaries = [Day(of)] }))
        );

    [Fact]
    public void A_rule_of_a_countrys_own_field_counts_the_countries_that_it_is_about() =>
        Assert.Equal(
            ["The rule day meets nobody in the register: none of 1 country has a day in \"visit\"."],
            Find(Union(new() { Anniversaries = [Day("visit", new() { Countries = ["FR"] }, SubjectKind.Country)] }))
        );

    [Fact]
    public void A_rule_of_partners_meets_none_of_the_kind_or_none_with_the_day()
    {
        const string Nobody = "meets nobody in the register: no partner is what its who says.";
        const string Map = "Map it in poll.json, note it with `partner pin`, or take the rule out.";

        Assert.Equal(
            [$"The rule day {Nobody}", $"The rule report {Nobody}", $"The rule term {Nobody}"],
            Find(
                Union(
                    new()
                    {
                        Anniversaries = [Day("founded", s_none)],
                        Reports = [Report(s_none)],
                        Terms = [Term(s_none)],
                    }
                )
            )
        );
        Assert.Equal(
            [
                $"The rule day meets nobody in the register: none of 1 partner has a day in \"founded\". {Map}",
                $"The rule term meets nobody in the register: none of 1 partner has a day in \"termEnd\". {Map}",
            ],
            Find(Union(new() { Anniversaries = [Day("founded")], Terms = [Term()] }))
        );
    }

    [Fact]
    public void Who_is_no_more_is_met_by_no_rule() =>
        Assert.Equal(
            ["The rule report meets nobody in the register: no partner is what its who says."],
            Find(Union(new() { Reports = [Report()] }, [World.Association(1, "FR") with { IsActive = false }]))
        );

    [Fact]
    public void A_field_that_no_source_fills_waits_for_people()
    {
        var facts = Union(new() { Anniversaries = [Day("founded")], Terms = [Term()] });

        Assert.Equal(2, Find(facts).Count);
        Assert.StartsWith("The rule day", Assert.Single(Find(facts, "founded")), StringComparison.Ordinal);
        Assert.StartsWith("The rule term", Assert.Single(Find(facts, "termEnd")), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_the_register_does_not_have_are_named_too() =>
        Assert.Contains(
            "The rule report names XXXXXX, which is no number of the register.",
            Find(Union(new() { Reports = [Report(new() { Except = ["XXXXXX"] })] }))
        );

    [Fact]
    public void A_basis_that_names_no_document_is_told()
    {
        var report = new ReportOptions
        {
            Id = "report",
            Code = "RPT",
            Name = new(),
            Due = new() { Day = new(7, 8) },
            To = [Role.Leader],
            Overdue = [],
            Periods = new Dictionary<string, PeriodDue>
            {
                ["2026-H1"] = new() { Due = s_today, Basis = "123/LHHN-VP" },
                ["2026-H2"] = new() { Due = s_today, Basis = "Công văn của Văn phòng" },
                ["2027-H1"] = new() { Due = s_today },
            },
        };

        Assert.Equal(
            [
                "The basis of report, 2026-H1: no source tells of a document with the number \"123/LHHN-VP\". See: document list",
                "The basis of the assignment KL-01: no source tells of a document with the number \"45/TB\". See: document list",
            ],
            Find(
                Union(new() { Reports = [report] }) with
                {
                    Assignments =
                    [
                        new("KL-01", AssignmentKind.Conclusion, "eu-1", s_today) { TaskVi = "", Basis = "45/TB" },
                        new("KL-02", AssignmentKind.Conclusion, "eu-1", s_today) { TaskVi = "" },
                    ],
                }
            )
        );
    }

    [Fact]
    public void Units_that_are_asked_and_have_no_mailbox_are_counted_and_five_are_named()
    {
        List<PartnerFacts> partners =
        [
            World.Association(9, "FR"),
            .. Enumerable.Range(1, 5).Select(id => World.Association(id, "FR", email: null)),
            World.Association(6, "FR", email: "no address") with
            {
                RegisterId = null,
            },
        ];
        // Twice about the same units: each is counted once.
        RemindOptions options = new() { Reports = [Report(null, Role.AssociationOffice)], Terms = [Term(to: Role.AssociationOffice)] };

        Assert.Contains(
            "6 of 7 associations have no mailbox, so that association.office reaches nobody there: CA-1, CA-2, CA-3, CA-4, CA-5 and 1 more.",
            Find(Union(options, partners), "x")
        );
        Assert.Contains(
            "6 of 7 associations have no mailbox, so that association.office reaches nobody there: Hội 6, CA-5, CA-4, CA-3, CA-2 and 1 more.",
            Find(Union(options, [.. Enumerable.Reverse(partners)]), "x")
        );
        Assert.Contains(
            "5 of 6 associations have no mailbox, so that association.office reaches nobody there: CA-1, CA-2, CA-3, CA-4, CA-5.",
            Find(Union(options, partners[..6]), "x")
        );
        Assert.Empty(Find(Union(new() { Reports = [Report(null, Role.Leader)], Terms = [Term()] }, partners), "x"));
    }

    [Fact]
    public void Countries_and_partners_that_nobody_follows_are_counted_once_each()
    {
        var facts = Union(
            new()
            {
                Anniversaries = [Day("relations"), Day("11-17")],
                Reports = [Report(null, Role.Officer)],
                Terms = [Term(to: Role.Officer)],
            },
            [World.Association(1, "LA"), World.Association(2, "FR")],
            [World.Country("FR", relations: "1973-04-12"), World.Country("LA", "Ban Châu Á", "1962-09-05")],
            [Made.Position("eu-1", Made.Europe, Role.Officer, leave: [Made.Away()])] // away, and it is theirs all the same
        );

        Assert.Equal(["2 of 4 countries and partners have no officer in staff.json: LA, CA-1 (Hội 1)."], Find(facts, "relations", "11-17"));
    }

    [Fact]
    public void A_day_that_goes_to_no_officer_needs_none()
    {
        var facts = Union(
            new() { Anniversaries = [Day("relations", to: Role.OfficeChief)] },
            countries: [World.Country("FR", relations: "1973-04-12")],
            staff: []
        );

        Assert.Empty(Find(facts));
    }
}
