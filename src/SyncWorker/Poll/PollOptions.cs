namespace SyncWorker.Poll;

/// <summary>poll.json.</summary>
sealed class PollOptions
{
}
