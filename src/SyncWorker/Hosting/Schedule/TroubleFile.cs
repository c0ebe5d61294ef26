using System.Text.Json;
using System.Text.Json.Serialization;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// The troubles of the jobs by name, in a file of the data folder: what is wrong with the store must not hide it. The worker keeps it; a
/// run by hand adds its own.
/// </summary>
static class TroubleFile
{
    /// <summary>None when there is no file, or none that can be read.</summary>
    public static Dictionary<string, Trouble> Read(WorkerFolders folders)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(PathIn(folders)), TroubleJson.Default.DictionaryStringTrouble) ?? [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public static void Write(WorkerFolders folders, Dictionary<string, Trouble> troubles)
    {
        WholeFile.Write(PathIn(folders), JsonSerializer.Serialize(troubles, TroubleJson.Default.DictionaryStringTrouble));
    }

    /// <summary>
    /// A run by hand was broken off, or went through: `status` says so until the next run that goes through. Nobody is mailed, because
    /// somebody sat before it. Never throws: the disk may be what is wrong.
    /// </summary>
    public static void NoteByHand(WorkerFolders folders, string job, string? reason, DateTimeOffset at)
    {
        try
        {
            var troubles = Read(folders);
            if (reason is not null)
            {
                troubles[job] = Trouble.After(troubles.GetValueOrDefault(job), [reason], runs: troubles.ContainsKey(job) ? 0 : 1, at);
            }
            else if (troubles.GetValueOrDefault(job) is not { HasClearing: false, Runs: 1 } || !troubles.Remove(job))
            {
                return;
            }

            Write(folders, troubles);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The data folder cannot be written: {error.Message}");
        }
    }

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "troubles.json");
}

[JsonSerializable(typeof(Dictionary<string, Trouble>))]
sealed partial class TroubleJson : JsonSerializerContext;
