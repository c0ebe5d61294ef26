namespace SyncWorker.Store.Rows;

/// <summary>What Poll remembers of a source between runs.</summary>
sealed class Feed
{
    public required string Source { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>Of the source's part of poll.json: an ETag taken under another mapping says nothing.</summary>
    public string? ConfigHash { get; set; }

    public FeedHealth Health { get; set; }

    /// <summary>Why it is not healthy, in words.</summary>
    public string? Reason { get; set; }

    /// <summary>When the health last changed.</summary>
    public DateTimeOffset Since { get; set; }

    public DateTimeOffset? LastGoodAt { get; set; }

    public long? LastGoodRun { get; set; }

    /// <summary>The last good run that asked for everything, not only for what changed.</summary>
    public DateTimeOffset? LastFullAt { get; set; }

    /// <summary>Runs in a row that were not good.</summary>
    public int BadRuns { get; set; }

    /// <summary>A source that is down or overloaded is not asked before then by the schedule; null when it may be.</summary>
    public DateTimeOffset? AskAgainAt { get; set; }

    /// <summary>Rows in the last good answer.</summary>
    public long Rows { get; set; }

    /// <summary>What was sniffed and understood: encoding, delimiter, unknown columns. JSON, for status and `poll sample`.</summary>
    public string Understood { get; set; } = "{}";
}

enum FeedHealth
{
    Unknown,
    Healthy,
    Unhealthy,
}
