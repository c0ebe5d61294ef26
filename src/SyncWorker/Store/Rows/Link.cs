namespace SyncWorker.Store.Rows;

/// <summary>
/// Whose a row of the snapshot is; written by Reconcile alone, under the row's id. Apart from the snapshot and narrow, so that linking a
/// million rows does not write their fields a second time.
/// </summary>
sealed class Link
{
    /// <summary>Of the <see cref="SnapshotRow"/>.</summary>
    public long Id { get; set; }

    public long? PartnerId { get; set; }

    /// <summary>The partner it matched, where a merger of partners has moved it to another; null when that is the same.</summary>
    public long? OwnPartnerId { get; set; }

    /// <summary>0 to 1.</summary>
    public double? Score { get; set; }

    /// <summary>In words: "same register id", "same name and country".</summary>
    public string? Reason { get; set; }

    public LinkDecision Decision { get; set; }

    /// <summary>The row's hash when it was looked at: it is to be looked at again where the snapshot has another.</summary>
    public long Hash { get; set; }

    /// <summary>Whether the row was missing when it was looked at.</summary>
    public bool Missing { get; set; }
}

enum LinkDecision
{
    None,
    Auto,
    Review,
    Person,
    NoMatch,
}
