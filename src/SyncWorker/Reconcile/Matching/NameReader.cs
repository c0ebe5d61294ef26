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

        var isPart = false;
        if (hint.Provinces.Count > 0 && !parts.Exists(part => part.Phrase.Means.Province is not null) && Whole(name, hint) is { } whole)
        {
            (name, isPart) = whole;
            parts = Exact(name, out unexplained);
        }

        if (South(name) is { } south)
        {
            return ReadSouth(name, south, hint);
        }

        var reading = NameMeaning.Combine(name, parts, unexplained, hint);
        reading = isPart && reading.Doubt == NameDoubt.None ? reading with { Doubt = NameDoubt.CutOff } : reading;
        return
            hint.Repairs
            && unexplained > 0
            && name.Compact.Length <= LongestRepaired
            && (reading.HasBody || NameRepair.MayFindBody(lexicon, name))
            && parts.Exists(part => part.Phrase.Means.Identifies || part.Phrase.Means.Word >= WordMeaning.Place)
            ? Repaired(parts, reading, hint)
            : reading;
    }

    /// <summary>
    /// The reading with letters put right, where that makes it a name of our sort. A country that only the repair finds, in a name that
    /// says another one plainly or says no body, is chance.
    /// </summary>
    NameReading Repaired(List<NamePart> exact, NameReading plain, ReadingHint hint)
    {
        var parts = NameRepair.Read(lexicon, plain.Text, hint, out var unexplained);
        var repaired = NameMeaning.Combine(plain.Text, parts, unexplained, hint);
        var isChance =
            !repaired.HasBody
            || (plain.Country is not null && plain.HasBody && repaired.Country != plain.Country && repaired.Country != hint.Country);
        if (isChance)
        {
            return plain;
        }

        repaired = repaired with { IsAmbiguous = repaired.IsAmbiguous || plain.IsAmbiguous };
        return repaired.Doubt == NameDoubt.None && exact.Exists(whole => NameDoubts.IsCut(whole, parts))
            ? repaired with
            {
                Doubt = NameDoubt.Regrouped,
                OtherCountry = plain.Country,
            }
            : repaired;
    }

    /// <summary>Where "Nam" begins in "Việt - Nam Sudan": the dash says that it may belong to what follows. Null elsewhere.</summary>
    int? South(NormalizedName name)
    {
        for (var i = 0; i + 2 < name.Words.Count; i++)
        {
            if (
                name.Words[i] == "viet"
                && name.Words[i + 1] == "nam"
                && name.GapAfter(i) is WordGap.Dash or WordGap.Hyphen
                && name.GapAfter(i + 1) is not (WordGap.Dash or WordGap.Hyphen)
                && lexicon.LongestAt(name, i + 2).Phrase is null or { Means.Country: not null }
            )
            {
                return i + 1;
            }
        }

        return null;
    }

    /// <summary>
    /// "Việt - Nam Phi" is Nam Phi, for Phi is no country. "Việt-Nam Triều Tiên" is Triều Tiên in the old spelling with a hyphen, or Nam
    /// Triều Tiên: the country column tells, else a person is asked, as for "Việt-Nam Hungary".
    /// </summary>
    NameReading ReadSouth(NormalizedName name, int south, ReadingHint hint)
    {
        var left = NormalizedName.From(string.Join(' ', name.Marked.Take(south)));
        var right = NormalizedName.From(string.Join(' ', name.Marked.Skip(south)));
        var straight = NameMeaning.Combine(name, Exact(name, out var unexplained), unexplained, hint);
        if (lexicon.LongestAt(right, 0) is not ({ Means.Country: not null }, > 1))
        {
            return straight with { IsAmbiguous = true };
        }

        var before = Exact(left, out var leftUnexplained);
        var after = Exact(right, out var rightUnexplained).ConvertAll(part => part with { At = part.At + left.Compact.Length });
        var southern = NameMeaning.Combine(name, [.. before, .. after], leftUnexplained + rightUnexplained, hint);
        return straight.Country is null || straight.Country == southern.Country || southern.Country == hint.Country ? southern
            : straight.Country == hint.Country ? straight
            : southern with { Doubt = NameDoubt.Regrouped, OtherCountry = straight.Country };
    }

    List<NamePart> Exact(NormalizedName name, out int unexplained)
    {
        var parts = new List<NamePart>();
        unexplained = 0;
        var at = 0;
        for (var i = 0; i < name.Words.Count; )
        {
            var (phrase, words) = lexicon.LongestAt(name, i);
            var length = name.Words.Skip(i).Take(Math.Max(words, 1)).Sum(word => word.Length);
            if (phrase is null)
            {
                unexplained += length;
            }
            else
            {
                parts.Add(new(phrase, at, length));
            }

            at += length;
            i += Math.Max(words, 1);
        }

        return parts;
    }

    /// <summary>A name cut off within its province ("… tỉnh Thái Ngu") and that province written out, when a column says which.</summary>
    (NormalizedName Name, bool IsPart)? Whole(NormalizedName name, ReadingHint hint)
    {
        for (var i = 0; i < name.Words.Count; i++)
        {
            if (
                lexicon.LongestAt(name, i) is not ({ Means: { Identifies: false, Word: WordMeaning.Place or WordMeaning.City } }, var words)
            )
            {
                continue;
            }

            var rest = name.Words.Skip(i + words).ToList();
            foreach (var province in hint.Provinces)
            {
                if (BeginsWith(NormalizedName.From(province.Name).Words, rest) is { } isPart)
                {
                    return (NormalizedName.From($"{string.Join(' ', name.Marked.Take(i + words))} {province.Name}"), isPart);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a name begins like that: null when not, false when it is cut off within a word or before the first, true when whole words
    /// are missing: "tỉnh Hà" may be Hà Đông or Hà Tây as well as Hà Nội.
    /// </summary>
    static bool? BeginsWith(IReadOnlyList<string> whole, List<string> rest)
    {
        if (rest is [])
        {
            return false;
        }

        return
            rest.Count > whole.Count
            || !rest.Take(rest.Count - 1).SequenceEqual(whole.Take(rest.Count - 1))
            || !whole[rest.Count - 1].StartsWith(rest[^1], StringComparison.Ordinal)
            ? null
            : whole[rest.Count - 1] == rest[^1];
    }
}
