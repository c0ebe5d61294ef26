using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>The letters of a name in a row, with the ends of its words.</summary>
public sealed class WrittenLettersTests
{
    static readonly WrittenLetters s_written = new(NormalizedName.From("Nam-Phi ở 1 Hà-Nội"));

    [Fact]
    public void Words_end_at_boundaries()
    {
        Assert.Equal("namphio1hanoi", s_written.Letters);
        Assert.Equal([0, 3, 6, 7, 8, 10, 13], Enumerable.Range(0, 14).Where(at => s_written.Boundary[at]));
        Assert.Equal(14, s_written.Boundary.Length);
        Assert.Equal(["nam", "phi", "ở", "1", "hà", "nội"], s_written.Name.Marked);
    }

    [Theory]
    [InlineData(0, 13, "namphi o 1 hanoi")] // a hyphen joins
    [InlineData(0, 6, "namphi")]
    [InlineData(1, 2, "am")] // a piece may begin and end within words
    [InlineData(3, 4, "phi o")]
    [InlineData(4, 7, "hi o 1 han")]
    public void A_piece_has_words(int from, int size, string words) => Assert.Equal(words.Split(' '), s_written.Words(from, size));

    [Theory]
    [InlineData(0, 13, "a2 h2 i2 m1 n2 o2 p1 {1")]
    [InlineData(0, 3, "a1 m1 n1")]
    [InlineData(6, 3, "h1 o1 {1")] // what is no letter from a to z has the last place
    [InlineData(9, 0, "")]
    public void A_piece_has_each_letter_so_often(int from, int size, string expected)
    {
        var counts = new byte[27];
        s_written.Count(from, size, counts);

        Assert.Equal(
            expected,
            string.Join(' ', counts.Select((count, at) => count > 0 ? $"{(char)('a' + at)}{count}" : null).Where(text => text is not null))
        );
    }
}
