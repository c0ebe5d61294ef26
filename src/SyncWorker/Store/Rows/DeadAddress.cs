namespace SyncWorker.Store.Rows;

/// <summary>A mailbox that a server reported as not there: it gets no mail until a person has confirmed it.</summary>
sealed class DeadAddress
{
    /// <summary>In small letters.</summary>
    public required string Address { get; set; }

    /// <summary>Whose mail it was: <c>staff:bca-01</c>, <c>partner:12</c>.</summary>
    public required string Recipient { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>The server's status and words, without addresses.</summary>
    public required string Reason { get; set; }

    /// <summary>When a person said that it works again; null while it is dead.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public string? ConfirmedBy { get; set; }
}
