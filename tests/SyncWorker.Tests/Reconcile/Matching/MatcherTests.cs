using System.Globalization;
using SyncWorker.Reconcile.Matching;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>To whom a row belongs, one reason at a time.</summary>
public sealed class MatcherTests
{
    /// <summary>A register with each kind of partner; 20 to 22 are for names of another sort.</summary>
    static readonly Subject[] s_register =
    [
        Partner(1, "Hội hữu nghị Việt Nam - Lào|registerId=CA-LA", PartnerKind.CentralAssociation),
        Partner(2, "Hội hữu nghị Lào - Việt Nam|registerId=FP-LA", PartnerKind.ForeignPartner),
        Partner(3, "Hội hữu nghị Việt Nam - Lào tỉnh Bắc Ninh|registerId=PF-LA-24", PartnerKind.ProvincialAssociation),
        Partner(4, "LHHN tỉnh Bắc Ninh|registerId=LU-24", PartnerKind.LocalUnion),
        Partner(5, "LHHN tỉnh Thanh Hóa", PartnerKind.LocalUnion),
        Partner(6, "Hội hữu nghị Việt Nam - Hungary", PartnerKind.CentralAssociation),
        Partner(7, "Hội hữu nghị Việt Nam - Bungari", PartnerKind.CentralAssociation),
        Partner(9, "Hội hữu nghị Việt Nam - Úc", PartnerKind.CentralAssociation),
        Partner(8, "Hội hữu nghị Việt Nam - Australia", PartnerKind.CentralAssociation),
        Partner(10, "Hội hữu nghị Việt Nam - Ý", "ngo"),
        Partner(20, "Quỹ Từ thiện Bảo Minh Khánh Long Phát|taxCode=0101", "ngo"),
        Partner(22, "Viện Ân", "ngo"),
        Partner(21, "Viện An", "ngo"),
    ];

    static Subject Partner(long id, string fields, string kind) => SmallTables.Subject(id, kind, $"nameVi={fields}");

    static Subject Row(string fields, string kind = PartnerKind.Unknown) => SmallTables.Subject(0, kind, $"nameVi={fields}");

    static string Score(double score) => score.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>What is done with it, how sure that is and why; then each candidate.</summary>
    static string Said(MatchResult result) =>
        string.Join(
            "; ",
            result
                .Candidates.Select(candidate => $"{candidate.PartnerId} {Score(candidate.Score)} {candidate.Reason}")
                .Prepend($"{result.Verdict} {result.PartnerId} {Score(result.Score)} {result.Reason}")
        );

    static MatchResult Match(Subject row, MatchLimits? limits = null, IEnumerable<Subject>? register = null, params long[] refused)
    {
        var index = new SubjectIndex(limits ?? new(), SmallTables.Tables.Provinces);
        foreach (var partner in register ?? s_register)
        {
            index.Add(partner);
        }

        return new Matcher(limits ?? new(), index).Match(row, refused.Contains);
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào|registerId=ca la", "Link 1 1 same registerId CALA; 1 1 same registerId CALA")]
    [InlineData("Foreign Affairs Board|registerId=CA-LA|taxCode=7", "Link 1 1 same registerId CALA; 1 1 same registerId CALA")]
    [InlineData(
        "Ban Khuyến học|registerId=CA-LA",
        "Review 1 0.8 same registerId CALA, but everything else is another's; 1 0.8 same registerId CALA"
    )]
    [InlineData("|taxCode=0101", "Link 20 1 same taxCode 0101; 20 1 same taxCode 0101")]
    [InlineData(
        "Hội hữu nghị Việt Nam - Hungary|registerId=CA-LA",
        "Review 6 0.99 same registerId CALA, but everything else is another's; 6 0.99 same name; 1 0.8 same registerId CALA"
    )]
    [InlineData(
        "Hội hữu nghị Việt Nam - Hà Lan|registerId=CA-LA",
        "Review 1 0.8 same registerId CALA, but everything else is another's; 1 0.8 same registerId CALA"
    )]
    [InlineData("Hội hữu nghị Việt Nam - Lào|registerId=CA-XX", "Link 1 0.99 same name; 1 0.99 same name")]
    [InlineData("|taxCode=9", "NoMatch  0 it has no name")]
    public void An_exact_key_links_unless_all_else_is_anothers(string row, string said) => Assert.Equal(said, Said(Match(Row(row))));

    [Fact]
    public void A_key_that_a_person_refused_is_none()
    {
        Assert.Equal("NoMatch  0 it has no name", Said(Match(Row("|taxCode=0101"), refused: 20)));
        Assert.Equal(MatchVerdict.NoMatch, Match(Row("Hội hữu nghị Việt Nam - Lào|registerId=CA-LA"), refused: 1).Verdict);
    }

    [Fact]
    public void Keys_alone_are_enough_for_a_key()
    {
        var index = new SubjectIndex(new(), SmallTables.Tables.Provinces);
        index.AddKeys(30, ["taxCode=5"]);

        Assert.Equal(
            "Link 30 1 same taxCode 5; 30 1 same taxCode 5",
            Said(new Matcher(new(), index).Match(Row("Quỹ|taxCode=5"), _ => false))
        );
    }

    [Theory]
    [InlineData("Quỹ từ thiện bảo minh khánh long phát", "Link 20 0.99 same name; 20 0.99 same name")]
    [InlineData("Viện Ân", "Review 21 0.89 no partner stands out; 21 0.89 same letters, but other marks; 22 0.89 same name")]
    [InlineData(
        "Quỹ Tử thiện Bảo Minh Khánh Long Phát",
        "Review 20 0.89 same letters, but other marks; 20 0.89 same letters, but other marks"
    )]
    [InlineData("Hội hữu nghị Việt Nam - Ý", "Review 10 0.89 same name, but another kind; 10 0.89 same name, but another kind")]
    [InlineData("Hội hữu nghị Việt Nam - Úc|country=LA", "Review 9 0.89 the name says AU, the country column LA; 9 0.89 same name")]
    public void The_same_name_links_when_it_is_one_partners_and_nothing_speaks_against_it(string row, string said) =>
        Assert.Equal(said, Said(Match(Row(row))));

    [Fact]
    public void Of_partners_with_the_same_name_the_one_that_fits_is_linked()
    {
        var here = Partner(1, "Quỹ Hoa Sen|country=LA", "ngo");
        var there = Partner(2, "Quỹ Hoa Sen|country=HU", "ngo");
        var before = Partner(3, "Quỹ Hoa Sen|country=HU", "ngo") with { IsSucceeded = true };

        string SaidOf(string row, params Subject[] register) => Said(Match(Row(row), register: register));

        Assert.Equal("Link 2 0.99 same name; 2 0.99 same name", SaidOf("Quỹ Hoa Sen|country=HU", here, there, before));
        Assert.Equal(
            "Review 1 0.89 same name, but another country; 1 0.89 same name, but another country",
            SaidOf("Quỹ Hoa Sen|country=HU", here)
        );
        Assert.Equal("Review 1 0.89 no partner stands out; 1 0.89 same name; 2 0.89 same name", SaidOf("Quỹ Hoa Sen", there, here));
        Assert.Equal(
            "Review 1 0.89 no partner stands out; 1 0.89 same name, but another country; 2 0.89 same name, but another country",
            SaidOf("Quỹ Hoa Sen|country=AT", here, there)
        );
    }

    [Fact]
    public void Of_partners_that_are_as_near_the_one_that_still_stands_comes_first()
    {
        var before = Partner(1, "Quỹ Hoa Sen Trắng Miền Trung", "ngo") with { IsSucceeded = true };
        var today = Partner(2, "Quỹ Hoa Sen Trắng Miền Trung", "ngo");

        Assert.Equal(
            [2, 1],
            Match(Row("Quỹ Hoa Sen Trắng Miền Trungg"), register: [before, today]).Candidates.Select(near => near.PartnerId)
        );
    }

    [Fact]
    public void A_name_that_is_read_and_that_several_partners_have_is_a_question_of_them()
    {
        Subject[] register =
        [
            Partner(2, "Hội hữu nghị Việt Nam - Hà Lan", PartnerKind.CentralAssociation),
            Partner(1, "HOI HUU NGHI VIET NAM - HA LAN", PartnerKind.CentralAssociation),
        ];

        Assert.Equal(
            "Review 1 0.89 several partners have this name; 1 0.89 same name; 2 0.89 same name",
            Said(Match(Row("Hội hữu nghị Việt Nam - Hà Lan"), register: register))
        );
    }

    [Theory]
    [InlineData("Hội Việt - Lào", "Link 1 0.97 the same central association LA")]
    [InlineData("Hội Lào - Việt", "Link 2 0.97 the same foreign partner LA")]
    [InlineData("HHN Việt - Lào tỉnh Bắc Ninh", "Link 3 0.97 the same provincial association LA Bắc Ninh")]
    [InlineData("Liên hiệp các tổ chức hữu nghị tỉnh Bắc Ninh", "Link 4 0.97 the same local union Bắc Ninh")]
    [InlineData("LHHN tỉnh Bắc Giang", "Link 4 0.96 Bắc Giang has been part of Bắc Ninh since 01/07/2025")]
    [InlineData("Hội Việt - Hunagry", "Link 6 0.9257 the same central association HU, a slip of spelling")]
    [InlineData("HHN Vietnma - Hunagry", "Link 6 0.9157 the same central association HU, 2 slips of spelling")]
    public void A_name_that_is_read_to_its_end_links_by_what_it_says(string row, string said)
    {
        var result = Match(Row(row));

        Assert.Equal(said, $"{result.Verdict} {result.PartnerId} {Score(result.Score)} {result.Reason}");
        Assert.Equal([new(result.PartnerId!.Value, result.Score, result.Reason)], result.Candidates);
    }

    [Theory]
    [InlineData("Hội Việt - Hà Lan", "no partner is the same central association NL")]
    [InlineData("LHHN Hà Nội", "no partner is the same local union Hà Nội")]
    [InlineData("Xưởng gạch", "no partner resembles it")]
    [InlineData("Quỹ gạch", "the nearest partner scores 0.25 only")]
    public void What_is_no_partners_matches_none(string row, string reason) =>
        Assert.Equal($"NoMatch  0 {reason}", Said(Match(Row(row), register: s_register.Where(partner => partner.Id is not 4 and not 5))));

    [Theory]
    [InlineData(
        "LHHN thành phố Thanh Hóa",
        "Review 5 0.8 a body of a city or district: one of its own, or the province's?; 5 0.8 the same local union Thanh Hóa"
    )]
    [InlineData(
        "Hội Việt - Hungury",
        "Review 6 0.8 the country or province may be another, unknown one; 6 0.8 the same central association HU, a slip of spelling"
    )]
    [InlineData(
        "Hội Việt - Bungary",
        "Review 7 0.8 another country or province is as near to what is written; 7 0.8 the same central association BG, a slip of spelling"
    )]
    [InlineData("Hội Việt - Lào - Hungary", "Review 1 0.8 the name says two countries, LA and HU; 1 0.8 the same central association LA")]
    [InlineData(
        "Hội Việt - Lào X",
        "Review 1 0.8 reads like the same central association LA, but \"x\" is not understood; 1 0.8 the same central association LA"
    )]
    [InlineData("Hội Việt - Lào|country=HU", "Review 1 0.8 the name says LA, the country column HU; 1 0.8 the same central association LA")]
    [InlineData(
        "Hội Việt - Lào|province=24",
        "Review 1 0.8 the province stands in a column only: the centre's association or the province's?; 1 0.8 the same central association LA; 3 0.75 the association of a province"
    )]
    [InlineData(
        "Hội hữu nghị Việt Nam - Lào|province=24",
        "Review 1 0.8 the province stands in a column only: the centre's association or the province's?; 1 0.8 the same central association LA; 3 0.75 the association of a province"
    )]
    [InlineData(
        "Trung ương Hội Việt - Lào, Bắc Ninh",
        "Review 3 0.8 the centre with its seat or office, or the province's own body?; 3 0.8 the same provincial association LA Bắc Ninh; 1 0.75 the same central association LA?; 2 0.75 the same foreign partner LA?"
    )]
    [InlineData(
        "Trung ương Hội Việt - Lào, Hà Nội",
        "Review 1 0.75 the centre with its seat or office, or the province's own body?; 1 0.75 the same central association LA?; 2 0.75 the same foreign partner LA?"
    )]
    [InlineData(
        "HHN Việt - Úc",
        "Review 8 0.85 2 partners are the same central association AU; 8 0.85 the same central association AU; 9 0.85 the same central association AU"
    )]
    [InlineData(
        "Hội Việt Nam tại Lào",
        "Review 1 0.8 \"in\" a country: theirs, ours, or that of the people who live there?; 1 0.8 the same central association LA; 2 0.75 the same foreign partner LA?"
    )]
    public void A_name_that_leaves_something_open_is_a_question(string row, string said) => Assert.Equal(said, Said(Match(Row(row))));

    [Fact]
    public void A_body_of_a_city_is_the_provinces_where_the_union_has_none_of_its_own()
    {
        var none = new MatchLimits { CityBodies = CityBodies.None };

        Assert.Equal(
            "Link 5 0.97 the same local union Thanh Hóa; 5 0.97 the same local union Thanh Hóa",
            Said(Match(Row("LHHN thành phố Thanh Hóa"), none))
        );
    }

    [Fact]
    public void A_doubt_of_words_is_none_where_the_partners_name_has_the_same_words()
    {
        Subject[] register = [Partner(1, "Trung ương Hội Việt - Lào, Hà Nội", "ngo"), Partner(2, "Hội Việt Nam tại Lào", "ngo")];

        Assert.Equal(MatchVerdict.Link, Match(Row("Trung ương Hội Việt - Lào, Hà Nội", "ngo"), register: register).Verdict);
        Assert.Equal(
            "Review 2 0.89 \"in\" a country: theirs, ours, or that of the people who live there?; 2 0.89 same name",
            Said(Match(Row("Hội Việt Nam tại Lào", "ngo"), register: register))
        );
    }

    [Theory]
    [InlineData(0.93, 0.7, MatchVerdict.Review)]
    [InlineData(0.99, 0.98, MatchVerdict.NoMatch)]
    [InlineData(0.92, 0.7, MatchVerdict.Link)]
    public void Config_says_from_which_score_on_a_row_is_linked_or_asked_for(double link, double review, object verdict)
    {
        var result = Match(Row("Hội Việt - Hunagry"), new() { Link = link, Review = review });

        Assert.Equal((MatchVerdict)verdict, result.Verdict);
        Assert.Equal(
            result.Verdict == MatchVerdict.NoMatch
                ? "the nearest partner scores 0.93 only"
                : "the same central association HU, a slip of spelling",
            result.Reason
        );
    }

    [Fact]
    public void A_score_that_is_just_reached_counts()
    {
        Assert.Equal(MatchVerdict.Link, Match(Row("Hội Việt - Lào"), new() { Link = 0.97 }).Verdict);
        Assert.Equal(MatchVerdict.Review, Match(Row("Hội Việt - Lào"), new() { Link = 0.98, Review = 0.97 }).Verdict);
    }

    [Theory]
    [InlineData("Quỹ Từ thiện Bảo Minh Khnáh Long Phát", 0.5, MatchVerdict.Link)] // swapped
    [InlineData("Quỹ Từ thiện Bảo Minh Khánk Long Phát", 0.5, MatchVerdict.Review)] // wrong
    [InlineData("Quỹ Từ thiện Bảo Minh Khánh Long", 0.5, MatchVerdict.Review)] // a word less
    [InlineData("Quỹ Từ thiện Bảo Minh Khnáh Long Phát", 0.99, MatchVerdict.Review)]
    public void A_slip_in_a_name_of_another_sort_is_linked_when_it_scores_enough(string row, double link, object verdict)
    {
        var result = Match(Row(row), new() { Link = link, Review = 0.4 });

        Assert.Equal(((MatchVerdict)verdict, 20), (result.Verdict, result.PartnerId));
        Assert.StartsWith("names alike by words and letters, 0.", result.Reason, StringComparison.Ordinal);
        Assert.Equal(20, result.Candidates[0].PartnerId);
    }

    [Fact]
    public void Where_no_partner_stands_out_a_person_chooses_among_five()
    {
        var register = Enumerable.Range(1, 7).Select(id => Partner(8 - id, "Công ty Khánh Long Phú Quý", "ngo")).ToList();
        var limits = new MatchLimits { Link = 0.5, Review = 0.5 };

        var result = Match(Row("Công ty Khnáh Long Phú Quý"), limits, register, 3);

        Assert.Equal((MatchVerdict.Review, "no partner stands out"), (result.Verdict, result.Reason));
        Assert.Equal([1, 2, 4, 5, 6], result.Candidates.Select(candidate => candidate.PartnerId));
        Assert.Equal(MatchVerdict.Link, Match(Row("Công ty Khnáh Long Phú Quý"), limits, register.Take(1)).Verdict);
    }

    [Fact]
    public void Partners_that_cannot_be_it_or_score_too_little_are_no_candidates()
    {
        Subject[] register =
        [
            Partner(1, "Công ty Khánh Long Phú Quý|country=LA", "ngo"),
            Partner(2, "Công ty Khánh Long Phú Quý|country=HU", "ngo"),
            Partner(3, "Công ty Hoa Mai", "ngo"),
        ];
        var limits = new MatchLimits { Link = 0.5, Review = 0.5 };

        var result = Match(Row("Công ty Khnáh Long Phú Quý|country=HU"), limits, register);
        Assert.Equal((MatchVerdict.Link, 2), (result.Verdict, result.PartnerId));
        Assert.Equal([2, 3], result.Candidates.Select(candidate => candidate.PartnerId));

        var asked = Match(Row("Công ty Khnáh Long Phú Quý Xyz|country=HU"), limits, register);
        Assert.Equal((MatchVerdict.Review, 2), (asked.Verdict, asked.PartnerId));
        Assert.Equal([2], asked.Candidates.Select(candidate => candidate.PartnerId));
    }

    [Theory]
    [InlineData("Hội Việt - Lào quỹ", 0.5, "Review 1 0.7977 reads like the same central association LA, but \"quỹ\" is not understood")]
    [InlineData("Hội Việt - Lào quỹ", 0.8, "NoMatch  0 the nearest partner scores 0.80 only")]
    public void A_name_of_our_sort_that_is_read_by_half_is_a_question(string row, double review, string said)
    {
        var result = Match(Row(row), new() { Link = 0.6, Review = review }, s_register.Take(2));

        Assert.Equal(said, $"{result.Verdict} {result.PartnerId} {Score(result.Score)} {result.Reason}");
    }

    [Fact]
    public void A_name_read_by_half_that_is_also_a_partners_is_a_question_of_that()
    {
        Subject[] register = [Partner(1, "Hội Việt - Lào quỹ", "ngo"), .. s_register.Skip(1)];

        Assert.Equal(
            "Review 1 0.89 same name, but another kind; 1 0.89 same name, but another kind",
            Said(Match(Row("Hội Việt - Lào quỹ"), register: [register[0]]))
        );
    }

    [Fact]
    public void A_match_of_none_has_no_candidate_and_limits_have_defaults()
    {
        var none = MatchResult.None("why");
        var limits = new MatchLimits();

        Assert.Equal((MatchVerdict.NoMatch, 0, "why", null), (none.Verdict, none.Score, none.Reason, none.PartnerId));
        Assert.Empty(none.Candidates);
        Assert.Equal(
            (0.9, 0.7, CityBodies.Ask, 0.6, 0.4),
            (limits.Link, limits.Review, limits.CityBodies, limits.WordWeight, limits.LetterWeight)
        );
    }
}
