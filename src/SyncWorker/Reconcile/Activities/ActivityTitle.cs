using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Activities;

/// <summary>
/// What the name of an activity says, whatever its spelling: marks, case and signs do not count, abbreviations are written out, countries and
/// provinces are their codes, and words that any activity may bear weigh little.
/// </summary>
sealed class ActivityTitle
{
    /// <summary>What words weigh that say little: "lễ", "nhân dịp", "tổ chức".</summary>
    const double Slight = 0.15;

    // Written so in lists and minutes; letters without marks.
    static readonly Dictionary<string, string[]> s_abbreviations = new(StringComparer.Ordinal)
    {
        ["kn"] = ["ky", "niem"],
        ["qh"] = ["quan", "he"],
        ["qhng"] = ["quan", "he", "ngoai", "giao"],
        ["tl"] = ["thanh", "lap"],
        ["hn"] = ["huu", "nghi"],
        ["gm"] = ["gap", "mat"],
        ["gl"] = ["giao", "luu"],
    };

    static readonly HashSet<string> s_slight = new(
        (
            "le buoi cuoc chuong trinh hoat dong to chuc phoi hop nhan dip ngay va cua cho voi tai o trong cac ve thiet lap ngoai giao "
            + "nam thu su kien mung chao chung tham du cung giua the on"
        ).Split(' '),
        StringComparer.Ordinal
    );

    // What was held: two activities that say different ones are never one without a person.
    static readonly string[][] s_forms =
    [
        ["hoi", "thao"],
        ["toa", "dam"],
        ["trien", "lam"],
        ["gap", "mat"],
        ["mit", "tinh"],
        ["giao", "luu"],
        ["hoi", "nghi"],
        ["dai", "hoi"],
        ["hop", "bao"],
        ["chieu", "phim"],
        ["ky", "ket"],
        ["trao", "tang"],
        ["trao", "hoc", "bong"],
        ["tiep", "doan"],
        ["don", "doan"],
        ["tham", "va", "lam", "viec"],
        ["khai", "mac"],
        ["be", "mac"],
        ["ra", "quan"],
        ["tap", "huan"],
        ["ban", "giao"],
        ["khoi", "cong"],
        ["khanh", "thanh"],
        ["dang", "hoa"],
        ["van", "nghe"],
        ["the", "thao"],
        ["cuoc", "thi"],
        ["phat", "dong"],
    ];

    readonly Dictionary<string, double> _words;

    // Places as they were written, without marks: another writer's "lao" may be Lào.
    readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    ActivityTitle(Dictionary<string, double> words, HashSet<string> numbers, HashSet<int> forms)
    {
        (_words, Numbers, Forms) = (words, numbers, forms);
        Weight = words.Values.Sum();
    }

    /// <summary>What all its words weigh together.</summary>
    public double Weight { get; }

    /// <summary>Numbers but for years: "65 năm", "lần thứ 3", "đợt 2".</summary>
    public IReadOnlySet<string> Numbers { get; }

    /// <summary>Kinds of event that it names.</summary>
    public IReadOnlySet<int> Forms { get; }

    /// <summary>Countries that it names, without Vietnam.</summary>
    public IReadOnlySet<string> Countries { get; private init; } = new HashSet<string>();

    /// <summary>Codes of provinces that it names.</summary>
    public IReadOnlySet<string> Provinces { get; private init; } = new HashSet<string>();

    /// <param name="name">As a source writes it.</param>
    /// <param name="lexicon">The names of countries and provinces.</param>
    public static ActivityTitle Read(string name, Lexicon lexicon)
    {
        var text = NormalizedName.From(name);
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var countries = new HashSet<string>(StringComparer.Ordinal);
        var provinces = new HashSet<string>(StringComparer.Ordinal);
        var plain = new List<string>(text.Words.Count);
        var written = new List<(string Token, string Written)>();
        var isAfterVietnam = false;
        for (var i = 0; i < text.Words.Count; )
        {
            var (phrase, length) = lexicon.LongestAt(text, i);
            if (phrase?.Means is { Identifies: true } means && (isAfterVietnam || IsPlace(phrase, text, i, length)))
            {
                Place(means, words, countries, provinces);
                written.Add(($"@{means.Country}", phrase.Compact));
                isAfterVietnam = means.Country == Lexicon.Vietnam && text.GapAfter(i + length - 1) is not (WordGap.Sign or WordGap.None);
                plain.Add(""); // a place parts the words before it from those after it
                i += length;
                continue;
            }

            isAfterVietnam = false;
            plain.AddRange(s_abbreviations.GetValueOrDefault(text.Words[i]) ?? [text.Words[i]]);
            i++;
        }

        foreach (var word in plain.Where(word => word.Length > 0))
        {
            if (!word.All(char.IsAsciiDigit))
            {
                words[word] = s_slight.Contains(word) || word.Length == 1 ? Slight : 1;
            }
            else if (word.Length != 4)
            {
                numbers.Add(word.TrimStart('0'));
            }
        }

        var title = new ActivityTitle(words, numbers, Named(plain)) { Countries = countries, Provinces = provinces };
        written.ForEach(place => title._written.TryAdd(place.Token, place.Written));
        return title;
    }

    // In the middle of a sentence "giáo dục" is not Đức, and "anh hùng" not Anh: a short word is a country where its marks say so, or behind
    // "Việt Nam".
    static bool IsPlace(Phrase phrase, NormalizedName text, int at, int length)
    {
        var isBare = phrase.Marked == phrase.Compact; // Cuba, Peru: no word of Vietnamese
        return length > 1
            || phrase.Means.Country == Lexicon.Vietnam
            || phrase.Compact.Length > 4
            || (isBare && phrase.Compact.Length > 3 && text.Marked[at] == text.Words[at])
            || (text.Marked[at] != text.Words[at] && phrase.IsSpelt([text.Marked[at]]));
    }

    static void Place(Meaning means, Dictionary<string, double> words, HashSet<string> countries, HashSet<string> provinces)
    {
        if (means.Country is { } country && country != Lexicon.Vietnam)
        {
            countries.Add(country);
            words["@" + country] = 1.5;
        }

        if (means.Province is { } province)
        {
            provinces.Add(province.Code);
            words["#" + province.Code] = 0.5; // the units say it mostly
        }
    }

    static HashSet<int> Named(List<string> plain)
    {
        var forms = new HashSet<int>();
        for (var i = 0; i < s_forms.Length; i++)
        {
            var form = s_forms[i];
            for (var at = 0; at + form.Length <= plain.Count; at++)
            {
                if (plain.Skip(at).Take(form.Length).SequenceEqual(form))
                {
                    forms.Add(i);
                    break;
                }
            }
        }

        return forms;
    }

    /// <summary>How much of what both say is the same, 0 to 1: twice the shared weight of the sum of both.</summary>
    public double Likeness(ActivityTitle other)
    {
        if (Weight + other.Weight <= 0)
        {
            return 0;
        }

        var shared = 0.0;
        foreach (var (word, weight) in _words)
        {
            shared += other._words.TryGetValue(word, out var theirs) ? Math.Min(weight, theirs) : 0;
        }

        return 2 * shared / (Weight + other.Weight);
    }

    /// <summary>
    /// Whether each has a word of weight that the other has not: then a word stands in another's place ("đoàn A", "đoàn B"), and the longer
    /// name does not merely say more. A letter mistaken in a long word is the same word.
    /// </summary>
    public bool ReplacesWords(ActivityTitle other) => HasOwnWords(other) && other.HasOwnWords(this);

    bool HasOwnWords(ActivityTitle other) =>
        _words.Any(word => word.Value > Slight && !other.Knows(word.Key, _written.GetValueOrDefault(word.Key)));

    bool Knows(string word, string? written) =>
        _words.ContainsKey(word)
        || (written is not null && Countries.Count == 0 && _words.ContainsKey(written)) // beside a country "duc" is "dục"
        || (Countries.Count == 1 && _written.ContainsValue(word))
        || _words.Keys.Any(own => IsSlip(own, word));

    static bool IsSlip(string word, string other) => word.Length >= 5 && other.Length >= 5 && EditDistance.Between(word, other, 1) <= 1;
}
