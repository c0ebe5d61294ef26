namespace SyncWorker.Store.Rows;

/// <summary>One try to send one mail.</summary>
sealed class Attempt
{
    public long Id { get; set; }

    public long OutboxId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>pickup, smtp, graph.</summary>
    public required string Transport { get; set; }

    public required AttemptOutcome Outcome { get; set; }

    /// <summary>The server's reply code, such as 451, where there is one.</summary>
    public int? ReplyCode { get; set; }

    /// <summary>The server's own words, addresses taken out.</summary>
    public string? ReplyText { get; set; }

    public long Fence { get; set; }
}

/// <summary>What one try came to.</summary>
enum AttemptOutcome
{
    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>Refused for now, or no server was there: it is tried again.</summary>
    Temporary,

    /// <summary>Refused for good.</summary>
    Permanent,

    /// <summary>Handed over, and no answer came.</summary>
    Uncertain,
}
