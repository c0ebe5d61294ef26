using MimeKit;
using MimeKit.Text;

namespace SyncWorker.Send.Transports;

/// <summary>Makes MIME of a draft by MimeKit.</summary>
static class MimeMail
{
    static readonly FormatOptions s_wire = Wire();

    /// <summary>The message as bytes.</summary>
    public static byte[] Compose(MailDraft draft)
    {
        // Given the id at once: the other constructor makes one of its own, and asks the system for the host's name each time.
        using var message = new MimeMessage(new Header(HeaderId.MessageId, draft.MessageId));
        message.Date = draft.Date;
        message.From.Add(new MailboxAddress(draft.From.Name, draft.From.Address));
        message.To.Add(new MailboxAddress(draft.To.Name, draft.To.Address));
        foreach (var copy in draft.Copies)
        {
            message.Cc.Add(new MailboxAddress("", copy));
        }

        if (draft.ReplyTo is { } reply)
        {
            message.ReplyTo.Add(new MailboxAddress("", reply));
        }

        message.Subject = draft.Subject;
        message.Headers.Add("Content-Language", draft.Language);
        foreach (var (name, value) in draft.Headers)
        {
            message.Headers.Add(name, value);
        }

        message.Body = Body(draft);
        using var wire = new MemoryStream();
        message.WriteTo(s_wire, wire);
        return wire.ToArray();
    }

    static MimeEntity Body(MailDraft draft)
    {
        var parts = new MultipartAlternative
        {
            Part(TextFormat.Plain, draft.Text),
            Part(TextFormat.Html, draft.Html),
        };
        if (draft.Attachments.Count == 0)
        {
            return parts;
        }

        var mixed = new Multipart("mixed") { parts };
        foreach (var attachment in draft.Attachments)
        {
            mixed.Add(new MimePart(ContentType.Parse(attachment.ContentType))
            {
                Content = new MimeContent(new MemoryStream(attachment.Content)),
                ContentDisposition = new(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = attachment.FileName,
            });
        }

        return mixed;
    }

    static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(System.Text.Encoding.UTF8, text);
        return part;
    }

    static FormatOptions Wire()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
