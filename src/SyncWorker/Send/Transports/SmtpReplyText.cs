using System.Text.RegularExpressions;

namespace SyncWorker.Send.Transports;

/// <summary>Reads a server's reply: what it means for the mail, and its text without anybody's address.</summary>
static partial class SmtpReplyText
{
    /// <summary>
    /// The meaning of a refusal. The enhanced code (RFC 3463: class.subject.detail at the start of the text) wins over the
    /// reply code: some servers send 550 4.2.2. A login that is wanted or refused is 530, 534, 535, 538 (RFC 4954).
    /// </summary>
    public static Delivery Refusal(int code, string text)
    {
        var words = WithoutAddresses(text);
        if (code is 530 or 534 or 535 or 538)
        {
            return new Delivery.LoginRefused(code, words);
        }

        if (code is 421 or 432)
        {
            return new Delivery.NoServer(code, words); // the session ends, or all are too many: not this mail's fault
        }

        var isPermanent = EnhancedCode().Match(text) is { Success: true } enhanced ? enhanced.ValueSpan[0] == '5' : code >= 500;
        return isPermanent ? new Delivery.Permanent(code, words) : new Delivery.Temporary(code, words);
    }

    // Of a reply as much is looked at: to look for addresses takes time that grows with the square of a long word.
    const int MostRead = 2_000;

    /// <summary>The text on one line, bounded, with every address taken out.</summary>
    public static string WithoutAddresses(string text)
    {
        var line = AddressesOut(text);
        return line.Length <= 300 ? line.Trim() : line[..300].Trim() + "…";
    }

    /// <summary>The text of our own on one line, with every address taken out.</summary>
    public static string AddressesOut(string text) =>
        Address().Replace((text.Length <= MostRead ? text : WholeWords(text[..MostRead])).ReplaceLineEndings(" "), "<address>").Trim();

    // Half an address would not be known for one.
    static string WholeWords(string text) => text.LastIndexOf(' ') is > 0 and var end ? text[..end] : text;

    [GeneratedRegex(@"^\s*[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"<?[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>?")]
    private static partial Regex Address();
}
