using MimeKit;

namespace SyncWorker.Inbox;

/// <summary>
/// Tells by its headers whether a program sent a mail: an absence note or a delivery report quotes the subject it answers, and
/// no person decided anything by it.
/// </summary>
static class AutomaticMail
{
    // RFC 3834 asks for Auto-Submitted. Older programs write one of these instead, Exchange often the last one only.
    static readonly string[] s_marks = ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"];

    static readonly string[] s_precedences = ["auto_reply", "bulk", "junk", "list"];

    public static bool Matches(HeaderList headers) =>
        (headers[HeaderId.AutoSubmitted] is { } auto && !IsNo(auto))
        || s_marks.Any(headers.Contains)
        || (headers[HeaderId.Precedence] is { } precedence && s_precedences.Contains(precedence.Trim(), StringComparer.OrdinalIgnoreCase))
        || headers[HeaderId.ReturnPath]?.Trim() == "<>"
        || (ContentType.TryParse(headers[HeaderId.ContentType] ?? "", out var type) && type.IsMimeType("multipart", "report"));

    // The keyword alone; a comment or a parameter may follow. "none" is no keyword.
    static bool IsNo(string autoSubmitted) => autoSubmitted.Split(' ', ';', '(')[0].Equals("no", StringComparison.OrdinalIgnoreCase);
}
