namespace SyncWorker.Store.Rows;

/// <summary>Something that is stopped until a person lets it go.</summary>
sealed class Hold
{
    public long Id { get; set; }

    /// <summary>send, reconcile, <c>source:NAME</c>, <c>plan:HASH</c>.</summary>
    public required string What { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset Since { get; set; }

    public DateTimeOffset? Until { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }

    public string? ReleasedBy { get; set; }
}
