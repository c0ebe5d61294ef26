using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Net.Mail;

/// <summary>The text of a mail server's reply without anybody's address.</summary>
static partial class ReplyText
{
    /// <summary>A login that is wanted or refused (RFC 4954).</summary>
    public static bool IsOfLogin(int code) => code is 530 or 534 or 535 or 538;

    // Of a reply as much is looked at: to look for addresses takes time that grows with the square of a long word.
    const int MostRead = 2_000;

    /// <summary>The text on one line, bounded, with every address taken out.</summary>
    public static string WithoutAddresses(string text)
    {
        var line = AddressesOut(text);
        return line.Length <= 300 ? line.Trim() : WritableText.Cut(line, 300).Trim() + "…";
    }

    /// <summary>The text of our own on one line, with every address taken out.</summary>
    public static string AddressesOut(string text) =>
        Address()
            .Replace((text.Length <= MostRead ? text : WholeWords(WritableText.Cut(text, MostRead))).ReplaceLineEndings(" "), "<address>")
            .Trim();

    // Half an address would not be known for one.
    static string WholeWords(string text) => text.LastIndexOf(' ') is > 0 and var end ? text[..end] : text;

    [GeneratedRegex(@"<?[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>?")]
    private static partial Regex Address();
}
