using SyncWorker.Union;

namespace SyncWorker.Reconcile.Matching;

/// <summary>Holds one row against one partner: what speaks against their being one organisation, and how their names differ.</summary>
static class SubjectComparison
{
    /// <summary>Why the two cannot be one organisation; null when nothing speaks against it.</summary>
    public static string? Contradiction(Subject row, Subject partner)
    {
        if (
            row.Kind is not null
            && partner.Kind is not null
            && row.Kind != partner.Kind
            && (row.Reading.IsSure || row.Kind != row.Reading.Kind)
        )
        {
            return "another kind";
        }

        var country = row.Reading.IsSure ? row.Country : row.ColumnCountry;
        if (country is not null && partner.Country is not null && country != partner.Country)
        {
            return "another country";
        }

        if (
            row.Province is { } mine
            && partner.Province is { } theirs
            && mine.Name != theirs.Name
            && !(mine.IsFormer && mine.Code == theirs.Code)
            && (row.Reading.IsSure || row.Reading.Province is null)
        )
        {
            return "another province";
        }

        return
            row.Reading.Side != Side.Unknown
            && partner.Reading.Side != Side.Unknown
            && row.Reading.Side != partner.Reading.Side
            && row.Reading.IsSure
            ? "the mirror organisation"
            : null;
    }

    /// <summary>The key apart: neither the names nor the kind, country, province and side fit.</summary>
    public static bool Contradicts(Subject row, Subject partner) =>
        row.Names.Count > 0
        && !row.Names.Any(name => partner.Names.Any(known => known.Compact == name.Compact))
        && (Contradiction(row, partner) is not null || AreUnlike(row, partner));

    // Names in two languages share nothing and may be one organisation's: only two Vietnamese names are held against each other. A name
    // that reads as what the partner is, or that leaves letters of the partner's name out, is it in short.
    static bool AreUnlike(Subject row, Subject partner) =>
        !IsRead(row, partner)
        && !row.Names.Any(name => partner.Names.Any(known => IsShortFor(name.Compact, known.Compact)))
        && row.Names.Any(name => name.HasMarks)
        && partner.Names.Any(name => name.HasMarks)
        && row.Names.All(name =>
            partner.Names.All(known => EditDistance.Between(name.Compact, known.Compact, name.Compact.Length / 2) > name.Compact.Length / 2)
        );

    static bool IsRead(Subject row, Subject partner) =>
        row.Reading is { IsComplete: true, Doubt: NameDoubt.None }
        && row.Kind == partner.Kind
        && row.Country == partner.Country
        && row.Province?.Code == partner.Province?.Code;

    /// <summary>"Cty Bảo Minh" is short for "Công ty TNHH Bảo Minh": the same letters in the same order, some left out.</summary>
    static bool IsShortFor(string text, string whole)
    {
        if (text.Length < 4 || whole.Length < text.Length || text[0] != whole[0])
        {
            return false;
        }

        var at = 0;
        foreach (var letter in whole)
        {
            at += at < text.Length && text[at] == letter ? 1 : 0;
        }

        return at == text.Length;
    }

    /// <summary>What sets the row apart from a partner whose name has the same letters.</summary>
    public static string Difference(Subject row, Subject partner) =>
        Contradiction(row, partner) is { } against ? $"same name, but {against}"
        : IsSpeltAlike(row, partner) ? "same name"
        : "same letters, but other marks";

    /// <summary>"Nguyễn Văn Ân" is not Nguyễn Văn An; but "NGUYEN VAN AN" may be, because its writer used no marks.</summary>
    public static bool IsSpeltAlike(Subject row, Subject partner)
    {
        List<(NormalizedName, NormalizedName)> pairs =
        [
            .. from mine in row.Names
            from theirs in partner.Names
            where mine.Compact == theirs.Compact && mine.HasMarks && theirs.HasMarks
            select (mine, theirs),
        ];
        return pairs is [] || pairs.Exists(pair => pair.Item1.Spelling == pair.Item2.Spelling);
    }

    /// <summary>
    /// One word of five letters or more is written with two neighbours swapped, or, where country or province and the kind agree, with one
    /// letter wrong. A word more or less, another order or shorter words make another name.
    /// </summary>
    public static bool IsSlip(Subject row, Subject partner)
    {
        var agrees =
            row.Kind is not null
            && row.Kind == partner.Kind
            && (
                (row.Country is not null && row.Country == partner.Country)
                || (row.Province is not null && row.Province.Name == partner.Province?.Name)
            );
        return row.Names.Any(mine =>
            partner.Names.Any(theirs =>
                mine.Words.Count == theirs.Words.Count
                && Enumerable.Range(0, mine.Words.Count).Where(i => mine.Words[i] != theirs.Words[i]).Take(2).ToList() is [var at]
                && Math.Min(mine.Words[at].Length, theirs.Words[at].Length) >= 5
                && EditDistance.Between(mine.Words[at], theirs.Words[at], 1) == 1
                && !mine.Words[at].AsSpan().ContainsAnyInRange('0', '9')
                && (agrees || EditDistance.AtLeast(EditDistance.Letters(mine.Words[at]), EditDistance.Letters(theirs.Words[at])) == 0)
            )
        );
    }
}
