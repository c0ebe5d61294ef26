using System.Text.Json;
using System.Text.Json.Serialization;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>What the watch over the jobs remembers from one worker to the next.</summary>
sealed record WatchState
{
    /// <summary>When the watch looked last: the worker was there until then.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The day of the last daily line to IT.</summary>
    public DateOnly? DailyOn { get; init; }

    /// <summary>How long the last runs took, by job.</summary>
    public IReadOnlyDictionary<string, RunLengths> Lengths { get; init; } = new Dictionary<string, RunLengths>();
}

/// <summary>Its file in the data folder.</summary>
sealed class WatchFile(WorkerFolders folders)
{
    readonly Lock _gate = new();

    string Path => System.IO.Path.Combine(folders.Data, "watch.json");

    /// <summary>An empty state when there is no file, or none that can be read.</summary>
    public WatchState Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(Path), WatchStateJson.Default.WatchState) ?? new();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return new();
        }
    }

    /// <summary>Writes a change. False when the data folder cannot be written: what watches the disk says so.</summary>
    public bool Update(Func<WatchState, WatchState> change)
    {
        lock (_gate)
        {
            try
            {
                WholeFile.Write(Path, JsonSerializer.Serialize(change(Read()), WatchStateJson.Default.WatchState));
                return true;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}

[JsonSerializable(typeof(WatchState))]
sealed partial class WatchStateJson : JsonSerializerContext;
