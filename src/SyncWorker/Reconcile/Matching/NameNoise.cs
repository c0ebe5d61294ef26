using System.Text.RegularExpressions;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// What lists hang on a name without meaning another organisation: the number of the line, the years of the term, the code of the
/// country that its column says.
/// </summary>
static partial class NameNoise
{
    /// <summary>The name without them; null when there are none.</summary>
    /// <param name="text">As the source writes it.</param>
    /// <param name="country">The country that a column of the row says.</param>
    public static string? Remove(string text, string? country)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9') && !text.Contains('(') && !LineNumber().IsMatch(text))
        {
            return null;
        }

        var bare = LineNumber().Replace(Term().Replace(text, ""), "");
        if (country is not null)
        {
            bare = bare.Replace($"({country})", "", StringComparison.OrdinalIgnoreCase);
        }

        return bare.Length < text.Length && !string.IsNullOrWhiteSpace(bare) ? bare : null;
    }

    // "1. ", "12) ", "3/ ", "XII. "
    [GeneratedRegex(@"^\s*(\d{1,3}|[IVX]{1,6})\s*[.)/]\s*(?=\p{L})")]
    private static partial Regex LineNumber();

    // "(2020-2025)", "(nhiệm kỳ 2020 - 2025)"
    [GeneratedRegex(@"[(\[][^()\[\]\d]{0,12}(19|20)\d\d\s*\p{Pd}\s*(19|20)\d\d\s*[)\]]\s*$")]
    private static partial Regex Term();
}
