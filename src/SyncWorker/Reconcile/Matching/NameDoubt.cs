using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>Why a name whose words are all known may still be another organisation's: a person is asked.</summary>
enum NameDoubt
{
    None,

    /// <summary>Two bodies, or the two countries twice: "Việt Nam - Lào / Lào - Việt Nam".</summary>
    TwoOrganisations,

    /// <summary>The centre, and a province that may be its seat: "TW Hội hữu nghị Việt Nam - Cuba, Hà Nội".</summary>
    Seat,

    /// <summary>In a country: "Hội hữu nghị Việt Nam (Na Uy)", "Friendship Association in Vietnam".</summary>
    Abroad,

    /// <summary>Not of friendship, and of Vietnamese there or foreigners here: "Vietnamese Association of Canada".</summary>
    Diaspora,

    /// <summary>The words fall into other names when they are grouped otherwise: "Thái Bình Dương", "Việt Nam - Phi".</summary>
    Regrouped,

    /// <summary>A short name with another mark: "Hán" is not Hàn.</summary>
    OtherMark,

    /// <summary>A province of which only some words are written: "tỉnh Hà".</summary>
    CutOff,
}

/// <summary>Finds what leaves a name open although its words are known.</summary>
static class NameDoubts
{
    /// <summary>Letters of a country's name up to which another mark may make another name: "Hạ Lan" is not Hà Lan.</summary>
    const int Short = 6;

    public static NameDoubt Of(NormalizedName name, List<NamePart> parts, ReadingHint hint) =>
        !parts.Exists(part => part.Phrase.Means.Word > WordMeaning.District) ? NameDoubt.None
        : NamesTwo(parts) ? NameDoubt.TwoOrganisations
        : HasSeat(parts) ? NameDoubt.Seat
        : IsAbroad(name, parts) ? NameDoubt.Abroad
        : IsDiaspora(parts) ? NameDoubt.Diaspora
        : parts.Exists(part => HasOtherMark(name, part, hint)) ? NameDoubt.OtherMark
        : NameDoubt.None;

    /// <summary>In words for the person who is asked; null for no doubt.</summary>
    public static string? Reason(NameDoubt doubt) =>
        doubt switch
        {
            NameDoubt.TwoOrganisations => "the cell seems to name two organisations: which one is meant?",
            NameDoubt.Seat => "the centre with its seat or office, or the province's own body?",
            NameDoubt.Abroad => "\"in\" a country: theirs, ours, or that of the people who live there?",
            NameDoubt.Diaspora => "the name does not say friendship: it may be a club of Vietnamese abroad or of foreigners here",
            NameDoubt.Regrouped => "the words can be grouped in another way, and then name another country or place",
            NameDoubt.CutOff => "the province's name is not complete: is it the one of the province column?",
            NameDoubt.OtherMark => "the country or province is written with another mark: a slip, or another word?",
            _ => null,
        };

    /// <summary>A doubt of words is none where the partner's own name has the same words; one of signs between them stays.</summary>
    public static bool HangsOnSigns(NameDoubt doubt) => doubt is NameDoubt.Abroad or NameDoubt.Regrouped;

    /// <summary>Whether a name found by whole words is cut up by the parts.</summary>
    public static bool IsCut(NamePart whole, List<NamePart> parts) =>
        whole.Phrase.Means.Identifies
        && (
            parts.Exists(part => (part.At > whole.At && part.At < whole.End) || (part.End > whole.At && part.End < whole.End))
            || !parts.Exists(part => part.At < whole.End && part.End > whole.At)
        );

    static bool NamesTwo(List<NamePart> parts)
    {
        var countries = parts.ConvertAll(part => part.Phrase.Means.Country).FindAll(country => country is not null);
        return parts.Count(part => part.Phrase.Means.Word > WordMeaning.District) > 1 || countries.Distinct().Count() < countries.Count;
    }

    // An office before the body is the body's own; behind it, it is where the body keeps one. "Vietnam Union …" is the union itself.
    static bool HasSeat(List<NamePart> parts)
    {
        var body = parts.FindIndex(part => part.Phrase.Means.Word > WordMeaning.District);
        var province = parts.FindIndex(part => part.Phrase.Means.Province is not null);
        return body >= 0
            && province >= 0
            && (
                parts.Exists(part => part.Phrase.Means.Word == WordMeaning.Centre)
                || parts.FindIndex(part => part.Phrase.Means.Word == WordMeaning.Office) > body
                || (
                    parts[body].Phrase.Means.Word == WordMeaning.Union && parts.Exists(part => part.Phrase.Means.Country == Lexicon.Vietnam)
                )
            );
    }

    static bool IsAbroad(NormalizedName name, List<NamePart> parts)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i].Phrase.Means.Country is null)
            {
                continue;
            }

            var before = parts[i - 1].Phrase.Compact is "the" or "nuoc" && i > 1 ? parts[i - 2] : parts[i - 1];
            if (before.Phrase.Means.Word == WordMeaning.In || (before.Phrase.Means.Country is not null && IsInBrackets(name, parts[i])))
            {
                return true;
            }
        }

        return false;
    }

    static bool IsInBrackets(NormalizedName name, NamePart part)
    {
        var at = 0;
        for (var i = 0; i < name.Words.Count && at < part.At; i++)
        {
            at += name.Words[i].Length;
            if (at == part.At)
            {
                return name.GapAfter(i) == WordGap.Bracket;
            }
        }

        return false;
    }

    static bool IsDiaspora(List<NamePart> parts)
    {
        var bodies = parts.FindAll(part => part.Phrase.Means.Word > WordMeaning.District);
        return bodies is [{ Phrase.Means.Word: WordMeaning.Club }]
            && !parts.Exists(part => part.Phrase is { Means.Word: WordMeaning.Filler, Compact: "huunghi" })
            && parts.Exists(part => part.Phrase.Means.Word == WordMeaning.In || part.Phrase.Compact is "of" or "cua" or "vietnamese");
    }

    static bool HasOtherMark(NormalizedName name, NamePart part, ReadingHint hint)
    {
        if (!name.HasMarks || part.Share > 0 || !part.Phrase.Means.Identifies || hint.Says(part.Phrase.Means))
        {
            return false;
        }

        var at = 0;
        var words = new List<string>();
        for (var i = 0; i < name.Words.Count; at += name.Words[i].Length, i++)
        {
            if (at >= part.At && at + name.Words[i].Length <= part.End)
            {
                words.Add(name.Marked[i]);
            }
        }

        return (words.Count == 1 || (part.Phrase.Means.Country is not null && part.Length <= Short))
            && NormalizedName.ToCompact(string.Concat(words)).Length == part.Length
            && !part.Phrase.IsSpelt(words);
    }
}
