using System.Globalization;
using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Logging;

/// <summary>How the lines of the logs look, as schedule.json says: the format, and the zone of their times.</summary>
sealed record LogStyle(LogFormat Format, TimeZoneInfo Zone)
{
    /// <summary>Without a config: text, in the machine's own zone.</summary>
    public static readonly LogStyle Plain = new(LogFormat.Text, TimeZoneInfo.Local);

    static readonly JsonDocumentOptions s_relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What schedule.json says, before the config is read and whatever faults it has: the first lines tell of these faults.</summary>
    public static LogStyle Read(WorkerFolders folders) => Read(folders.Config) ?? Read(folders.LastGoodConfig) ?? Plain;

    /// <summary>The time as the lines show it: local, with its distance to UTC.</summary>
    public string Time(DateTime at) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(at), Zone).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    static LogStyle? Read(string folder)
    {
        try
        {
            using var schedule = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "schedule.json")), s_relaxed);
            var options = new ScheduleOptions { GoLive = default };
            return new(
                Enum.TryParse<LogFormat>(Text(schedule, "logFormat"), ignoreCase: true, out var format) ? format : options.LogFormat,
                Zones.TryFind(Text(schedule, "zone") ?? options.Zone, out var zone) ? zone : TimeZoneInfo.Local
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonDocument schedule, string key) =>
        schedule.RootElement.ValueKind == JsonValueKind.Object
        && schedule.RootElement.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

enum LogFormat
{
    /// <summary>A line a person reads.</summary>
    Text,

    /// <summary>An object of JSON a line.</summary>
    Json,
}
