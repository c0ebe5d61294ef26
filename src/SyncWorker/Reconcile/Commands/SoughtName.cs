using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Commands;

/// <summary>What a person looks for: words, and the country that some of them name.</summary>
sealed class SoughtName
{
    readonly NormalizedName _name;
    readonly string? _country;
    readonly IReadOnlyList<string> _others;

    SoughtName(NormalizedName name, string? country, IReadOnlyList<string> others) => (_name, _country, _others) = (name, country, others);

    /// <summary>Null when there is no letter in it.</summary>
    public static SoughtName? Read(string text, IReadOnlyList<CountryNames> countries)
    {
        var name = NormalizedName.From(text);
        if (name.Words.Count == 0)
        {
            return null;
        }

        var (country, at, words) = countries
            .SelectMany(country => country.Names, (country, known) => (country.Iso2, Words: NormalizedName.From(known).Words))
            .Select(known => (known.Iso2, At: IndexOf(name.Words, known.Words), known.Words.Count))
            .Where(known => known.At >= 0 && known.Iso2 != "VN")
            .OrderByDescending(known => known.Count)
            .FirstOrDefault();
        return new(name, country, country is null ? [] : [.. name.Words.Take(at), .. name.Words.Skip(at + words)]);
    }

    /// <summary>How well the name of a partner of that country fits; null when it does not.</summary>
    public NameFit? Fit(string text, string? country)
    {
        var name = NormalizedName.From(text);
        return name.Compact == _name.Compact ? NameFit.Whole
            : country is not null && country == _country && _others.All(name.Words.Contains) ? NameFit.Country
            : _name.Words.All(name.Words.Contains) ? NameFit.WholeWords
            : name.Compact.Contains(_name.Compact, StringComparison.Ordinal) ? NameFit.PartOfWord
            : null;
    }

    static int IndexOf(IReadOnlyList<string> words, IReadOnlyList<string> sought)
    {
        for (var at = 0; sought.Count > 0 && at + sought.Count <= words.Count; at++)
        {
            if (words.Skip(at).Take(sought.Count).SequenceEqual(sought))
            {
                return at;
            }
        }

        return -1;
    }
}
