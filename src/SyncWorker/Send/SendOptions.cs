namespace SyncWorker.Send;

/// <summary>send.json.</summary>
sealed class SendOptions
{
}
