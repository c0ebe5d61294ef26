using System.Diagnostics;
using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Hosting;

/// <summary>One worker a data folder: held from start to exit, let go by the system when the process dies, however it dies.</summary>
sealed class RunLock : IDisposable
{
    readonly FileStream _file;

    RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or returns null and says who has it.</summary>
    public static RunLock? TryTake(WorkerFolders folders, out string heldBy)
    {
        Directory.CreateDirectory(folders.Data);
        var who = Path.Combine(folders.Data, "run.pid");
        try
        {
            var file = new FileStream(Path.Combine(folders.Data, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(
                who,
                string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}")
            );
            heldBy = "";
            return new(file);
        }
        catch (Exception error) when (StoreFault.Explain(error) is { } words)
        {
            heldBy = words;
            return null;
        }
        catch (IOException) when (File.Exists(who))
        {
            heldBy =
                $"Another worker ({File.ReadAllText(who)}) runs on {folders.Data}. Stop it first, or give this one its own --data folder.";
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
