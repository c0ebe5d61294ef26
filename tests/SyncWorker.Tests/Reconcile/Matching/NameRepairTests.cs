using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>The cheapest way to lay phrases over the letters of a name.</summary>
public sealed class NameRepairTests
{
    static string Laid(string name, string? country, params string[] provinces)
    {
        var hint = new ReadingHint(country, [.. provinces.Select(SmallTables.Province)]);
        var parts = NameRepair.Read(SmallTables.Lexicon, NormalizedName.From(name), hint, out var unexplained);
        var words = parts.Select(part =>
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{part.Phrase.Compact}@{part.At}+{part.Length}{(part.Repairs > 0 ? $" {part.Repairs} {part.Share:0.####}" : "")}{(part.IsAmbiguous ? " rival" : "")}{(part.IsGuess ? " guess" : "")}"
            )
        );
        return $"{string.Join(", ", words)} ({unexplained})";
    }

    [Theory]
    [InlineData("Hội hữu nghị Lào", "hoihuunghi@0+10, lao@10+3 (0)")] // and not hoi, huunghi
    [InlineData("Hộihữu nghịLaos", "hoihuunghi@0+10 1 0, laos@10+4 1 0 (0)")] // ends moved off a word boundary
    [InlineData("Hộihữu nghịLào", "hoihuunghi@0+10 1 0 (3)")] // three letters in a row may be any word's
    [InlineData("Lào xq Hungary", "lao@0+3, hungary@5+7 (2)")]
    [InlineData("xqz", " (3)")]
    [InlineData("xlaox", " (5)")] // "lao" within a word
    [InlineData("xaox", " (4)")]
    [InlineData("Hội Ý", "hoi@0+3, y@3+1 (0)")]
    [InlineData("Hội y", "hoi@0+3 (1)")]
    [InlineData("Hoi y", "hoi@0+3, y@3+1 (0)")]
    [InlineData("Hội TƯ", "hoi@0+3, tu@3+2 (0)")]
    public void Phrases_stand_where_their_letters_are(string name, string laid) => Assert.Equal(laid, Laid(name, null));

    [Fact]
    public void A_column_that_says_so_makes_a_bare_y_Italy() => Assert.Equal("hoi@0+3, y@3+1 (0)", Laid("Hội y", "IT"));

    [Theory]
    [InlineData("Hunagry", null, "hungary@0+7 1 0.0857 (0)")] // two letters swapped cost 0.6 of seven
    [InlineData("Hunagry", "HU", "hungary@0+7 1 0.0429 (0)")] // half where a column says the same
    [InlineData("Hungury", null, "hungary@0+7 1 0.1429 guess (0)")] // a wrong letter may be another name's
    [InlineData("Hungury", "HU", "hungary@0+7 1 0.0714 (0)")]
    [InlineData("Autralia", null, "australia@0+8 1 0.1111 (0)")] // but not in one word so long
    [InlineData("Auztrulia", null, "australia@0+9 2 0.2222 guess (0)")]
    [InlineData("Autral ia", null, "australia@0+8 1 0.1111 (0)")]
    [InlineData("Australxia", null, "australia@0+10 1 0.1111 (0)")]
    [InlineData("Austr alxia", null, "australia@0+10 1 0.1111 guess (0)")] // a word more
    [InlineData("Loas", null, "laos@0+4 1 0.15 guess (0)")] // so short that it may be another place's
    [InlineData("Bungary", null, "bungari@0+7 1 0.1429 rival guess (0)")] // Hungary is as near
    [InlineData("Bungary", "HU", "hungary@0+7 1 0.0714 (0)")]
    [InlineData("Vietnma", null, "vietnam@0+7 1 0.0857 (0)")]
    [InlineData("Vitnm", null, "vietnam@0+5 2 0.2857 (0)")]
    [InlineData("Veitnma", null, "vietnam@0+7 2 0.1714 guess (0)")]
    [InlineData("Bắc Nnih", null, "bacninh@0+7 1 0.0857 (0)")]
    public void Letters_are_put_right_at_a_price(string name, string? country, string laid) => Assert.Equal(laid, Laid(name, country));

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào", true)]
    [InlineData("xhoix", true)] // somewhere in the letters
    [InlineData("Hội hữu ngị", true)]
    [InlineData("LHNH", true)] // whether it is one is judged later
    [InlineData("LHPN", false)] // the women's union
    [InlineData("Quỹ Bảo Minh", false)]
    [InlineData("Friendship Asociation", true)]
    [InlineData("", false)]
    public void A_repair_may_find_a_body_only_where_its_letters_nearly_stand(string name, bool mayFind) =>
        Assert.Equal(mayFind, NameRepair.MayFindBody(SmallTables.Lexicon, NormalizedName.From(name)));
}
