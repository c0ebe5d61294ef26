using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Poll;

/// <summary>One poll of a source at a time, whoever asks for it.</summary>
static class SourceTurn
{
    /// <summary>Takes the turn; null while another has it.</summary>
    public static IDisposable? TryTake(WorkerFolders folders, string source) => StoreEngine.Of(folders).TryTakeTurn("polling", source);
}
