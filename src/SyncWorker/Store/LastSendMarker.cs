using System.Text.Json;
using System.Text.Json.Serialization;
using SyncWorker.Config;

namespace SyncWorker.Store;

/// <summary>
/// A marker beside the store: the last run of which store that sent something, and since when the trial is ended. A store that is
/// older than its marker was restored, another one was put in its place; both would send again what has gone out.
/// </summary>
/// <param name="Store">The store's id.</param>
/// <param name="Run">The run's id; 0 when none has sent yet.</param>
sealed record LastSendMarker(string Store, long Run)
{
    /// <summary>As the store's fact says it; null in a trial.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LiveSince { get; init; }

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
        Directory.CreateDirectory(folders.Data);
        WholeFile.Write(PathIn(folders), JsonSerializer.Serialize(this));
    }

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "last-send.json");
}
