namespace SyncWorker.Store.Rows;

/// <summary>
/// A message that came into the mailbox or the folder of answers and was handled, unique on <see cref="Key"/>: it is handled once over
/// restarts. The row and what the message changed are written in one transaction.
/// </summary>
sealed class InboxMessage
{
    public long Id { get; set; }

    /// <summary>Where it lay: the mailbox, its UIDVALIDITY and the message's UID; or the file's name and the hash of its content.</summary>
    public required string Key { get; set; }

    /// <summary>The file's name, or the UID: what people are told.</summary>
    public required string Name { get; set; }

    /// <summary>Of Message-ID, date, sender and subject: finds the same message under another key. Null without a Message-ID.</summary>
    public string? Hash { get; set; }

    public InboxKind Kind { get; set; }

    public InboxOutcome Outcome { get; set; }

    /// <summary>What became of it, in words; without any address.</summary>
    public required string Words { get; set; }

    public DateTimeOffset HandledAt { get; set; }

    /// <summary>The union's day on which it was handled.</summary>
    public DateOnly On { get; set; }

    /// <summary>Of the sender's address: the number of replies a day that are forwarded is limited by it.</summary>
    public string? Sender { get; set; }

    /// <summary>The recipient whose mail it answers: <c>staff:bca-01</c>.</summary>
    public string? Recipient { get; set; }

    /// <summary>The mail of the outbox that it answers or reports on.</summary>
    public long? OutboxId { get; set; }

    /// <summary>For an answer that was taken: what the next digest confirms, in Vietnamese.</summary>
    public string? TextVi { get; set; }

    /// <inheritdoc cref="TextVi"/>
    public string? TextEn { get; set; }

    /// <summary>The mail that confirmed it.</summary>
    public long? ConfirmedIn { get; set; }
}

/// <summary>What a message is.</summary>
enum InboxKind
{
    /// <summary>It carries the signed word of a link.</summary>
    Answer,

    /// <summary>A person wrote in words.</summary>
    Reply,

    /// <summary>A report of non-delivery (RFC 3464).</summary>
    DeliveryReport,

    /// <summary>A program sent it: an absence note, a receipt, a list.</summary>
    Automatic,

    /// <summary>It cannot be read as a mail within the limits.</summary>
    Unreadable,

    /// <summary>The same message was handled before under another key.</summary>
    Repeat,
}

/// <summary>What became of a message.</summary>
enum InboxOutcome
{
    /// <summary>An answer or a report that is booked, from now or from before.</summary>
    Taken,

    /// <summary>An answer or a report that is not believed, or comes too late.</summary>
    Refused,

    /// <summary>A reply that is on its way to people.</summary>
    Forwarded,

    /// <summary>A reply that stays in its folder, with the reason.</summary>
    Kept,

    /// <summary>Nothing is to be done about it.</summary>
    Ignored,

    /// <summary>It cannot be read; a person may look at it.</summary>
    SetAside,
}
