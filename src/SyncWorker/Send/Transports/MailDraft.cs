namespace SyncWorker.Send.Transports;

/// <summary>A mail before it becomes MIME: what the composer of either mail library is given.</summary>
sealed record MailDraft
{
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required Mailbox From { get; init; }

    public required Mailbox To { get; init; }

    public IReadOnlyList<string> Copies { get; init; } = [];

    public string? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>vi or en: Content-Language.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// Further headers: that no person wrote it and no out-of-office may answer (RFC 3834, MS-OXCMAIL), which list it belongs to
    /// (RFC 2919). Non-delivery reports are never suppressed: they are wanted.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <param name="Name">The name to show; empty for none.</param>
/// <param name="Address">The bare address.</param>
sealed record Mailbox(string Name, string Address);

/// <param name="FileName">With its extension.</param>
/// <param name="ContentType">Such as text/calendar.</param>
sealed record MailAttachment(string FileName, string ContentType, byte[] Content);
