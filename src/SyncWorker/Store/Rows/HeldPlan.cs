namespace SyncWorker.Store.Rows;

/// <summary>A reconcile plan that the guard held.</summary>
sealed class HeldPlan
{
    public long Id { get; set; }

    /// <summary>Hash of the plan's content: an approval lets exactly this plan through.</summary>
    public required string Hash { get; set; }

    public required string Counts { get; set; }

    public required string Reason { get; set; }

    /// <summary>What it would do, an item a line (bounded): to say what has changed when it is approved too late.</summary>
    public string Items { get; set; } = "";

    public DateTimeOffset HeldAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public string? ApprovedBy { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public long? AppliedRun { get; set; }
}
