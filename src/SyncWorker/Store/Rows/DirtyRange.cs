namespace SyncWorker.Store.Rows;

/// <summary>
/// Ids of snapshot rows that Poll wrote and Reconcile has not looked at since, from the first to the last: one row for all that a
/// first load brings. Ranges never overlap.
/// </summary>
sealed class DirtyRange
{
    public long First { get; set; }

    public long Last { get; set; }
}
