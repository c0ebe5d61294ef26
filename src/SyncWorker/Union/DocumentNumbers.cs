using System.Text.RegularExpressions;

namespace SyncWorker.Union;

/// <summary>
/// Finds a document by what people write for it in a <c>basis</c>: its number alone, or with its day where a number comes again each year
/// ("123/LHHN-VP ngày 02/06/2026"). Case, marks and spaces of a number do not matter. Any other text is a citation already and stays.
/// </summary>
sealed partial class DocumentNumbers(IEnumerable<OfficialDocument> documents)
{
    public static readonly DocumentNumbers None = new([]);

    readonly ILookup<string, OfficialDocument> _byNumber = documents
        .Where(document => document.Number is not null)
        .DistinctBy(document => document.Citation)
        .ToLookup(document => NormalizedName.ToCompact(document.Number!), StringComparer.Ordinal);

    /// <summary>The only document that is meant; null when none or several may be.</summary>
    public OfficialDocument? Find(string text) => Meant(text) is [var only] ? only : null;

    /// <summary>The document as an office cites it; the text as it is where it names no document that is known.</summary>
    public string? Cite(string? text) => text is null ? null : Find(text)?.Citation ?? text;

    /// <summary>Why a text that looks like a number names no document; null where it names one or is no number.</summary>
    public string? Missing(string text) =>
        Written().Match(text.Trim()) is not { Success: true } written
            ? null
            : Meant(text).Count switch
            {
                1 => null,
                0 => $"no source tells of a document with the number \"{text}\"",
                var several =>
                    $"{several} documents have the number \"{written.Groups["number"].Value}\"; add the day, such as \"{written.Groups["number"].Value} ngày 02/06/2026\"",
            };

    List<OfficialDocument> Meant(string text)
    {
        var written = Written().Match(text.Trim());
        var number = written.Success ? written.Groups["number"].Value : text;
        var day = written.Groups["day"];
        return
        [
            .. _byNumber[NormalizedName.ToCompact(number)]
                .Where(document => !day.Success || (DayText.TryParse(day.Value, out var on) && document.Day == PartialDate.OfDay(on))),
        ];
    }

    // "123/LHHN-VP", "07-QĐ/TW", with or without "số" before and a day behind.
    [GeneratedRegex(@"^(số\s+)?(?<number>\d+[\p{L}\d]*[/-]\S*)(\s+ngày\s+(?<day>\S+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
