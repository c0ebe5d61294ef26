using System;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>What other columns of a row say, so that a damaged name is repaired towards it and not away from it.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, when the row has one.</param>
/// <param name="Provinces">What the row's province column may mean: a code of before or of today.</param>
readonly record struct ReadingHint(string? Country, IReadOnlyList<Province> Provinces)
{
    public static readonly ReadingHint None = new(null, []);

    /// <summary>Whether letters may be put right.</summary>
    public bool Repairs { get; init; } = true;

    public bool Says(Meaning meaning) =>
        (meaning.Country is not null && meaning.Country == Country)
        || (meaning.Province is { } province && Provinces.Any(otherProvince => otherProvince.Name == province.Name));
}

/// <summary>
/// Reads a name:
/// 1. from left to right the longest phrase of the lexicon, word by word;
/// 2. where something stays unexplained, once more without what lists hang on a name (<see cref="NameNoise"/>);
/// 3. a name that was cut off within its province, written out when a column says which;
/// 4. where something stays unexplained but the name is of our sort, once more over the letters in a row, with letters put
///    right and spaces moved, the cheapest reading winning (<see cref="NameRepair"/>);
/// 5. the phrases together say body, side, country and province.
/// </summary>
sealed class NameReader(Lexicon lexicon)
{
    /// <summary>Letters; what is longer is a paragraph, not a name.</summary>
    const int LongestRepaired = 200;

    public NameReading Read(string? text, ReadingHint hint)
    {
        var name = NormalizedName.From(text);
        if (name.Words.Count == 0)
        {
            return NameReading.Nothing;
        }

        var parts = Exact(name, out var unexplained);
        if (unexplained > 0 && NameNoise.Remove(text!, hint.Country) is { } bare)
        {
            name = NormalizedName.From(bare);
            parts = Exact(name, out unexplained);
        }

        if (hint.Provinces.Count > 0 && !parts.Exists(part => part.Phrase.Means.Province is not null) && Whole(name, hint) is { } whole)
        {
            name = whole;
            parts = Exact(name, out unexplained);
        }

        if (South(name) is { } south)
        {
            return ReadSouth(name, south);
        }

        var reading = Combine(name, parts, unexplained);
        return
            hint.Repairs
            && unexplained > 0
            && name.Compact.Length <= LongestRepaired
            && parts.Exists(part => part.Phrase.Means.Identifies || part.Phrase.Means.Word >= WordMeaning.Place)
            ? Repaired(name, reading, hint)
            : reading;
    }

    /// <summary>
    /// The reading with letters put right, where that makes it a name of our sort. A country that only the repair finds, in a name that
    /// says another one plainly or says no body, is chance.
    /// </summary>
    NameReading Repaired(NormalizedName name, NameReading plain, ReadingHint hint)
    {
        var parts = NameRepair.Read(lexicon, name, hint, out var unexplained);
        var repaired = Combine(name, parts, unexplained);
        var isChance =
            !repaired.HasBody
            || (plain.Country is not null && plain.HasBody && repaired.Country != plain.Country && repaired.Country != hint.Country);
        return isChance ? plain : repaired with { IsAmbiguous = repaired.IsAmbiguous || plain.IsAmbiguous };
    }

    /// <summary>Where "Nam" begins in "Việt - Nam Sudan": the dash says that it may belong to what follows. Null elsewhere.</summary>
    int? South(NormalizedName name)
    {
        for (var i = 0; i + 2 < name.Words.Count; i++)
        {
            if (
                name.Words[i] == "viet"
                && name.Words[i + 1] == "nam"
                && name.HasDashAfter(i)
                && !name.HasDashAfter(i + 1)
                && lexicon.LongestAt(name, i + 2).Phrase is null or { Means.Country: not null }
            )
            {
                return i + 1;
            }
        }

        return null;
    }

    /// <summary>"Việt - Nam Sudan" is Nam Sudan; "Việt-Nam Hungary" could be meant either way, so a person is asked.</summary>
    NameReading ReadSouth(NormalizedName name, int south)
    {
        var left = NormalizedName.From(string.Join(' ', name.Marked.Take(south)));
        var right = NormalizedName.From(string.Join(' ', name.Marked.Skip(south)));
        if (lexicon.LongestAt(right, 0) is ({ Means.Country: not null }, > 1))
        {
            List<NamePart> parts = [.. Exact(left, out var before), .. Exact(right, out var after)];
            return Combine(name, parts, before + after);
        }

        return Combine(name, Exact(name, out var unexplained), unexplained) with
        {
            IsAmbiguous = true,
        };
    }

    List<NamePart> Exact(NormalizedName name, out int unexplained)
    {
        var parts = new List<NamePart>();
        unexplained = 0;
        for (var i = 0; i < name.Words.Count; )
        {
            var (phrase, words) = lexicon.LongestAt(name, i);
            if (phrase is null)
            {
                unexplained += name.Words[i].Length;
                i++;
                continue;
            }

            parts.Add(new(phrase));
            i += words;
        }

        return parts;
    }

    /// <summary>A name cut off within its province ("… tỉnh Thái Ngu") and that province written out, when a column says which.</summary>
    NormalizedName? Whole(NormalizedName name, ReadingHint hint)
    {
        for (var i = 0; i < name.Words.Count; i++)
        {
            if (
                lexicon.LongestAt(name, i) is not ({ Means: { Identifies: false, Word: WordMeaning.Place or WordMeaning.City } }, var words)
            )
            {
                continue;
            }

            var rest = string.Concat(name.Words.Skip(i + words));
            foreach (var province in hint.Provinces)
            {
                if (NormalizedName.ToCompact(province.Name).StartsWith(rest, StringComparison.Ordinal))
                {
                    return NormalizedName.From($"{string.Join(' ', name.Marked.Take(i + words))} {province.Name}");
                }
            }
        }

        return null;
    }

    static NameReading Combine(NormalizedName name, List<NamePart> parts, int unexplained)
    {
        WordMeaning? body = null;
        string? country = null;
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
        };
    }

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

/// <summary>A phrase found in a name.</summary>
sealed record NamePart(Phrase Phrase)
{
    /// <summary>Letters put right, as a share of the phrase; a swap of neighbours counts less than a wrong letter.</summary>
    public double Share { get; init; }

    /// <summary>Letters put right and ends moved off a word boundary.</summary>
    public int Repairs { get; init; }

    /// <summary>Another country or province is as near.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>Letters were put right that may as well be the name of a place that is not known.</summary>
    public bool IsGuess { get; init; }
}
