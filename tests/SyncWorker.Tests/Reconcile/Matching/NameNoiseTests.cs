using SyncWorker.Reconcile.Matching;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>What lists hang on a name.</summary>
public sealed class NameNoiseTests
{
    [Theory]
    [InlineData("1. Hội A", "Hội A")]
    [InlineData("12) Hội A", "Hội A")]
    [InlineData("3/ Hội A", "Hội A")]
    [InlineData("  123 . Hội A", "Hội A")]
    [InlineData("1.Hội A", "Hội A")]
    [InlineData("XII. Hội A", "Hội A")]
    [InlineData("IV) Ủy ban", "Ủy ban")]
    [InlineData("1234. Hội A", null)] // no line has such a number
    [InlineData("1. 5 tháng 9", null)] // a name begins with a letter
    [InlineData("Hội A 1. B", null)]
    [InlineData("1 Hội A", null)]
    [InlineData("Hội A (2020-2025)", "Hội A ")]
    [InlineData("Hội A (nhiệm kỳ 2020 - 2025)", "Hội A ")]
    [InlineData("Hội A [1999–2004] ", "Hội A ")]
    [InlineData("2. Hội A (2020-2025)", "Hội A ")]
    [InlineData("Hội A (1820-1825)", null)]
    [InlineData("Hội A (2020-2025) B", null)]
    [InlineData("Hội A (trong nhiệm kỳ của 2020-2025)", null)] // more than a word or two
    [InlineData("Hội A (2020)", null)]
    [InlineData("(2020-2025)", null)] // nothing would be left
    [InlineData("Hội A", null)]
    [InlineData("", null)]
    public void Numbers_of_lines_and_years_of_terms_go(string text, string? bare) => Assert.Equal(bare, NameNoise.Remove(text, null));

    [Theory]
    [InlineData("Hội A (LA)", "LA", "Hội A ")]
    [InlineData("Hội A (la) B", "LA", "Hội A  B")]
    [InlineData("Hội A (LA)", null, null)]
    [InlineData("Hội A (LA)", "HU", null)]
    [InlineData("Hội A LA", "LA", null)]
    [InlineData("(LA)", "LA", null)]
    public void The_code_of_the_country_that_the_column_says_goes(string text, string? country, string? bare) =>
        Assert.Equal(bare, NameNoise.Remove(text, country));
}
