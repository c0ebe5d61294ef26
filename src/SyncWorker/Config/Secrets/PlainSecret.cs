using System.Buffers;
using System.Text.RegularExpressions;

namespace SyncWorker.Config.Secrets;

/// <summary>
/// Finds what looks like a secret where config has an address or a header: secrets never stand in a file that people copy, mail and back
/// up. Judged by the name that carries it, and by the beginnings that some issuers give their tokens.
/// </summary>
static partial class PlainSecret
{
    // RFC 9110, 5.6.2: a token
    static readonly SearchValues<char> s_nameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    /// <summary>Headers that the program or .NET writes itself, or that belong to a body, which a request for data has not.</summary>
    static readonly string[] s_own =
    [
        "Host",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Content-Encoding",
        "Content-Language",
        "Transfer-Encoding",
        "Expect",
        "Upgrade",
        "Keep-Alive",
        "Trailer",
        "TE",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
    ];

    /// <summary>The name of the query parameter that carries a secret; null when none does.</summary>
    public static string? InQuery(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
            ? url
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Where(pair => pair is [_, { Length: > 0 }])
                .Select(pair => (Name: Uri.UnescapeDataString(pair[0]), Value: Uri.UnescapeDataString(pair[1])))
                .Where(pair => Names().IsMatch(pair.Name) || Issued().IsMatch(pair.Value) || IsKey(pair.Name, pair.Value))
                .Select(pair => pair.Name)
                .FirstOrDefault()
            : null;

    /// <summary>Whether a header of this name or with this value carries a secret.</summary>
    public static bool InHeader(string name, string value) =>
        HeaderNames().IsMatch(name) || Names().IsMatch(name) || Issued().IsMatch(value);

    /// <summary>Whether a key of that name would hold a secret.</summary>
    public static bool IsName(string name) => Names().IsMatch(name);

    /// <summary>Whether the text can be the name of a header.</summary>
    public static bool IsHeaderName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(s_nameCharacters);

    /// <summary>Whether config may set the header.</summary>
    public static bool IsFreeHeader(string name) => !s_own.Contains(name, StringComparer.OrdinalIgnoreCase);

    // "key" is a word of many meanings; one whose value no person chose is a secret.
    static bool IsKey(string name, string value) =>
        name.Equals("key", StringComparison.OrdinalIgnoreCase)
        && value.Length >= 16
        && value.Any(char.IsAsciiDigit)
        && value.Any(char.IsAsciiLetter);

    [GeneratedRegex(
        @"^(?:x[-_.]?)?(?:[a-z]+[-_.])*?(?:api[-_.]?key|access[-_.]?key|secret[-_.]?key|subscription[-_.]?key|auth[-_.]?key|app[-_.]?key|client[-_.]?secret|(?:access|auth|api|id|refresh|session|bearer|security|private)?[-_.]?token|secret|password|passwd|passcode|passphrase|pwd|pass|mat[-_.]?khau|signature|sig|authorization|auth|jwt|bearer|credentials?|session[-_.]?id)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Names();

    [GeneratedRegex(@"^(?:proxy-)?authorization$|^cookie$|^set-cookie$", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderNames();

    [GeneratedRegex(
        @"^(?:Bearer|Basic|Digest|Negotiate|Token)\s+\S+|\beyJ[\w-]{8,}|\bsk[-_](?:live|test)[-_]\w+|\bgh[pousr]_\w{16,}|\bAKIA[0-9A-Z]{12,}|\bxox[abp]-\w+|\bAIza[\w-]{20,}"
    )]
    private static partial Regex Issued();
}
