using System.Text.Json;
using System.Text.Json.Serialization;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>The troubles of the jobs by name, in a file of the data folder: what is wrong with the store must not hide it. The worker alone writes it.</summary>
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
        var draft = PathIn(folders) + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(troubles, TroubleJson.Default.DictionaryStringTrouble));
        File.Move(draft, PathIn(folders), overwrite: true);
    }

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "troubles.json");
}

[JsonSerializable(typeof(Dictionary<string, Trouble>))]
sealed partial class TroubleJson : JsonSerializerContext;
