namespace SyncWorker.Store.Rows;

/// <summary>One run of a stage. Its id grows with every run and is the fencing number of what the run writes.</summary>
sealed class Run
{
    public long Id { get; set; }

    /// <summary>poll, reconcile, remind, send, inbox.</summary>
    public required string Stage { get; set; }

    /// <summary>The source, for poll; null for the stages that have one subject only.</summary>
    public string? Subject { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Null while it runs, and for ever when the process was killed.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The union's day the run was for.</summary>
    public DateOnly AsOf { get; set; }

    public RunOutcome Outcome { get; set; }

    /// <summary>A JSON object of numbers, as printed.</summary>
    public string Counts { get; set; } = "{}";

    /// <summary>Why it did not end well, in words; no third party's address or text.</summary>
    public string? Error { get; set; }
}

enum RunOutcome
{
    Running,
    Done,
    Partly,
    Held,
    Failed,
}
