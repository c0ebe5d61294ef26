using System.Text.Json;
using SyncWorker.Config;

namespace SyncWorker.Send;

/// <summary>
/// A witness beside the store: the last run of which store that sent something. A store that is older than its witness was
/// restored, and would send again what has gone out since.
/// </summary>
/// <param name="Store">The store's id.</param>
/// <param name="Run">The run's id.</param>
sealed record LastSendMarker(string Store, long Run)
{
    public static LastSendMarker? Read(WorkerFolders folders)
    {
        try
        {
            return JsonSerializer.Deserialize<LastSendMarker>(File.ReadAllText(PathIn(folders)));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Write(WorkerFolders folders)
    {
        var draft = PathIn(folders) + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(this));
        File.Move(draft, PathIn(folders), overwrite: true);
    }

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "last-send.json");
}
