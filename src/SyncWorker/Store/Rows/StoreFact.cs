namespace SyncWorker.Store.Rows;

/// <summary>
/// A named fact about the store itself: its id, the machine it was made on, the last send seen, when trial mode was ended.
/// </summary>
sealed class StoreFact
{
    /// <summary>The store's id, made once.</summary>
    public const string StoreId = "store.id";

    /// <summary>When `send golive` was given; not there in a trial.</summary>
    public const string LiveSince = "send.live-since";

    /// <summary>The stores that this one has taken the place of, as files in the backups folder, a line each.</summary>
    public const string Replaced = "store.replaced";

    public required string Name { get; set; }

    public required string Value { get; set; }
}
