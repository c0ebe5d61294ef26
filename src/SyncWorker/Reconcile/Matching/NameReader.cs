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

        if (unexplained > 0 && name.Compact.Length <= LongestRepaired && parts.Exists(part => part.Phrase.Means.Identifies || part.Phrase.Means.Word >= WordMeaning.Place))
        {
            parts = NameRepair.Read(lexicon, name, hint, out unexplained);
        }

        return Combine(name, parts, unexplained);
    }

    List<NamePart> Exact(NormalizedName name, out int unexplained)
    {
        var parts = new List<NamePart>();
        unexplained = 0;
        for (var i = 0; i < name.Words.Count;)
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
            if (lexicon.LongestAt(name, i) is not ({ Means: { Identifies: false, Word: WordMeaning.Place } }, var words))
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
            else if (means.Word > WordMeaning.Place)
            {
                ambiguous |= body is not null && body != means.Word && body != WordMeaning.Club && means.Word != WordMeaning.Club;
                body = body is null || means.Word > body ? means.Word : body;
                body = means.Word == WordMeaning.Association && body == WordMeaning.Club ? WordMeaning.Association : body;
            }
        }

        if (body is WordMeaning.Club && parts.Exists(part => part.Phrase is { Means.Word: WordMeaning.Filler, Compact: "huunghi" }))
        {
            body = WordMeaning.Association;
        }

        if (province is null)
        {
            // "… - Thái Lan tỉnh": of some province, so not the centre's.
            unexplained += parts.Where(part => !part.Phrase.Means.Identifies && part.Phrase.Means.Word is WordMeaning.Branch or WordMeaning.Place).Sum(part => part.Phrase.Compact.Length);
        }

        return new()
        {
            Text = name,
            Body = body,
            Side = vietnamAt < 0 || countryAt < 0 ? Side.Unknown : vietnamAt < countryAt ? Side.VietnamFirst : Side.OtherFirst,
            Country = country,
            Province = province,
            Unexplained = unexplained,
            Repaired = parts.Where(part => part.Phrase.Means is { Identifies: true, Country: not Lexicon.Vietnam }).Select(part => part.Share).DefaultIfEmpty().Max(),
            Repairs = parts.Sum(part => part.Repairs),
            IsAmbiguous = ambiguous,
        };
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
}
