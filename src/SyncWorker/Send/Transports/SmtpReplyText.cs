using System.Text.RegularExpressions;
using SyncWorker.Net.Mail;

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
        var words = ReplyText.WithoutAddresses(text);
        if (ReplyText.IsOfLogin(code))
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

    [GeneratedRegex(@"^\s*[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex EnhancedCode();
}
