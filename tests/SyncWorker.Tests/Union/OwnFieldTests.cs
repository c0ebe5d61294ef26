using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>What a field of the union's own takes, and how its dates are shown.</summary>
public sealed class OwnFieldTests
{
    [Theory]
    [InlineData(OwnFieldType.Text, "anything at all", true)]
    [InlineData(OwnFieldType.Number, "1234.5", true)]
    [InlineData(OwnFieldType.Number, "1,234", true)]
    [InlineData(OwnFieldType.Number, "-3", true)]
    [InlineData(OwnFieldType.Number, "twelve", false)]
    [InlineData(OwnFieldType.Number, "1e3", false)]
    [InlineData(OwnFieldType.Date, "1955-10-30", true)]
    [InlineData(OwnFieldType.Date, "1955-10", true)]
    [InlineData(OwnFieldType.Date, "1955", true)]
    [InlineData(OwnFieldType.Date, "12-20", true)]
    [InlineData(OwnFieldType.Date, "02-29", true)] // a day of some years
    [InlineData(OwnFieldType.Date, "02-30", false)]
    [InlineData(OwnFieldType.Date, "13-01", false)]
    [InlineData(OwnFieldType.Date, "1-2-3", false)]
    [InlineData(OwnFieldType.Date, "30/10/1955", false)]
    [InlineData(OwnFieldType.Date, "", false)]
    public void A_value_is_one_of_the_type(object type, string value, bool isTaken) =>
        Assert.Equal(isTaken, new OwnField { Vi = "x", Type = (OwnFieldType)type }.Takes(value));

    [Theory]
    [InlineData("1955-10-30", "30/10/1955", false)]
    [InlineData("1955-10", "10/1955", false)]
    [InlineData("1955", "1955", false)]
    [InlineData("12-20", "20/12", true)]
    [InlineData("13-01", "13-01", false)]
    [InlineData("12-2", "12-2", false)]
    [InlineData("in spring", "in spring", false)]
    public void A_date_is_shown_day_first_and_another_text_as_it_is(string value, string shown, bool isDayOfYear)
    {
        Assert.Equal(shown, OwnField.DayFirst(value));
        Assert.Equal(isDayOfYear, OwnField.IsDayOfYear(value));
    }

    [Fact]
    public void A_field_holds_text_unless_it_says_else() => Assert.Equal(OwnFieldType.Text, new OwnField { Vi = "x" }.Type);
}
