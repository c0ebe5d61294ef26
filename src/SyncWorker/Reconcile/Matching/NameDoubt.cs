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
        : HasSeat(name, parts) ? NameDoubt.Seat
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

    // "Vietnam Union …, Hanoi" is the union itself, at its seat.
    static bool HasSeat(NormalizedName name, List<NamePart> parts)
    {
        var body = parts.Find(part => part.Phrase.Means.Word > WordMeaning.District);
        var province = parts.FindIndex(part => part.Phrase.Means.Province is not null);
        return province >= 0
            && (
                parts.Exists(part => part.Phrase.Means.Word == WordMeaning.Centre)
                || IsOfficeIn(name, parts, province)
                || (body?.Phrase.Means.Word == WordMeaning.Union && parts.Exists(part => part.Phrase.Means.Country == Lexicon.Vietnam))
            );
    }

    // An office before the body is the body's own, unless a sign sets the place apart: "Văn phòng Hội …, Hà Nội", "Hanoi Office of …".
    // Behind the body, it is where the body keeps one.
    static bool IsOfficeIn(NormalizedName name, List<NamePart> parts, int province)
    {
        var office = parts.FindIndex(part => part.Phrase.Means.Word == WordMeaning.Office);
        var before = parts.ElementAtOrDefault(province - 1)?.Phrase.Means.Word;
        return office >= 0
            && (
                office > parts.FindIndex(part => part.Phrase.Means.Word > WordMeaning.District)
                || office == province + 1
                || (
                    GapBefore(name, parts[province]) is not WordGap.Space
                    && before is not (WordMeaning.Place or WordMeaning.City or WordMeaning.Branch)
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
            if (
                before.Phrase.Means.Word == WordMeaning.In
                || (before.Phrase.Means.Country is not null && GapBefore(name, parts[i]) == WordGap.Bracket)
            )
            {
                return true;
            }
        }

        return false;
    }

    static WordGap GapBefore(NormalizedName name, NamePart part)
    {
        var at = 0;
        for (var i = 0; i < name.Words.Count && at < part.At; i++)
        {
            at += name.Words[i].Length;
            if (at == part.At)
            {
                return name.GapAfter(i);
            }
        }

        return WordGap.Space;
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
