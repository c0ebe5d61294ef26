using SyncWorker.Config;

namespace SyncWorker.Poll;

/// <summary>
/// One poll of a source at a time, whoever asks for it: the schedule or a person at the command line. A lock on a file of the data folder,
/// let go by the system when the process dies, however it dies.
/// </summary>
sealed class SourceTurn : IDisposable
{
    readonly FileStream _file;

    SourceTurn(FileStream file) => _file = file;

    /// <summary>Takes the turn; null while another has it.</summary>
    public static SourceTurn? TryTake(WorkerFolders folders, string source)
    {
        var folder = Path.Combine(folders.Data, "polling");
        Directory.CreateDirectory(folder);
        try
        {
            return new(new(Path.Combine(folder, $"{source}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, $"{source}.lock")))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
