using SyncWorker.Union;

namespace SyncWorker.Reconcile.Activities;

/// <summary>A row of a source: the source's name and the row's id in it.</summary>
readonly record struct RowKey(string Source, string ExternalId) : IComparable<RowKey>
{
    public int CompareTo(RowKey other) =>
        string.CompareOrdinal(Source, other.Source) is var order and not 0 ? order : string.CompareOrdinal(ExternalId, other.ExternalId);

    public override string ToString() => $"{Source}/{ExternalId}";
}

/// <summary>One activity as one source tells it.</summary>
sealed record ToldActivity(RowKey Key)
{
    /// <summary>The row's number, for commands.</summary>
    public long Row { get; init; }

    public required PartialDate Day { get; init; }

    public required string Name { get; init; }

    /// <summary>What the name says, ready to be compared.</summary>
    public required ActivityTitle Title { get; init; }

    /// <summary>The unit that held it; null when the row names none.</summary>
    public Unit? Lead { get; init; }

    /// <summary>All units that it names, the leading one among them.</summary>
    public IReadOnlyList<Unit> Units { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2; null when neither a column nor the name says one.</summary>
    public string? Country { get; init; }

    /// <summary>Codes of the provinces that its units belong to.</summary>
    public IEnumerable<string> UnitProvinces => Units.Select(unit => unit.Province).OfType<string>();

    public Amount? Participants { get; init; }

    /// <summary>In đồng.</summary>
    public Amount? Money { get; init; }

    /// <summary>The name of the campaign that the money belongs to.</summary>
    public string? Campaign { get; init; }

    /// <summary>Aid of foreign organisations, in đồng.</summary>
    public Amount? Aid { get; init; }
}
