namespace SyncWorker.Store.Rows;

/// <summary>
/// A named fact about the store itself: its id, the machine it was made on, the last send seen, when trial mode was ended.
/// </summary>
sealed class StoreFact
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}
