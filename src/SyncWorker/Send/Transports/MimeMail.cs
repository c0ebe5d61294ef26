using MimeKit;
using MimeKit.Text;

namespace SyncWorker.Send.Transports;

/// <summary>The form that all our mails have in MIME: text and HTML, perhaps files. Writes it and reads it back.</summary>
static class MimeMail
{
    static readonly FormatOptions s_wire = Wire();

    /// <summary>
    /// A message with that id. MimeKit's other constructor makes one of its own and asks the system for the host's name each time.
    /// </summary>
    public static MimeMessage New(string messageId) => new(new Header(HeaderId.MessageId, messageId));

    public static MimeEntity Body(string text, string html, IReadOnlyList<MailAttachment> files)
    {
        var parts = new MultipartAlternative { Part(TextFormat.Plain, text), Part(TextFormat.Html, html) };
        if (files is [])
        {
            return parts;
        }

        var mixed = new Multipart("mixed") { parts };
        foreach (var file in files)
        {
            mixed.Add(
                new MimePart(ContentType.Parse(file.ContentType))
                {
                    Content = new MimeContent(new MemoryStream(file.Content)),
                    ContentDisposition = new(ContentDisposition.Attachment),
                    ContentTransferEncoding = ContentEncoding.Base64,
                    FileName = file.FileName,
                }
            );
        }

        return mixed;
    }

    /// <summary>The message as bytes, with CRLF. Headers that were read and not changed are written as they were.</summary>
    public static byte[] Write(MimeMessage message)
    {
        using var wire = new MemoryStream();
        message.WriteTo(s_wire, wire);
        return wire.ToArray();
    }

    public static MimeMessage Read(byte[] message) => MimeMessage.Load(new MemoryStream(message));

    extension(MimeMessage message)
    {
        /// <summary>The text part, with \n.</summary>
        public string PlainText => (message.TextBody ?? "").ReplaceLineEndings("\n");

        /// <summary>The HTML part, with \n.</summary>
        public string Html => (message.HtmlBody ?? "").ReplaceLineEndings("\n");

        public IReadOnlyList<MailAttachment> Files =>
            [
                .. message
                    .Attachments.OfType<MimePart>()
                    .Select(part => new MailAttachment(part.FileName!, Type(part.ContentType), Content(part))),
            ];
    }

    static string Type(ContentType type) => type.Charset is { } charset ? $"{type.MimeType}; charset={charset}" : type.MimeType;

    static byte[] Content(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
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
