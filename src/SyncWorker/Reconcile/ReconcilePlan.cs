using System.Text.Json.Serialization;
using SyncWorker.Union;

namespace SyncWorker.Reconcile;

/// <summary>One thing a plan would do.</summary>
/// <param name="Subject"><c>partner:12</c>, <c>country:FR</c> or <c>row:source-a/1003</c>.</param>
/// <param name="Name">For people.</param>
sealed record PlanItem(PlanItemKind What, string Subject, string? Name)
{
    public string? Field { get; init; }

    public string? Old { get; init; }

    public string? New { get; init; }

    public string? Source { get; init; }

    public string? Reason { get; init; }

    /// <summary>As it is printed.</summary>
    [JsonIgnore]
    public string Word => What.ToString().ToLowerInvariant();

    /// <summary>In one line, to compare one plan with another.</summary>
    public string Key => string.Join(' ', new[] { Word, Subject, Field, New is null ? null : $"-> {New}" }.Where(part => part is not null));
}

/// <summary>A plan as it is shown: what it would do, what the guard says, the name to approve it by.</summary>
sealed record ReconcilePlan(string Hash, IReadOnlyList<Count> Counts, IReadOnlyList<string> Guard, IReadOnlyList<PlanItem> Items);

/// <summary>What a plan can do.</summary>
enum PlanItemKind
{
    /// <summary>A new partner.</summary>
    Add,

    /// <summary>A field of a partner gets another value.</summary>
    Update,

    /// <summary>A partner's life goes on: suspected, inactive, active again.</summary>
    Life,

    Link,
    Unlink,

    /// <summary>A row waits for a person.</summary>
    Review,

    /// <summary>A row is no partner's.</summary>
    Unmatched,

    /// <summary>The source no longer has the row.</summary>
    Gone,

    /// <summary>The source has the row again.</summary>
    Back,

    /// <summary>A field of a country gets another value.</summary>
    Country,
}
