using SyncWorker.Union;

namespace SyncWorker.Tests;

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
}
