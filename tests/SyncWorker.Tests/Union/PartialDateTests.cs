using System.Text.Json;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("1975-01-15")]
    [InlineData("1973-09")]
    [InlineData("1990")]
    public void A_date_is_written_with_the_precision_it_was_read_with(string text) =>
        Assert.Equal(text, PartialDate.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1990-13")]
    [InlineData("1990-02-30")]
    [InlineData("0000")]
    [InlineData("15/01/1975")]
    public void What_is_not_such_a_date_is_refused(string text) => Assert.False(PartialDate.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("+990")]
    [InlineData("990")]
    [InlineData("19900")]
    [InlineData("1990-1")]
    [InlineData("1990-00")]
    [InlineData("1990/01")]
    [InlineData("1990-1-01")]
    public void A_date_is_padded_and_whole(string? text) => Assert.False(PartialDate.TryParse(text, out _));

    [Theory]
    [InlineData("1962-10-28", DatePrecision.Day, 1962, 10, 28, "28/10/1962")]
    [InlineData("0962-01-05", DatePrecision.Day, 962, 1, 5, "05/01/0962")]
    [InlineData("1962-10", DatePrecision.Month, 1962, 10, 0, "10/1962")]
    [InlineData("0962-01", DatePrecision.Month, 962, 1, 0, "01/0962")]
    [InlineData("1962", DatePrecision.Year, 1962, 0, 0, "1962")]
    [InlineData("0962", DatePrecision.Year, 962, 0, 0, "0962")]
    public void What_is_not_known_is_0_and_left_out(string text, object precision, int year, int month, int day, string dayFirst)
    {
        var date = PartialDate.Parse(text);

        Assert.Equal((precision, year, month, day), (date.Precision, date.Year, date.Month, date.Day));
        Assert.Equal((text, dayFirst), (date.ToString(), date.DayFirst()));
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(date));
        Assert.Equal(date, JsonSerializer.Deserialize<PartialDate>($"\"{text}\""));
    }

    [Theory]
    [InlineData("28/10/1962", "1962-10-28")]
    [InlineData(" 28.10.1962 ", "1962-10-28")]
    [InlineData("10/1962", "1962-10")]
    [InlineData("1/1962", "1962-01")]
    [InlineData(" 1962 ", "1962")]
    [InlineData("1962-10", "1962-10")]
    [InlineData("1962-10-28", "1962-10-28")]
    [InlineData("13/1962", null)]
    [InlineData("10/62", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_person_writes_the_day_first(string? text, string? date)
    {
        Assert.Equal(date is not null, PartialDate.TryParseWritten(text, out var read));
        Assert.Equal(date is null ? default : PartialDate.Parse(date), read);
    }

    [Fact]
    public void Dates_are_in_order_with_what_is_less_known_first()
    {
        string[] inOrder = ["1989-12-31", "1990", "1990-01", "1990-01-01", "1990-01-02", "1990-02", "1990-02-01", "1991"];

        Assert.Equal(inOrder, inOrder.Reverse().Select(PartialDate.Parse).Order().Select(date => date.ToString()));
        Assert.Equal(0, PartialDate.Parse("1990-01").CompareTo(PartialDate.OfMonth(1990, 1)));
    }

    [Fact]
    public void A_date_that_no_calendar_has_is_not_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDate.OfMonth(1990, 13));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDate.OfMonth(1990, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDate.OfYear(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDate.OfYear(10000));
        Assert.Equal(
            "'1990-13' is not a date like 1975-01-15, 1973-09 or 1990.",
            Assert.Throws<FormatException>(() => PartialDate.Parse("1990-13")).Message
        );
        Assert.Contains(
            "Not a date like 1975-01-15",
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PartialDate>("\"1990-13\"")).Message,
            StringComparison.Ordinal
        );
    }
}
