using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace SyncWorker.Send.Transports;

/// <summary>Makes MIME of a draft by System.Net.Mail, and a <see cref="MailMessage"/> of the frozen MIME again.</summary>
static class MimeMail
{
    /// <summary>
    /// The message as bytes. System.Net.Mail writes messages to a pickup folder only, so it is given a private one in
    /// <paramref name="scratch"/>; its envelope headers are taken out and the date, which it always sets to now, put right.
    /// </summary>
    public static byte[] Compose(MailDraft draft, string scratch)
    {
        var folder = Path.Combine(scratch, $"compose-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        Directory.CreateDirectory(folder);
        try
        {
            using var message = Message(draft);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
            client.Send(message);
            var file = Directory.GetFiles(folder, "*.eml").Single();
            return Mend(File.ReadAllBytes(file), draft.Date);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The frozen message as System.Net.Mail sends it. Its headers and parts are the same; boundaries and date are set anew.</summary>
    public static MailMessage Read(Envelope mail)
    {
        var frozen = MimeReader.Read(mail.Message);
        var message = new MailMessage { From = new(frozen.From.Address, frozen.From.Name, Encoding.UTF8) };
        message.To.Add(new MailAddress(mail.To, frozen.To.Name, Encoding.UTF8));
        foreach (var copy in mail.Copies)
        {
            message.CC.Add(copy);
        }

        Fill(message, frozen);
        return message;
    }

    static MailMessage Message(MailDraft draft)
    {
        var message = new MailMessage { From = new(draft.From.Address, draft.From.Name, Encoding.UTF8) };
        message.To.Add(new MailAddress(draft.To.Address, draft.To.Name, Encoding.UTF8));
        foreach (var copy in draft.Copies)
        {
            message.CC.Add(copy);
        }

        Fill(message, draft);
        return message;
    }

    static void Fill(MailMessage message, MailDraft draft)
    {
        message.Subject = draft.Subject;
        message.SubjectEncoding = Encoding.UTF8;
        if (draft.ReplyTo is { } reply)
        {
            message.ReplyToList.Add(reply);
        }

        message.Headers.Add("Message-ID", draft.MessageId);
        message.Headers.Add("Content-Language", draft.Language);
        foreach (var (name, value) in draft.Headers)
        {
            message.Headers.Add(name, value);
        }

        // Base64: its quoted-printable writes line ends as =0D=0A, which some readers show.
        message.AlternateViews.Add(View(draft.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(draft.Html, MediaTypeNames.Text.Html));
        foreach (var attachment in draft.Attachments)
        {
            message.Attachments.Add(new(new MemoryStream(attachment.Content), attachment.FileName, attachment.ContentType));
        }
    }

    static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text.ReplaceLineEndings("\r\n"), Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    static byte[] Mend(byte[] eml, DateTimeOffset date)
    {
        var text = Encoding.Latin1.GetString(eml); // one character a byte: nothing is lost
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = new StringBuilder();
        var skipping = false;
        foreach (var line in text[..end].Split("\r\n"))
        {
            if (!line.StartsWith(' ') && !line.StartsWith('\t'))
            {
                skipping = line.StartsWith("X-Sender:", StringComparison.Ordinal) || line.StartsWith("X-Receiver:", StringComparison.Ordinal);
            }

            if (skipping)
            {
                continue;
            }

            head.Append(line.StartsWith("Date:", StringComparison.Ordinal) ? $"Date: {Rfc5322(date)}" : line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(head + text[(end + 2)..]);
    }

    static string Rfc5322(DateTimeOffset date) =>
        date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
}
