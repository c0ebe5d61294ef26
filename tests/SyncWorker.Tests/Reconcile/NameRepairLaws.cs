using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

/// <summary>What is not tried when a name is repaired could have changed nothing.</summary>
public sealed class NameRepairLaws
{
    static readonly Lexicon s_lexicon = new(MatchingScore.Tables, []);
    static readonly string[] s_words = ["Công ty", "Khánh", "Phúc", "Hoà", "tỉnh", "Lào", "Việt Nam", "-", "12", "Trường", "of", "hỏi"];

    /// <summary>Words of firms and phrases of the lexicon, each with a slip or without.</summary>
    static NormalizedName Name(Dice dice)
    {
        var words = Enumerable
            .Range(0, 2 + dice.Next(4))
            .Select(_ => dice.OneIn(3) ? string.Join(' ', dice.Of(s_lexicon.Phrases).Words) : dice.Of(s_words))
            .Select(word => dice.OneIn(2) ? Slip(word, dice) : word);
        return NormalizedName.From(string.Join(' ', words));
    }

    static string Slip(string word, Dice dice)
    {
        var at = dice.Next(word.Length);
        return dice.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, "n"),
            2 => word.Insert(at, " "),
            _ => at == 0 ? word : word[..(at - 1)] + word[at] + word[at - 1] + word[(at + 1)..],
        };
    }

    [Fact]
    public void A_name_that_may_have_no_body_gets_none_by_repair() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var name = Name(new(seed));
                    var parts = NameRepair.Read(s_lexicon, name, ReadingHint.None, out var unexplained);
                    return NameRepair.MayFindBody(s_lexicon, name)
                        || !NameMeaning.Combine(name, parts, unexplained, ReadingHint.None).HasBody;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_phrase_within_its_limit_is_a_candidate_in_the_order_of_the_lexicon() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var dice = new Dice(seed);
                    var letters = Name(dice).Compact;
                    var hint = new ReadingHint(
                        dice.OneIn(2) ? "LA" : null,
                        dice.OneIn(2) ? [dice.Of(MatchingScore.Tables.Provinces.All)] : []
                    );
                    bool IsWithin(Phrase phrase) =>
                        SlipRule.Limit(phrase, hint.Says(phrase.Means)) is var limit
                        && EditDistance.Between(letters, phrase.Compact, limit) <= limit;

                    var found = s_lexicon.Near.Candidates(EditDistance.Alphabet(letters), letters.Length, hint).ToList();
                    return found.SequenceEqual(s_lexicon.Phrases.Where(found.Contains))
                        && s_lexicon.Phrases.Where(IsWithin).All(found.Contains);
                }
            )
            .QuickCheckThrowOnFailure();
}
