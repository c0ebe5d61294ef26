namespace SyncWorker.Store.Rows;

/// <summary>
/// The narrow twin of a <see cref="SnapshotRow"/>, beside it because a poll reads all of a source's: what it takes to see that a
/// row has not changed without mapping it again. Rows of the same id in both tables belong together.
/// </summary>
sealed class Fingerprint
{
    public long Id { get; set; }

    public required string Source { get; set; }

    /// <summary>XXH64 of the external id.</summary>
    public long KeyHash { get; set; }

    /// <summary>XXH64 of the mapped columns as they came, seeded with the mapping: another mapping reads every row again.</summary>
    public long RawHash { get; set; }

    /// <summary>
    /// XXH64 of the whole record as it came, seeded likewise: the same bytes again need not even be parsed. 0 where the format has
    /// no such bytes.
    /// </summary>
    public long RecordHash { get; set; }

    /// <summary>
    /// 1: missing. 2: recorded at several positions. 8: a field of it could not be read, so that it is read anew each time.
    /// </summary>
    public long Marks { get; set; }
}
