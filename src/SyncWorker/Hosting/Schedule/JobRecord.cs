using System.Text.Json;
using System.Text.Json.Serialization;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>How the runs of one job of the schedule went, for `status`. The store does not know it of jobs that broke or did nothing.</summary>
/// <param name="Times">When it is to run, as schedule.json says.</param>
/// <param name="Since">From when on these times count.</param>
sealed record JobRecord(string Times, DateTimeOffset Since)
{
    /// <summary>When the schedule last came to it, whether there was work or not.</summary>
    public DateTimeOffset? LastTurn { get; init; }

    /// <summary>When its last run began.</summary>
    public DateTimeOffset? LastBegin { get; init; }

    /// <summary>When its last run ended, or there was nothing to do; before <see cref="LastBegin"/> while it runs.</summary>
    public DateTimeOffset? LastEnd { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>Runs in a row that failed or broke off.</summary>
    public int Failures { get; init; }
}

/// <summary>The records by job, jobs.json in the data folder.</summary>
static class JobRecordFile
{
    /// <summary>None when there is no file, or none that can be read.</summary>
    public static Dictionary<string, JobRecord> Read(WorkerFolders folders)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(PathIn(folders)), JobRecordJson.Default.DictionaryStringJobRecord) ?? [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public static void Write(WorkerFolders folders, Dictionary<string, JobRecord> records)
    {
        WholeFile.Write(PathIn(folders), JsonSerializer.Serialize(records, JobRecordJson.Default.DictionaryStringJobRecord));
    }

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "jobs.json");
}

[JsonSerializable(typeof(Dictionary<string, JobRecord>))]
sealed partial class JobRecordJson : JsonSerializerContext;
