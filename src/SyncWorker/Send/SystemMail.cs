using System.Net;
using MimeKit;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>Mails of the program about itself, to those who run it: a test, an alarm. They pass by the outbox.</summary>
static class SystemMail
{
    /// <param name="settings">Names the sender.</param>
    /// <param name="at">Now.</param>
    /// <param name="name">What the mail is, for its id and file: test, alarm.</param>
    /// <param name="to">One mailbox.</param>
    /// <param name="subject">In one line.</param>
    /// <param name="paragraphs">The text.</param>
    public static ComposedMail Compose(
        StageSettings<SendOptions> settings,
        Moment at,
        string name,
        string to,
        string subject,
        params IReadOnlyList<string> paragraphs
    )
    {
        var sender = settings.Options.From.Address;
        var stamp = at.Instant.ToUnixTimeMilliseconds();
        using var message = MimeMail.New($"<{name}.{stamp}@{EmailAddress.DomainOf(sender)}>");
        message.Date = TimeZoneInfo.ConvertTime(at.Instant, settings.Union.Zone);
        message.From.Add(new MailboxAddress(settings.Options.From.NameVi ?? settings.Union.Staff.Desk.NameVi, sender));
        message.To.Add(new MailboxAddress("", to));
        message.Subject = subject;
        message.Headers.Add(HeaderId.ContentLanguage, MailLanguage.Vi.Code);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.Body = MimeMail.Body(string.Join("\n\n", paragraphs) + "\n", Html(subject, paragraphs), []);
        return ComposedMail.FromMessage(message, $"{name}-{stamp}");
    }

    // Without the templates: it must go out even when one of them is what is wrong.
    static string Html(string subject, IReadOnlyList<string> paragraphs) =>
        $"""
            <!DOCTYPE html>
            <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode(subject)}</title></head>
            <body style="margin:0;padding:24px;font-family:'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.5;overflow-wrap:anywhere">
            {string.Join(
                '\n',
                paragraphs.Select(paragraph => $"<p style=\"margin:0 0 12px;max-width:720px\">{WebUtility.HtmlEncode(paragraph)}</p>")
            )}
            </body></html>

            """;

    /// <summary>Sends it by a transport; what became of it is the answer.</summary>
    public static async Task<Delivery> SendAsync(SendParts parts, SendOptions by, ComposedMail mail, CancellationToken cancellationToken)
    {
        await using var transport = parts.OpenTransport(by);
        return await transport.SendAsync(mail, () => { }, cancellationToken);
    }
}
