using SyncWorker.Union;

namespace SyncWorker.Reconcile.Activities;

/// <summary>What a unit tells of itself for a period, as a total.</summary>
sealed record UnitTotal(RowKey Key, Unit Unit, FigurePeriod Period)
{
    public Amount? Activities { get; init; }

    /// <summary>In đồng.</summary>
    public Amount? Aid { get; init; }

    /// <summary>In đồng.</summary>
    public Amount? Money { get; init; }

    public string? Campaign { get; init; }
}
