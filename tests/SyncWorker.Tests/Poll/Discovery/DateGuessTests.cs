using SyncWorker.Poll.Discovery;

namespace SyncWorker.Tests.Poll.Discovery;

public sealed class DateGuessTests
{
    [Theory]
    [InlineData("14/07/1955, 18/01/1950", "dd/MM/yyyy")]
    [InlineData("14/07/1955, 5/9/1962, 1975", "d/M/yyyy; yyyy")]
    [InlineData("1955-07-14, 1973", "iso")]
    [InlineData("1960-12-02T00:00:00Z", "instant")]
    [InlineData("ngày 14 tháng 7 năm 1992, 30 March 1973", "words")]
    [InlineData("20.11.1965, 22252", "dd.MM.yyyy; serial")]
    [InlineData("30/03/2516, 1/2/2520", "d/M/yyyy buddhist")]
    [InlineData("02/12/60", "dd/MM/yy from 1945")]
    [InlineData("07/14/1955, 12/25/1960", "M/d/yyyy")]
    [InlineData("Pháp, Lào", "")]
    public void A_column_is_read_by_the_fewest_formats_that_read_it(string values, string formats) =>
        Assert.Equal(formats, string.Join("; ", DateGuess.Of(values.Split(", "), isWorkbook: false).Formats));

    [Fact]
    public void A_value_that_says_nothing_is_blank_and_no_format_is_looked_for()
    {
        var guess = DateGuess.Of(["14/07/1955", "chưa rõ", "?"], isWorkbook: false);

        Assert.Equal(["chưa rõ", "?"], guess.Blanks);
        Assert.Empty(guess.Unread);
    }

    [Fact]
    public void One_day_written_month_first_among_days_is_a_mistake_and_no_second_order()
    {
        var guess = DateGuess.Of(["14/07/1955", "25/12/1960", "03/25/1961"], isWorkbook: false);

        Assert.Equal(["dd/MM/yyyy"], guess.Formats);
        Assert.Equal(["03/25/1961"], guess.Unread);
    }

    [Theory]
    [InlineData("05/06/1990, 01/02/1991", true)]
    [InlineData("05/06/1990, 25/02/1991", false)]
    public void That_nothing_tells_day_and_month_apart_is_said(string values, bool isOpen) =>
        Assert.Equal(isOpen, DateGuess.Of(values.Split(", "), isWorkbook: false).IsOrderOpen);

    [Fact]
    public void A_cell_of_a_workbook_that_is_a_date_needs_no_format_of_its_own() =>
        Assert.Equal(["dd/MM/yyyy"], DateGuess.Of(["1955-07-14", "20/05/1973"], isWorkbook: true).Formats);
}
