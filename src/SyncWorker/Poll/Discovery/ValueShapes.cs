using System.Net;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Discovery;

/// <summary>What a value looks like by itself.</summary>
static class ValueShapes
{
    static readonly string[] s_nothing =
    [
        "?",
        "-",
        "--",
        "n/a",
        "na",
        "none",
        "null",
        "unknown",
        "chưa rõ",
        "chưa có",
        "không rõ",
        "không có",
        "không",
        "0000-00-00",
        "00/00/0000",
    ];

    /// <summary>A word that people write where they have nothing to say.</summary>
    public static bool IsNothing(string text) => s_nothing.Contains(text, StringComparer.OrdinalIgnoreCase);

    public static bool IsMailbox(string text) => text.Contains('@', StringComparison.Ordinal) && Mailbox.Read(text).Value is not null;

    public static bool IsCountryCode(string text) => text.Length == 2 && text.All(char.IsAsciiLetter);

    public static bool IsProvinceCode(string text) => text.Trim('\'') is { Length: 1 or 2 } digits && digits.All(char.IsAsciiDigit);

    public static bool IsNumber(string text) =>
        text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-');

    /// <summary>A text with letters that English has not; HTML's escapes are letters too.</summary>
    public static bool IsVietnamese(string text) => WebUtility.HtmlDecode(text).Any(letter => letter > 127 && char.IsLetter(letter));

    /// <summary>A date, a number or a mailbox: nothing that a header says.</summary>
    public static bool IsValue(string text) => IsNumber(text) || IsMailbox(text) || DateGuess.IsDate(text);
}
