using SyncWorker.Remind;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>Which fields of partners the rules read.</summary>
public sealed class RuleFieldsTests
{
    static AnniversaryOptions Day(string of) => new() { Id = of, Of = of };

    static TermOptions Term(string of, Wording name, Wording? action = null) =>
        new()
        {
            Id = of,
            Of = of,
            Name = name,
            Action = action ?? new(),
        };

    static readonly RemindOptions s_options = new()
    {
        Anniversaries = [Day("founded"), Day("1950-11-17"), Day("nationalDay"), Day("12-20"), Day("historicVisit"), Day("boardReviewed")],
        Terms =
        [
            Term(
                "boardReviewed",
                new() { Vi = "{activeMembers}/{boardSize} ủy viên", En = "{activeMembers} of {boardSize} members since {boardReviewed}" },
                new() { Vi = "gọi {phone}", En = "write to {email}" }
            ),
            Term("termEnd", new() { Vi = "Hết nhiệm kỳ" }),
        ],
    };

    [Fact]
    public void Rules_count_from_date_fields_and_neither_from_fixed_days_nor_from_national_days()
    {
        Assert.Equal(["founded", "historicVisit", "boardReviewed", "termEnd"], RuleFields.Dates(s_options));
    }

    [Fact]
    public void A_day_without_a_year_is_enough_for_a_field_that_no_term_counts_from()
    {
        Assert.Equal(["founded", "historicVisit"], RuleFields.Yearly(s_options));
    }

    [Fact]
    public void Texts_of_terms_show_further_fields_each_named_once()
    {
        Assert.Equal(["activeMembers", "boardSize", "boardReviewed", "phone", "email"], RuleFields.Shown(s_options.Terms[0]));
        Assert.Empty(RuleFields.Shown(s_options.Terms[1]));
        Assert.Equal(
            ["founded", "historicVisit", "boardReviewed", "termEnd", "activeMembers", "boardSize", "boardReviewed", "phone", "email"],
            RuleFields.All(s_options)
        );
    }
}
