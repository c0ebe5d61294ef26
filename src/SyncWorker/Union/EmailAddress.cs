using System.Buffers;
using System.Globalization;
using MimeKit;

namespace SyncWorker.Union;

/// <summary>The one check of a mailbox: a bare address without name, comment or list, whose domain has a dot.</summary>
static class EmailAddress
{
    /// <summary>A regular expression that every good address matches, for the schema; <see cref="Fault"/> decides.</summary>
    public const string Pattern = @"^[^\s@,;<>""()\[\]\\:]{1,64}@[^\s@,;<>""()\[\]\\:.]+(\.[^\s@,;<>""()\[\]\\:.]+)+$";

    // RFC 5321, 4.5.3.1.
    const int Longest = 254,
        LongestLocalPart = 64;

    // Line breaks and lists would let a source's data write headers and add recipients of its own.
    static readonly SearchValues<char> s_never = SearchValues.Create("()[]\\:");

    static readonly ParserOptions s_strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
    };

    /// <summary>What is wrong, as the end of a sentence and without the address itself; null when the text is one bare address.</summary>
    public static string? Fault(string? text) =>
        text switch
        {
            null or "" => "it is empty",
            _ when text.Any(IsInvisible) => "it holds a character that cannot be seen",
            _ when text.AsSpan().ContainsAny(',', ';') => "it is more than one address",
            _ when text.AsSpan().ContainsAny('<', '>', '"') => "it has a name beside the address",
            _ when text.Any(char.IsWhiteSpace) => "it holds a space",
            _ when text.AsSpan().ContainsAny(s_never) => "it holds a character that an address does not have",
            _ => Parts(text, text.Split('@')),
        };

    public static bool IsOne(string? text) => Fault(text) is null;

    /// <summary>The part after the @.</summary>
    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    static string? Parts(string text, string[] parts) =>
        parts switch
        {
            [_] => "it has no @",
            not [_, _] => "it has more than one @",
            ["", _] => "there is nothing before the @",
            [_, var domain] when !domain.Contains('.', StringComparison.Ordinal) || domain.StartsWith('.') || domain.EndsWith('.') =>
                "what follows the @ is no domain such as example.org",
            _ when text.Contains("..", StringComparison.Ordinal) => "two dots follow each other",
            [{ Length: > LongestLocalPart }, _] => "it is too long",
            _ when text.Length > Longest => "it is too long",
            _ => MailboxAddress.TryParse(s_strict, text, out var mailbox) && string.IsNullOrEmpty(mailbox.Name)
                ? null
                : "it is not written as an address",
        };

    // A line break, a zero-width space, a mark that turns the direction of writing.
    static bool IsInvisible(char character) => char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format;
}
