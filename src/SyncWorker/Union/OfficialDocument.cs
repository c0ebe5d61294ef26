using System.Globalization;
using System.Text.RegularExpressions;

namespace SyncWorker.Union;

/// <summary>A document as a source tells it: a decision, a resolution, a letter.</summary>
/// <param name="Number">"1830/LHHN-VP"; null for one without.</param>
/// <param name="Title">What it is, or what it is about: "Chương trình hành động", "V/v gửi báo cáo 6 tháng".</param>
sealed partial record OfficialDocument(string? Number, string Title)
{
    const int LongestTitle = 200; // in a citation; the list shows all of it
    const int LongestLink = 2000;

    // "thực hiện Chỉ thị …" says what a programme is for; the name of its kind ends before it.
    static readonly string[] s_aboutWords = ["về", "thực hiện", "ban hành", "triển khai", "nhằm", "v/v"];

    // Kinds by Nghị định 30/2020/NĐ-CP and of party documents. After those with "about" a title goes on with "về việc".
    static readonly (string Kind, string? Symbol, bool TakesAbout)[] s_kinds =
    [
        ("Nghị quyết", "NQ", true),
        ("Quyết định", "QĐ", true),
        ("Chỉ thị", "CT", true),
        ("Thông báo", "TB", true),
        ("Kết luận", "KL", true),
        ("Công văn", null, true),
        ("Công điện", "CĐ", true),
        ("Tờ trình", "TTr", true),
        ("Nghị định", "NĐ", true),
        ("Thông tư", "TT", true),
        ("Chương trình", "CTr", false),
        ("Kế hoạch", "KH", false),
        ("Hướng dẫn", "HD", false),
        ("Báo cáo", "BC", false),
        ("Quy chế", "QC", false),
        ("Quy định", "QyĐ", false),
        ("Đề án", "ĐA", false),
        ("Biên bản", "BB", false),
        ("Giấy mời", "GM", false),
        ("Bản ghi nhớ", "BGN", false),
        ("Bản thỏa thuận", "BTT", false),
    ];

    public PartialDate? Day { get; init; }

    public string? Issuer { get; init; }

    /// <summary>As the source writes it, whatever it is.</summary>
    public string? Link { get; init; }

    /// <summary>
    /// The link where a page may lead there: http or https, without a name or password of a site in it, and no mailbox. Null for all else.
    /// </summary>
    public string? Href =>
        Link is { Length: <= LongestLink } link
        && !link.Contains('@', StringComparison.Ordinal)
        && Uri.TryCreate(link, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0
            ? address.AbsoluteUri
            : null;

    /// <summary>Reads the fields of a row of the kind <c>document</c>.</summary>
    public static OfficialDocument Read(IReadOnlyDictionary<string, string> fields)
    {
        var number = fields.GetValueOrDefault(CanonicalField.Number);
        return new(number, fields.GetValueOrDefault(CanonicalField.NameVi) ?? number ?? "")
        {
            Day = PartialDate.TryParse(fields.GetValueOrDefault(CanonicalField.Day), out var day) ? day : null,
            Issuer = fields.GetValueOrDefault(CanonicalField.Issuer),
            Link = fields.GetValueOrDefault(CanonicalField.Link),
        };
    }

    /// <summary>
    /// As an office cites it: "Công văn số 123/LHHN-VP ngày 02/06/2026 của Liên hiệp các tổ chức hữu nghị Việt Nam về việc gửi báo cáo".
    /// A title that names the number is cited as it is.
    /// </summary>
    public string Citation
    {
        get
        {
            var title = Shortened(Spaces().Replace(Title, " ").Trim());
            if (Number is { } own && title.Contains(own, StringComparison.OrdinalIgnoreCase))
            {
                return title.Contains("ngày", StringComparison.OrdinalIgnoreCase) ? title : title + On;
            }

            var (name, about) = Parts(title);
            var number = Number is null ? "" : $" số {Number}";
            var issuer = Issuer is null ? "" : $" của {Issuer}";
            return $"{name}{number}{On}{issuer}{(about.Length > 0 ? $" {about}" : "")}";
        }
    }

    string On =>
        Day switch
        {
            { Precision: DatePrecision.Day } date => $" ngày {DayText.DayFirst(new(date.Year, date.Month, date.Day))}",
            { Precision: DatePrecision.Month } date => string.Create(CultureInfo.InvariantCulture, $" tháng {date.Month}/{date.Year}"),
            { } date => string.Create(CultureInfo.InvariantCulture, $" năm {date.Year}"),
            null => "",
        };

    /// <summary>What the document is called before its number, and what it is about behind it.</summary>
    (string Name, string About) Parts(string title)
    {
        var cut = s_aboutWords.Select(word => IndexOf(title, word)).Where(at => at >= 0).DefaultIfEmpty(title.Length).Min();
        var (name, about) = (title[..cut].Trim(), WithAbout(title[cut..].Trim()));
        var known = Array.Find(s_kinds, kind => name.StartsWith(kind.Kind, StringComparison.OrdinalIgnoreCase));
        if (known.Kind is null)
        {
            // "Gửi danh sách đoàn đi dự": its kind is in its number, or it is a letter by its "V/v".
            var kind =
                Array.Find(s_kinds, kind => kind.Symbol is not null && Symbols().Contains(kind.Symbol)).Kind
                ?? (title.StartsWith("v/v", StringComparison.OrdinalIgnoreCase) ? "Công văn" : "Văn bản");
            return name.Length == 0 ? (kind, about)
                : Number is null ? (title, "")
                : (kind, $"về việc {Lowered(title)}");
        }

        var rest = name[known.Kind.Length..].Trim();
        return known.TakesAbout && rest.Length > 0
            ? (known.Kind, $"về việc {string.Join(' ', new[] { rest, about }.Where(part => part.Length > 0))}")
            : (name, about);
    }

    // "V/v gửi báo cáo", "về việc gửi báo cáo", "về công tác": the first is written out, the others stay.
    static string WithAbout(string about) =>
        about.StartsWith("v/v", StringComparison.OrdinalIgnoreCase) ? $"về việc {Lowered(about[3..].TrimStart(' ', ':'))}"
        : about.StartsWith("ban hành", StringComparison.OrdinalIgnoreCase) ? $"về việc {Lowered(about)}"
        : Lowered(about);

    // Where the word stands as a word of its own, at the start or after a space.
    static int IndexOf(string title, string word)
    {
        for (var at = title.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; )
        {
            var end = at + word.Length;
            if ((at == 0 || title[at - 1] == ' ') && (end == title.Length || !char.IsLetter(title[end])))
            {
                return at;
            }

            at = title.IndexOf(word, end, StringComparison.OrdinalIgnoreCase);
        }

        return -1;
    }

    string[] Symbols() => (Number ?? "").Split(['/', '-', ' '], StringSplitOptions.RemoveEmptyEntries);

    // A name keeps its capital: only a first word whose second letter is small and that no name follows is lowered.
    static string Lowered(string text) =>
        text is [var first, var second, ..] && char.IsUpper(first) && (char.IsLower(second) || second == ' ') && !BeginsWithName(text)
            ? char.ToLowerInvariant(first) + text[1..]
            : text;

    static bool BeginsWithName(string text) => text.Split(' ') is [_, var next, ..] && next.Length > 0 && char.IsUpper(next[0]);

    static string Shortened(string title) => title.Length <= LongestTitle ? title : WritableText.Cut(title, LongestTitle).TrimEnd() + "…";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
