namespace SyncWorker.Store.Rows;

/// <summary>One field that changed after the first load. Append-only.</summary>
sealed class Change
{
    public long Id { get; set; }

    /// <summary><c>partner:12</c> or <c>country:FR</c>.</summary>
    public required string Subject { get; set; }

    public required string Field { get; set; }

    public string? Old { get; set; }

    public string? New { get; set; }

    /// <summary>The source whose value won.</summary>
    public string? Source { get; set; }

    public long Run { get; set; }

    public DateTimeOffset At { get; set; }
}
