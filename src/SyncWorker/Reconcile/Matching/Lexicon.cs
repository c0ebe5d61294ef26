using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>What a phrase of a name says: a kind of body, a country, a province, or nothing.</summary>
/// <param name="Word">Filler for a country or province, whose value says more.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
readonly record struct Meaning(WordMeaning Word, string? Country, Province? Province)
{
    public bool Identifies => Country is not null || Province is not null;

    /// <summary>It names a body of our sort: an association, a club, a union.</summary>
    public bool IsBody => !Identifies && Word is WordMeaning.Association or WordMeaning.Club or WordMeaning.Union;
}

/// <summary>A phrase and its meaning, as folded words and as letters in a row.</summary>
/// <param name="Words">The words of the spelling that came first.</param>
sealed record Phrase(string Compact, string Marked, Meaning Means, IReadOnlyList<string> Words)
{
    static readonly char[] s_tones = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

    readonly List<IReadOnlyList<string>> _spellings = [];

    public byte[] Letters { get; } = EditDistance.Letters(Compact);

    public uint Alphabet { get; } = EditDistance.Alphabet(Compact);

    /// <summary>One word, so long that a wrong letter in it does not make the name of another place.</summary>
    public bool IsLongWord { get; init; }

    /// <summary>So short that one letter makes another word: it is matched between word boundaries only.</summary>
    public bool IsShort => Compact.Length <= 2;

    /// <summary>Its marks count where the writer used marks: "ý" is Italy, "y" is not. "và" says nothing either way.</summary>
    public bool NeedsMarks => IsShort && Marked != Compact && (Means.Identifies || Means.Word is not WordMeaning.Filler);

    /// <summary>Takes in another spelling with the same letters.</summary>
    public void Spell(IReadOnlyList<string> marked) => _spellings.Add(marked);

    /// <summary>
    /// Whether it may be written so: marks, or all tones, may be lost on the way ("Duc", "Đưc"), but "Đúc" and "Hán" are other words
    /// than Đức and Hàn.
    /// </summary>
    public bool IsSpelt(IReadOnlyList<string> marked) =>
        _spellings.Exists(known => known.Count == marked.Count && known.Zip(marked).All(pair => MayBe(pair.Second, pair.First)))
        || _spellings.TrueForAll(known => known.Count != marked.Count);

    static bool MayBe(string written, string known)
    {
        if (written == known)
        {
            return true;
        }

        var (mine, theirs) = (NormalizedName.SpellingOf(written), NormalizedName.SpellingOf(known));
        var bare = NormalizedName.ToCompact(known);
        return mine == bare || mine == theirs || WithoutBars(mine) == WithoutBars(theirs.TrimEnd(s_tones)) || mine == WithoutBars(theirs);
    }

    static string WithoutBars(string text) => text.Replace('đ', 'd');
}

/// <summary>All phrases that names are made of.</summary>
sealed class Lexicon
{
    public const string Vietnam = "VN";

    // "CH Dominica" is the Cộng hòa Dominica and not Dominica.
    static readonly (string Form, string Letters)[] s_stateForms =
    [
        ("Cộng hòa Dân chủ Nhân dân ", "CHDCND "),
        ("Cộng hòa Nhân dân ", "CHND "),
        ("Cộng hòa Dân chủ ", "CHDC "),
        ("Cộng hòa Liên bang ", "CHLB "),
        ("Cộng hòa ", "CH "),
    ];

    readonly Node _root = new();
    readonly Dictionary<string, Phrase> _compact = new(StringComparer.Ordinal);

    /// <param name="tables">The tables of config.</param>
    /// <param name="countries">More names, from the rows of the country sources: code and name.</param>
    public Lexicon(ReferenceTables tables, IEnumerable<(string Iso2, string Name)> countries)
    {
        foreach (var words in tables.Words)
        {
            Add(words.Words, new(words.Means, null, null));
        }

        foreach (var country in tables.Countries)
        {
            foreach (var name in country.Names)
            {
                Add(name, new(WordMeaning.Filler, country.Iso2, null));
                foreach (var (form, letters) in s_stateForms.Where(form => name.StartsWith(form.Form, StringComparison.OrdinalIgnoreCase)))
                {
                    Add(letters + name[form.Length..], new(WordMeaning.Filler, country.Iso2, null));
                }
            }
        }

        foreach (var province in tables.Provinces.All)
        {
            foreach (var name in province.Names.Prepend(province.Name))
            {
                Add(name, new(WordMeaning.Filler, null, province));
            }
        }

        foreach (var (iso2, name) in countries)
        {
            Add(name, new(WordMeaning.Filler, iso2, null));
        }

        Phrases = [.. _compact.Values];
        Near = new(Phrases);
        Bodies = [.. Phrases.Where(phrase => phrase.Means.IsBody)];
        Longest = Phrases.Length == 0 ? 0 : Phrases.Max(phrase => phrase.Compact.Length);
        Provinces = tables.Provinces;
    }

    public Phrase[] Phrases { get; }

    public NearPhrases Near { get; }

    /// <summary>Those of <see cref="Phrases"/> that name a body of our sort.</summary>
    public Phrase[] Bodies { get; }

    /// <summary>Letters of the longest phrase.</summary>
    public int Longest { get; }

    public ProvinceTable Provinces { get; }

    public Phrase? Compact(ReadOnlySpan<char> letters) =>
        _compact.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(letters, out var phrase) ? phrase : null;

    /// <summary>A country, a province, or a word for a body or place.</summary>
    public bool IsKnown(string word) => Compact(word) is { Means: { Identifies: true } or { Word: > WordMeaning.Branch } };

    /// <summary>The longest phrase that begins with the word at <paramref name="start"/>, and how many words it has.</summary>
    public (Phrase? Phrase, int Words) LongestAt(NormalizedName name, int start)
    {
        var node = _root;
        Phrase? best = null;
        var words = 0;
        for (var i = start; i < name.Words.Count; i++)
        {
            if (node.Next is null || !node.Next.TryGetValue(name.Words[i], out var next))
            {
                break;
            }

            node = next;
            if (node.Phrase is { } phrase && Fits(phrase, name, start, i))
            {
                best = phrase;
                words = i - start + 1;
            }
        }

        return (best, words);
    }

    static bool Fits(Phrase phrase, NormalizedName name, int start, int end) =>
        !phrase.NeedsMarks
        || (!name.HasMarks && phrase.Means.Word != WordMeaning.Centre) // "TU" is "từ" as well as "TƯ"
        || string.Concat(name.Marked.Skip(start).Take(end - start + 1)) == phrase.Marked;

    void Add(string text, Meaning means)
    {
        var fold = NormalizedName.From(text);
        if (fold.Words.Count == 0)
        {
            return;
        }

        var phrase = new Phrase(fold.Compact, string.Concat(fold.Marked), means, fold.JoinedWords())
        {
            IsLongWord = fold.Words is [{ Length: >= 9 }],
        };
        if (!_compact.TryAdd(phrase.Compact, phrase))
        {
            phrase = _compact[phrase.Compact];
        }

        phrase.Spell(fold.Marked);

        Insert(fold.Words, phrase);
        if (fold.Words.Count > 1 && fold.Compact.Length >= 4)
        {
            Insert([fold.Compact], phrase);
        }
    }

    void Insert(IReadOnlyList<string> words, Phrase phrase)
    {
        var node = _root;
        foreach (var word in words)
        {
            node.Next ??= new(StringComparer.Ordinal);
            if (!node.Next.TryGetValue(word, out var next))
            {
                node.Next[word] = next = new();
            }

            node = next;
        }

        node.Phrase ??= phrase;
    }

    sealed class Node
    {
        public Dictionary<string, Node>? Next { get; set; }

        public Phrase? Phrase { get; set; }
    }
}
