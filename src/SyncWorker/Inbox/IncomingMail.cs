using MimeKit;
using SyncWorker.Files;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>A message that came in from outside, read within limits of size, depth and number of parts. A pure function of its bytes.</summary>
sealed record IncomingMail
{
    /// <summary>As much of a message is read; what follows is an attachment nobody needs for the answer.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>A mail of a person has four levels at most, a report on it two more.</summary>
    const int MostDepth = 20;

    const int MostParts = 200;

    public required HeaderList Headers { get; init; }

    /// <summary>Decoded; empty when there is none.</summary>
    public required string Subject { get; init; }

    /// <summary>Who wrote it; null when From does not name one mailbox.</summary>
    public MailboxAddress? Sender { get; init; }

    /// <summary>The mails that it answers, with angle brackets: In-Reply-To, then References from the newest on.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>What its writer wrote, without quoted lines, cut to <see cref="PlainText.Longest"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The names of the files that came with it.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Null when it is no report of delivery.</summary>
    public DeliveryReport? Report { get; init; }

    /// <exception cref="FormatException">It is no mail, or beyond the limits.</exception>
    public static IncomingMail Read(byte[] bytes)
    {
        var headers = MailHeaders.Read(bytes);
        var options = new ParserOptions { MaxMimeDepth = MostDepth + 1 };
        using var message = MimeMessage.Load(options, new MemoryStream(bytes));
        CheckParts(message);
        return new()
        {
            Headers = headers,
            Subject = WritableText.Clean(headers[HeaderId.Subject] ?? ""),
            Sender = SenderOf(headers),
            Answers = [.. AnsweredBy(message).Select(id => $"<{WritableText.Clean(id)}>").Distinct(StringComparer.Ordinal)],
            Text = PlainText.OfBody(message),
            Attachments = [.. message.Attachments.Select(NameOf).OfType<string>().Select(WritableText.Clean)],
            Report = DeliveryReport.Find(message),
        };
    }

    /// <summary>The one mailbox that From names; null when it names none or several.</summary>
    public static MailboxAddress? SenderOf(HeaderList headers) =>
        headers.Count(header => header.Id == HeaderId.From) == 1
        && InternetAddressList.TryParse(headers[HeaderId.From]!, out var from)
        && from is [MailboxAddress sender]
            ? sender
            : null;

    static void CheckParts(MimeMessage message)
    {
        var parts = 0;
        using var iterator = new MimeIterator(message);
        while (iterator.MoveNext())
        {
            if (++parts > MostParts || iterator.Depth > MostDepth)
            {
                throw new FormatException($"It has more than {MostParts} parts, or parts within parts more than {MostDepth} deep.");
            }
        }
    }

    static IEnumerable<string> AnsweredBy(MimeMessage message) =>
        (message.InReplyTo is { } answered ? [answered] : Array.Empty<string>()).Concat(message.References.Reverse());

    static string? NameOf(MimeEntity part) => part.ContentDisposition?.FileName ?? part.ContentType.Name;
}
