namespace SyncWorker.Remind;

/// <summary>remind.json.</summary>
sealed class RemindOptions
{
}
