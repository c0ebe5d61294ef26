using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>The names of fields, and what is said of another one.</summary>
public sealed class CanonicalFieldTests
{
    static readonly string[] s_known = ["founded", "termEnd", "office-2"];

    [Theory]
    [InlineData("founded")]
    [InlineData("office-2")] // known is known, whatever it looks like
    [InlineData("ownColumn7")] // may be filled by hand alone
    public void A_name_that_is_known_or_near_to_none_has_no_fault(string field) => Assert.Null(CanonicalField.Fault(field, s_known));

    [Theory]
    [InlineData("")]
    [InlineData("2nd")]
    [InlineData("term end")]
    [InlineData("term.end")]
    [InlineData("hạn")]
    public void A_name_is_of_letters_and_digits_and_begins_with_a_letter(string field) =>
        Assert.Equal(
            ($"\"{field}\" is not the name of a field.", "Write letters and digits alone, such as \"founded\"."),
            CanonicalField.Fault(field, s_known)
        );

    [Theory]
    [InlineData("foundet", "founded")]
    [InlineData("TermEnd", "termEnd")]
    public void A_name_near_a_known_one_is_mistyped(string field, string meant) =>
        Assert.Equal(($"No source has a field \"{field}\".", $"Did you mean \"{meant}\"?"), CanonicalField.Fault(field, s_known));

    [Theory]
    [InlineData(CanonicalField.Kind, true)]
    [InlineData(CanonicalField.Country, true)]
    [InlineData(CanonicalField.Founded, true)]
    [InlineData(CanonicalField.Link, true)]
    [InlineData(CanonicalField.Updated, true)]
    [InlineData(CanonicalField.EventKind, false)] // a kind of rows, no field
    [InlineData(CanonicalField.ActivityKind, false)]
    [InlineData(CanonicalField.UnitFiguresKind, false)]
    [InlineData(CanonicalField.DocumentKind, false)]
    [InlineData("Founded", false)]
    public void The_program_knows_its_own_fields(string field, bool isKnown) => Assert.Equal(isKnown, CanonicalField.IsKnown(field));

    [Fact]
    public void Rows_of_these_kinds_are_no_organisations() =>
        Assert.Equal(["country", "event", "activity", "unit_figures", "document"], CanonicalField.NoOrganisations);

    [Fact]
    public void What_can_be_set_by_hand_is_a_known_field_once_and_either_a_date_or_none()
    {
        var noDates = CanonicalField.NoDates.Split('|');
        Assert.False(CanonicalField.IsKnown(CanonicalField.NoDates));

        Assert.All(CanonicalField.Settable, field => Assert.True(CanonicalField.IsKnown(field), field));
        Assert.Equal(CanonicalField.Settable.Count, CanonicalField.Settable.Distinct().Count());
        Assert.All(CanonicalField.Dates, field => Assert.Contains(field, CanonicalField.Settable));
        Assert.Empty(CanonicalField.Dates.Intersect(noDates));
        Assert.Equal(
            CanonicalField.Settable.Except(CanonicalField.Dates).Except([CanonicalField.NationalDay]).Order(StringComparer.Ordinal),
            noDates
                .Except([CanonicalField.CountryText, CanonicalField.OfficialNameVi, CanonicalField.OfficialNameEn, CanonicalField.Updated])
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(["founded", "relations", "termEnd", "agreementEnd", "registrationEnd", "boardReviewed"], CanonicalField.Dates);
    }
}
