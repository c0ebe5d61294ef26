using MimeKit;

namespace SyncWorker.Send.Transports;

/// <summary>
/// A mail that is composed: the bytes of its message, which are written once, and the addresses of its envelope. The outbox
/// freezes it, a transport hands it over.
/// </summary>
sealed record ComposedMail
{
    /// <summary>The .eml is named by it: the same for every try of the same mail.</summary>
    public required string Name { get; init; }

    /// <summary>The envelope's sender.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>With its angle brackets.</summary>
    public required string MessageId { get; init; }

    public required string Subject { get; init; }

    /// <summary>The message as it goes over the wire, RFC 5322.</summary>
    public required byte[] Message { get; init; }

    /// <summary>The message, to be sent to those whom its headers name.</summary>
    public static ComposedMail FromMessage(MimeMessage message, string name) =>
        new()
        {
            Name = name,
            From = message.From.Mailboxes.Single().Address,
            To = message.To.Mailboxes.Single().Address,
            Copies = [.. message.Cc.Mailboxes.Select(copy => copy.Address)],
            MessageId = message.Headers[HeaderId.MessageId]!,
            Subject = message.Subject!,
            Message = MimeMail.Write(message),
        };
}
