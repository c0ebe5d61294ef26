using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary>What runs out once, by the rules as shipped: congress, review of a governing body, agreement, registration.</summary>
public sealed class TermTests
{
    static readonly IReadOnlyList<TermOptions> s_shipped = ConfigFolder.Load(SourceTree.Config).Config!.Remind.Terms;

    static RemindFacts With(IReadOnlyList<TermOptions> terms, string known, params (string Field, string Value)[] fields) =>
        new(
            [World.Association(1, "FR", known: known) with { Fields = fields.ToDictionary(field => field.Field, field => field.Value) }],
            [World.Country("FR")],
            []
        )
        {
            Options = new() { Terms = terms },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-05"),
            LongBreak = World.NoLongBreaks,
        };

    static RemindFacts Shipped(params (string Field, string Value)[] fields) => With(s_shipped, "2020-01-01", fields);

    static IEnumerable<string> Days(RemindFacts facts, string from, string to, Ledger? ledger = null) =>
        World
            .Run(facts, from, to, ledger)
            .Where(at => at.Reminder.IsMailed)
            .Select(at => $"{at.Day:yyyy-MM-dd} {at.Reminder.Recipient} {at.Reminder.Step}");

    [Fact]
    public void A_governing_body_that_was_not_reviewed_for_a_year_is_named_with_its_size_and_chased()
    {
        var facts = Shipped(("boardReviewed", "2025-11-20"), ("boardSize", "31"), ("activeMembers", "12"));

        // A year after 20/11/2025 is Friday 20/11/2026. 1 month before: Tue 20/10; 5 working days: Fri 13/11. +7 days: Fri 27/11;
        // +30: Sun 20/12, so Mon 21/12.
        Assert.Equal(
            [
                "2026-10-20 staff:eu-1 1 month",
                "2026-11-13 staff:eu-1 5 working days",
                "2026-11-27 staff:eu-1 +7 days",
                "2026-12-21 staff:eu-1 +30 days",
                "2026-12-21 staff:eu-head +30 days",
            ],
            Days(facts, "2026-10-01", "2027-06-30").Order()
        );
        Assert.Equal(
            "Rà soát ban chấp hành (12/31 ủy viên tham gia, theo rà soát ngày 20/11/2025): Hội 1",
            World.Run(facts, "2026-10-20", "2026-10-20")[0].Reminder.Facts.SubjectVi
        );
    }

    [Fact]
    public void A_review_closes_it_and_opens_the_next_year()
    {
        var ledger = new Ledger([]);
        Assert.NotEmpty(Days(Shipped(("boardReviewed", "2025-11-20")), "2026-10-01", "2026-11-30", ledger));

        // Reviewed on Tuesday 01/12/2026: due Wednesday 01/12/2027; 1 month before: Mon 01/11; 5 working days: Tue 23/11 (24/11 is
        // off: 30, 29, 26, 25, 23).
        Assert.Equal(
            ["2027-11-01 staff:eu-1 1 month", "2027-11-23 staff:eu-1 5 working days"],
            Days(Shipped(("boardReviewed", "2026-12-01")), "2026-12-02", "2027-11-30", ledger)
        );
    }

    [Fact]
    public void What_the_register_does_not_know_is_said_so()
    {
        Assert.StartsWith(
            "Rà soát ban chấp hành (chưa rõ/31 ủy viên",
            World
                .Run(Shipped(("boardReviewed", "2025-11-20"), ("boardSize", "31")), "2026-10-20", "2026-10-20")[0]
                .Reminder.Facts.SubjectVi,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_body_that_was_never_reviewed_counts_from_the_day_it_was_known_if_config_says_so()
    {
        TermOptions rule = new()
        {
            Id = "review",
            Of = "boardReviewed",
            After = new(12, LeadUnit.Months),
            CountFromKnown = true,
            Name = new() { Vi = "Rà soát" },
            Lead = [new(1, LeadUnit.Months)],
            Overdue = [],
        };

        // Known since Monday 05/01/2026: Tuesday 05/01/2027, a month before it Saturday 05/12, so Friday 04/12.
        Assert.Equal(["2026-12-04 staff:eu-1 1 month"], Days(With([rule], "2026-01-05"), "2026-01-05", "2027-03-31"));
        Assert.Empty(Days(Shipped(), "2026-01-05", "2027-03-31"));
    }

    [Theory]
    [InlineData("agreementEnd", "Hết hạn thỏa thuận hợp tác: Hội 1")]
    [InlineData("registrationEnd", "Hết hạn đăng ký hoạt động: Hội 1")]
    public void An_agreement_or_a_registration_that_ends_is_reminded_of_six_three_and_one_months_ahead_and_chased(
        string field,
        string words
    )
    {
        var facts = Shipped((field, "2026-12-31"));

        // Thursday 31/12/2026 less 6 months: Tue 30/06; 3: Wed 30/09; 1: Mon 30/11. +7 days: Thu 07/01/2027; +30: Sat 30/01, so Mon 01/02.
        Assert.Equal(
            [
                "2026-06-30 staff:eu-1 6 months",
                "2026-09-30 staff:eu-1 3 months",
                "2026-11-30 staff:eu-1 1 month",
                "2027-01-07 staff:eu-1 +7 days",
                "2027-02-01 staff:eu-1 +30 days",
                "2027-02-01 staff:eu-head +30 days",
            ],
            Days(facts, "2026-06-01", "2027-12-31").Order()
        );
        Assert.Equal(words, World.Run(facts, "2026-06-30", "2026-06-30")[0].Reminder.Facts.SubjectVi);
    }

    [Fact]
    public void A_congress_is_due_with_twelve_nine_six_and_three_months()
    {
        // The term ends on Thursday 05/08/2027: 12 months before is Wed 05/08/2026; 9: Thu 05/11; 6: Fri 05/02/2027, off for
        // Tết (mùng một on 06/02), so Thu 04/02; 3: Wed 05/05.
        Assert.Equal(
            [
                "2026-08-05 staff:eu-1 12 months",
                "2026-11-05 staff:eu-1 9 months",
                "2027-02-04 staff:eu-1 6 months",
                "2027-05-05 staff:eu-1 3 months",
            ],
            Days(Shipped(("termEnd", "2027-08-05")), "2026-08-03", "2027-08-05")
        );
    }

    [Fact]
    public void A_renewed_term_is_silent_until_its_own_leads_come()
    {
        var ledger = new Ledger([]);
        Assert.NotEmpty(Days(Shipped(("agreementEnd", "2026-12-31")), "2026-06-01", "2027-01-29", ledger));

        Assert.Empty(Days(Shipped(("agreementEnd", "2029-12-31")), "2027-02-01", "2029-06-28", ledger));
    }
}
