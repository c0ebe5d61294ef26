using SyncWorker.Union;

namespace SyncWorker.Reconcile;

/// <summary>One thing a plan would do.</summary>
/// <param name="What">add, update, link, unlink, review, unmatched, gone, back, life or country.</param>
/// <param name="Subject"><c>partner:12</c>, <c>country:FR</c> or <c>row:source-a/1003</c>.</param>
/// <param name="Name">For people.</param>
sealed record PlanItem(string What, string Subject, string? Name)
{
    public string? Field { get; init; }

    public string? Old { get; init; }

    public string? New { get; init; }

    public string? Source { get; init; }

    public string? Reason { get; init; }

    /// <summary>In one line, to compare one plan with another.</summary>
    public string Key => string.Join(' ', new[] { What, Subject, Field, New is null ? null : $"-> {New}" }.Where(part => part is not null));
}

/// <summary>A plan as it is shown: what it would do, what the guard says, the name to approve it by.</summary>
sealed record ReconcilePlan(string Hash, IReadOnlyList<Count> Counts, IReadOnlyList<string> Guard, IReadOnlyList<PlanItem> Items);
