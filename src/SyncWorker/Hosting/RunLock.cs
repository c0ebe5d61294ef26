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
            var file = ExclusiveFile.Open(Path.Combine(folders.Data, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
            File.WriteAllText(who, Who(Environment.ProcessId, Environment.MachineName));
            heldBy = "";
            return new(file);
        }
        catch (Exception error) when (StoreFault.Explain(error, folders) is { } words)
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

    /// <summary>What the holder writes of itself.</summary>
    public static string Who(int process, string machine) => string.Create(CultureInfo.InvariantCulture, $"process {process} on {machine}");

    /// <summary>Who holds the data folder now, without taking it; null when nobody does.</summary>
    public static string? HeldBy(WorkerFolders folders) =>
        // Where this account may not look, nothing is known of it; FolderTrouble says that it may not.
        ExclusiveFile.IsHeld(Path.Combine(folders.Data, "run.lock")) == true
            ? ReadWho(Path.Combine(folders.Data, "run.pid"))
            : null;

    static string ReadWho(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    public void Dispose() => _file.Dispose();
}
