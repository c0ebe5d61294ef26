using System.Text.RegularExpressions;
using MimeKit;

namespace SyncWorker.Inbox;

/// <summary>
/// Tells by its headers whether a program sent a mail: an absence note, a receipt or a delivery report quotes the subject it answers,
/// and no person decided anything by it. A header that stands there several times is looked at each time.
/// </summary>
static partial class AutomaticMail
{
    // RFC 3834 asks for Auto-Submitted. Older programs write one of these instead (X-Autoreply, X-Autorespond, X-Auto-Response-Suppress,
    // …).
    const string Prefix = "X-Auto";

    static readonly HashSet<string> s_marks = new(StringComparer.OrdinalIgnoreCase)
    {
        "X-Mail-Autoreply",
        "X-FC-MachineGenerated",
        "X-Failed-Recipients",
        "X-MS-Exchange-Generated-Message-Source",
        "List-Id",
        "List-Unsubscribe",
    };

    static readonly HashSet<string> s_precedences = new(StringComparer.OrdinalIgnoreCase)
    {
        "auto_reply",
        "auto-reply",
        "bulk",
        "junk",
        "list",
    };

    public static bool Matches(HeaderList headers) => headers.Any(IsMark);

    static bool IsMark(Header header) =>
        header.Id switch
        {
            HeaderId.AutoSubmitted => !IsNo(header.Value),
            HeaderId.Precedence => s_precedences.Contains(header.Value.Trim()),
            HeaderId.ReturnPath => header.Value.Replace(" ", "", StringComparison.Ordinal) is "<>" or "",
            HeaderId.ContentType => ContentType.TryParse(header.Value, out var type)
                && (type.IsMimeType("multipart", "report") || IsReport(type)),
            HeaderId.From or HeaderId.Sender => Daemon().IsMatch(header.Value),
            HeaderId.Subject => Subject().IsMatch(header.Value),
            _ => header.Field.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                || s_marks.Contains(header.Field)
                || (
                    header.Field.ToUpperInvariant() is "X-POST-MESSAGECLASS" or "DELIVERED-TO"
                    && header.Value.Contains("autoresponder", StringComparison.OrdinalIgnoreCase)
                ),
        };

    // The keyword alone; a comment or a parameter may follow. "none" is no keyword.
    static bool IsNo(string autoSubmitted) => autoSubmitted.Split(' ', ';', '(')[0].Equals("no", StringComparison.OrdinalIgnoreCase);

    static bool IsReport(ContentType type) =>
        type.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase)
        && type.MediaSubtype.ToUpperInvariant() is "DISPOSITION-NOTIFICATION" or "DELIVERY-STATUS";

    [GeneratedRegex(@"\b(mailer-daemon|postmaster)@", RegexOptions.IgnoreCase)]
    private static partial Regex Daemon();

    // As Exchange, Notes, Gmail and Postfix begin them, in English and Vietnamese.
    [GeneratedRegex(
        @"^\s*((automatic reply|auto-?reply|auto|autoresponse|out of (the )?office|away|trả lời tự động|tự động trả lời|vắng mặt|read|not read|đã đọc|chưa đọc|undeliverable|không gửi được|returned mail|delivery (delayed|failure)|mail delivery failed)\s*:|undelivered mail returned|delivery status notification|mail delivery (failed|subsystem)|failure notice)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Subject();
}
