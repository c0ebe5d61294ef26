namespace SyncWorker.Reconcile;

/// <summary>reconcile.json.</summary>
sealed class ReconcileOptions
{
}
