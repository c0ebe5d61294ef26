namespace SyncWorker.Store.Rows;

/// <summary>One try to send one mail.</summary>
sealed class Attempt
{
    public long Id { get; set; }

    public long OutboxId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>pickup, smtp, graph.</summary>
    public required string Transport { get; set; }

    /// <summary>sent, temporary, permanent, uncertain.</summary>
    public required string Outcome { get; set; }

    /// <summary>The server's reply code, such as 451, where there is one.</summary>
    public int? ReplyCode { get; set; }

    /// <summary>The server's own words, addresses taken out.</summary>
    public string? ReplyText { get; set; }

    public long Fence { get; set; }
}
