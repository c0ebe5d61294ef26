using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// Reads the letters of a name in a row, whatever the spaces: the cheapest way to lay phrases end to end, where a phrase may
/// have letters put right and what no phrase explains costs a letter each.
/// 1. From the left, for each position the cheapest cost of having explained everything before it.
/// 2. A step is one unexplained letter (1), a phrase that matches exactly (its ends off a word boundary cost a little), or whole words
///    that nearly match a phrase (1 for each wrong letter, 0.6 for two swapped) and may be a slip (<see cref="SlipRule"/>).
/// 3. From the right, the steps that led to the cheapest end.
/// </summary>
static class NameRepair
{
    const double Unexplained = 1;
    const double OffBoundary = 0.3;
    const double Swap = 0.6;

    /// <summary>Letters from which on two swapped ones do not make the name of another place.</summary>
    const int LongEnoughToSwap = 6;

    public static List<NamePart> Read(Lexicon lexicon, NormalizedName name, ReadingHint hint, out int unexplained)
    {
        var written = new WrittenLetters(name);
        var best = new Step[written.Letters.Length + 1];
        for (var i = 1; i < best.Length; i++)
        {
            best[i] = new(double.MaxValue, 0, null, 0, 0);
        }

        for (var i = 0; i + 1 < best.Length; i++)
        {
            Try(best, i + 1, new(best[i].Cost + Unexplained, i, null, 0, 0));
            Exact(lexicon, written, hint, best, i);
            if (written.Boundary[i])
            {
                TryNearPhrases(lexicon, written, hint, best, i);
            }
        }

        var parts = new List<NamePart>();
        unexplained = 0;
        for (var at = best.Length - 1; at > 0; at = best[at].From)
        {
            var step = best[at];
            if (step.Phrase is null)
            {
                unexplained++;
                continue;
            }

            parts.Add(
                new(step.Phrase, step.From, at - step.From)
                {
                    Share = step.Weight / step.Phrase.Compact.Length * (hint.Says(step.Phrase.Means) ? 0.5 : 1),
                    Repairs = step.Repairs,
                    IsGuess = IsGuess(step, at, written, hint),
                    IsAmbiguous =
                        step.Weight > 0
                        && step.Phrase.Means.Identifies
                        && !hint.Says(step.Phrase.Means)
                        && HasRival(lexicon, written.Letters, step, at),
                }
            );
        }

        parts.Reverse();
        return parts;
    }

    /// <summary>
    /// Whether a repair could find a body of our sort: its letters stand somewhere, or nearly in whole words. Of a firm's name it finds
    /// none, and then the phrases of all countries and provinces need not be tried.
    /// </summary>
    public static bool MayFindBody(Lexicon lexicon, NormalizedName name)
    {
        var letters = name.Compact.AsSpan();
        foreach (var body in lexicon.Bodies)
        {
            if (letters.Contains(body.Compact, StringComparison.Ordinal) || MayNearlyStandIn(name, body))
            {
                return true;
            }
        }

        return false;
    }

    static bool MayNearlyStandIn(NormalizedName name, Phrase body)
    {
        var letters = name.Compact.AsSpan();
        var (length, limit) = (body.Compact.Length, SlipRule.Limit(body, false));
        var from = 0;
        for (var i = 0; limit > 0 && i < name.Words.Count; from += name.Words[i].Length, i++)
        {
            var size = 0;
            for (var j = i; j < name.Words.Count && size < length + limit; j++)
            {
                size += name.Words[j].Length;
                var window = letters.Slice(from, size);
                if (
                    Math.Abs(size - length) <= limit
                    && EditDistance.AtLeast(EditDistance.Alphabet(window), body.Alphabet) <= limit
                    && EditDistance.Between(window, body.Compact, limit) <= limit
                    && (!SlipRule.SwapsOnly(body) || EditDistance.AtLeast(EditDistance.Letters(window), body.Letters) == 0)
                )
                {
                    return true;
                }
            }
        }

        return false;
    }

    static void Exact(Lexicon lexicon, WrittenLetters written, ReadingHint hint, Step[] best, int i)
    {
        for (var length = Math.Min(lexicon.Longest, written.Letters.Length - i); length > 0; length--)
        {
            if (
                lexicon.Compact(written.Letters.AsSpan(i, length)) is not { } phrase
                || (phrase.IsShort && !Aligned(written, phrase, hint, i))
                || (phrase.Means.Identifies && length == 3 && !(written.Boundary[i] && written.Boundary[i + length])) // "Anh" in "Thanh"
            )
            {
                continue;
            }

            var off = (written.Boundary[i] ? 0 : 1) + (written.Boundary[i + length] ? 0 : 1);
            Try(
                best,
                i + length,
                new(
                    best[i].Cost + (SlipRule.IsVietnam(phrase) ? 0.005 : 0.01) + (off * OffBoundary * (length <= 3 ? 1.5 : 1)),
                    i,
                    phrase,
                    0,
                    off
                )
            );
        }
    }

    // "ao" within a word is two letters, not Austria; and "y" is Italy only with its mark, where marks are used and no
    // column says Italy.
    static bool Aligned(WrittenLetters written, Phrase phrase, ReadingHint hint, int i)
    {
        if (!written.Boundary[i] || !written.Boundary[i + phrase.Compact.Length])
        {
            return false;
        }

        if (!phrase.NeedsMarks || hint.Says(phrase.Means) || (!written.Name.HasMarks && phrase.Means.Word != WordMeaning.Centre))
        {
            return true;
        }

        var marked = string.Concat(written.Name.Marked);
        return marked.Length == written.Letters.Length && marked.AsSpan(i, phrase.Compact.Length).SequenceEqual(phrase.Marked);
    }

    static void TryNearPhrases(Lexicon lexicon, WrittenLetters written, ReadingHint hint, Step[] best, int i)
    {
        var alphabet = 0u;
        var longest = Math.Min(written.Letters.Length - i, lexicon.Longest + SlipRule.Most(lexicon.Longest));
        for (var size = 1; size <= longest; size++)
        {
            alphabet |= 1u << EditDistance.Place(written.Letters[i + size - 1]);
            if (size < 2 || !written.Boundary[i + size])
            {
                continue;
            }

            foreach (var phrase in lexicon.Near.Candidates(alphabet, size, hint))
            {
                TryNear(lexicon, phrase, written, hint, best, new(i, size, SlipRule.Limit(phrase, hint.Says(phrase.Means))));
            }
        }
    }

    static void TryNear(Lexicon lexicon, Phrase phrase, WrittenLetters written, ReadingHint hint, Step[] best, Window at)
    {
        var length = phrase.Compact.Length;
        Span<byte> window = stackalloc byte[27];
        written.Count(at.From, at.Size, window);
        var least = EditDistance.AtLeast(window, phrase.Letters);
        if (least > at.Limit || (least > 0 && (SlipRule.SwapsOnly(phrase) || (length == 3 && !hint.Says(phrase.Means)))))
        {
            return;
        }

        var edits = EditDistance.Between(written.Letters.AsSpan(at.From, at.Size), phrase.Compact, at.Limit);
        if (edits == 0 || edits > at.Limit)
        {
            return;
        }

        var weight = edits * (least == 0 && at.Size == length ? Swap : 1);
        var cost = best[at.From].Cost + 0.05 + weight - (hint.Says(phrase.Means) || SlipRule.IsVietnam(phrase) ? 0.3 : 0);
        if (cost < best[at.From + at.Size].Cost && SlipRule.Allows(lexicon, written.Words(at.From, at.Size), phrase, edits))
        {
            best[at.From + at.Size] = new(cost, at.From, phrase, weight, edits);
        }
    }

    static bool HasRival(Lexicon lexicon, string letters, Step step, int end)
    {
        var window = letters.AsSpan(step.From, end - step.From);
        var alphabet = EditDistance.Alphabet(window);
        var limit = (int)Math.Ceiling(step.Weight);
        foreach (var phrase in lexicon.Phrases)
        {
            if (
                phrase.Means.Identifies
                && EditDistance.AtLeast(alphabet, phrase.Alphabet) <= limit
                && phrase.Means != step.Phrase!.Means
                && (phrase.Means.Country is null) == (step.Phrase.Means.Country is null)
                && phrase.Compact.Length > 2
                && EditDistance.Between(window, phrase.Compact, limit) is var edits
                && edits <= limit
                && (edits < limit || step.Weight >= limit || EditDistance.AtLeast(EditDistance.Letters(window), phrase.Letters) == 0)
            )
            {
                return true;
            }
        }

        return false;
    }

    // Two swapped letters are a slip of the typist, unless the word is so short that it is another place's ("Malia", Mã Lai). A letter
    // that is wrong, missing or too many may always be ("Siberia", "Trung Đông", Trung Cộng), unless the word is long. A column that
    // says the same settles it.
    static bool IsGuess(Step step, int end, WrittenLetters written, ReadingHint hint)
    {
        if (step is not { Weight: > 0, Phrase: { Means.Identifies: true } phrase } || hint.Says(phrase.Means))
        {
            return false;
        }

        var window = written.Letters.AsSpan(step.From, end - step.From);
        if (SlipRule.IsVietnam(phrase))
        {
            return step.Weight > 1 && window.Length == phrase.Compact.Length; // "miền Nam"
        }

        var isSwap = window.Length == phrase.Compact.Length && EditDistance.AtLeast(EditDistance.Letters(window), phrase.Letters) == 0;
        var hasWordMore = window.Length > phrase.Compact.Length && written.Boundary.AsSpan(step.From + 1, window.Length - 1).Contains(true);
        return isSwap ? phrase.Compact.Length < LongEnoughToSwap : step.Weight > 1 || !phrase.IsLongWord || hasWordMore;
    }

    static void Try(Step[] best, int at, Step step)
    {
        if (step.Cost < best[at].Cost)
        {
            best[at] = step;
        }
    }

    readonly record struct Step(double Cost, int From, Phrase? Phrase, double Weight, int Repairs);

    /// <param name="Limit">Edits at most.</param>
    readonly record struct Window(int From, int Size, int Limit);
}
