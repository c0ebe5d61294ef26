using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>What the phrases of a name say together: body, side, country and province.</summary>
static class NameMeaning
{
    public static NameReading Combine(NormalizedName name, List<NamePart> parts, int unexplained, ReadingHint hint)
    {
        WordMeaning? body = null;
        string? country = null;
        string? other = null;
        Province? province = null;
        var (vietnamAt, countryAt, ambiguous) = (-1, -1, false);
        for (var i = 0; i < parts.Count; i++)
        {
            var means = parts[i].Phrase.Means;
            ambiguous |= parts[i].IsAmbiguous;
            if (means.Country == Lexicon.Vietnam)
            {
                unexplained += vietnamAt >= 0 && parts[i].Share > 0 ? parts[i].Phrase.Compact.Length : 0; // "miền Nam" after Việt Nam
                vietnamAt = vietnamAt < 0 ? i : vietnamAt;
            }
            else if (means.Country is { } text)
            {
                ambiguous |= country is not null && country != text;
                other ??= country is not null && country != text ? text : null;
                country ??= text;
                countryAt = countryAt < 0 ? i : countryAt;
            }
            else if (means.Province is { } place)
            {
                ambiguous |= province is not null && province.Name != place.Name;
                province ??= place;
            }
            else if (means.Word > WordMeaning.District)
            {
                ambiguous |= body is not null && body != means.Word && body != WordMeaning.Club && means.Word != WordMeaning.Club;
                body = body is null || means.Word > body ? means.Word : body;
                body = means.Word == WordMeaning.Association && body == WordMeaning.Club ? WordMeaning.Association : body;
            }
        }

        var owner = Owner(parts);
        if (body is WordMeaning.Club && parts.Exists(part => part.Phrase is { Means.Word: WordMeaning.Filler, Compact: "huunghi" }))
        {
            body = WordMeaning.Association;
        }

        unexplained += parts
            .Where((part, i) => part.Phrase.Means.Word == WordMeaning.In && !IsOfPlace(parts, i + 1))
            .Sum(part => part.Length);
        if (province is null)
        {
            // "… - Thái Lan tỉnh": of some province, so not the centre's.
            unexplained += parts
                .Where(part =>
                    !part.Phrase.Means.Identifies && part.Phrase.Means.Word is WordMeaning.Branch or WordMeaning.Place or WordMeaning.City
                )
                .Sum(part => part.Phrase.Compact.Length);
        }

        return new()
        {
            Text = name,
            Body = body,
            Side =
                vietnamAt < 0 || countryAt < 0 ? Side.Unknown
                : (owner ?? (vietnamAt < countryAt ? Lexicon.Vietnam : country)) == Lexicon.Vietnam ? Side.VietnamFirst
                : Side.OtherFirst,
            Country = country,
            OtherCountry = other,
            IsOwned = owner is not null,
            Province = province,
            Unexplained = unexplained,
            Repaired = parts
                .Where(part => part.Phrase.Means is { Identifies: true, Country: not Lexicon.Vietnam })
                .Select(part => part.Share)
                .DefaultIfEmpty()
                .Max(),
            Repairs = parts.Sum(part => part.Repairs),
            IsAmbiguous = ambiguous || (owner is null && vietnamAt < countryAt && IsTowardsVietnam(parts)),
            IsGuess = parts.Exists(part => part.IsGuess),
            IsOfSmallerPlace = IsOfSmallerPlace(parts),
            Doubt = NameDoubts.Of(name, parts, hint),
            NotUnderstood = NotUnderstood(name, parts),
        };
    }

    static List<string> NotUnderstood(NormalizedName name, List<NamePart> parts)
    {
        var words = new List<string>();
        var at = 0;
        for (var i = 0; i < name.Words.Count; at += name.Words[i].Length, i++)
        {
            var explained = parts.Sum(part => Math.Max(0, Math.Min(part.End, at + name.Words[i].Length) - Math.Max(part.At, at)));
            if (explained < name.Words[i].Length)
            {
                words.Add(name.Marked[i]);
            }
        }

        return words;
    }

    // "tại Lào", "tại nước Lào", "tại TP Hà Nội"
    static bool IsOfPlace(List<NamePart> parts, int at) =>
        at < parts.Count
        && (
            parts[at].Phrase.Means is { Identifies: true } or { Word: WordMeaning.Place or WordMeaning.City or WordMeaning.District }
            || (parts[at].Phrase.Means.Word == WordMeaning.Filler && IsOfPlace(parts, at + 1))
        );

    /// <summary>The country whose association it is, where the name says so: "… với Việt Nam của Hungary" is the Hungarian one.</summary>
    static string? Owner(List<NamePart> parts)
    {
        var isOwner = false;
        foreach (var part in parts)
        {
            if (part.Phrase.Means.Country is { } country)
            {
                if (isOwner)
                {
                    return country;
                }
            }
            else
            {
                isOwner =
                    part.Phrase.Means is { Identifies: false, Word: WordMeaning.Filler }
                    && (isOwner || part.Phrase.Compact is "cua" or "of");
            }
        }

        return null;
    }

    // "Hội hữu nghị với Việt Nam, Hungary": friendship with Vietnam is somebody else's.
    static bool IsTowardsVietnam(List<NamePart> parts)
    {
        var at = parts.FindIndex(part => part.Phrase.Means.Country == Lexicon.Vietnam);
        return at > 0 && parts[at - 1].Phrase.Compact is "voi" or "with";
    }

    // "thành phố Thanh Hóa" is a city of the province Thanh Hóa; "thành phố Hải Phòng" is the province itself.
    static bool IsOfSmallerPlace(List<NamePart> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var means = parts[i].Phrase.Means;
            if (
                !means.Identifies
                && (means.Word == WordMeaning.District || (means.Word == WordMeaning.City && !IsCity(i - 1) && !IsCity(i + 1)))
            )
            {
                return true;
            }
        }

        return false;

        bool IsCity(int at) => at >= 0 && at < parts.Count && parts[at].Phrase.Means.Province is { IsCity: true };
    }
}
