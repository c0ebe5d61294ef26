namespace SyncWorker.Store.Rows;

/// <summary>What a person decided, asked once and remembered for ever; undone by a later row, never deleted.</summary>
sealed class Decision
{
    public long Id { get; set; }

    /// <summary>same, not-same, pin, merge, split, founding-day …</summary>
    public required string Kind { get; set; }

    public string? Source { get; set; }

    public string? ExternalId { get; set; }

    public long? PartnerId { get; set; }

    public long? OtherPartnerId { get; set; }

    public string? Field { get; set; }

    public string? Value { get; set; }

    public required string Who { get; set; }

    public string? Why { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }
}
