namespace SyncWorker.Store.Rows;

/// <summary>The newest state of one row of one source, written by Poll alone; its partner is in <see cref="Link"/>.</summary>
sealed class SnapshotRow
{
    public long Id { get; set; }

    public required string Source { get; set; }

    /// <summary>The source's own id, or one made of the columns that config names, with an ordinal for equal keys.</summary>
    public required string ExternalId { get; set; }

    /// <summary>central_association, local_union, provincial_association, foreign_partner, country, or what config maps.</summary>
    public required string Kind { get; set; }

    /// <summary>64-bit hash of kind and fields; never of the position.</summary>
    public long Hash { get; set; }

    /// <summary>Canonical fields as a JSON object of strings, keys in ordinal order.</summary>
    public required string Fields { get; set; }

    /// <summary>Its position: <c>request path and query or file#n</c>, n from 1; several, one a line, when the source repeats it.</summary>
    public required string Position { get; set; }

    /// <summary>The poll run that last changed it.</summary>
    public long ChangedRun { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>First good run that no longer had it; null while it is there. A row is marked, never deleted, by Poll.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>Good runs in a row that did not have it, counted up to 10: an unchanged source then writes nothing any more.</summary>
    public int MissingRuns { get; set; }
}
