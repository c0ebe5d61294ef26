using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// The files of the config folder while they are read, each with the faults that its checks find. A file that cannot be bound as a whole is
/// null.
/// </summary>
sealed class ConfigParts(string folder, ReferenceTables tables, List<ConfigFault> faults)
{
    readonly List<ConfigFaults> _sinks = [];

    public ReferenceTables Tables => tables;

    public ConfigPart<PollOptions>? Poll { get; set; }

    public ConfigPart<ReconcileOptions>? Reconcile { get; set; }

    public ConfigPart<StaffOptions>? Staff { get; set; }

    public ConfigPart<RemindOptions>? Remind { get; set; }

    public ConfigPart<SendOptions>? Send { get; set; }

    public ConfigPart<ScheduleOptions>? Schedule { get; set; }

    /// <summary>Reads and binds a file and checks it by itself.</summary>
    public ConfigPart<T>? Read<T>(string file, Action<T, ConfigFaults> check)
        where T : class
    {
        if (ReadText(file) is not { } text)
        {
            return null;
        }

        var bound = ConfigBinder.Bind<T>(file, text, faults);
        if (bound.Options is not { } options)
        {
            return null;
        }

        var sink = new ConfigFaults(file, bound.Root, bound.IsWhole);
        _sinks.Add(sink);
        Guard(sink, () => check(options, sink));
        return bound.IsWhole ? new(options, sink) : null;
    }

    /// <summary>Reads a file that was found good, without checking it again; null when it cannot be read any more.</summary>
    public ConfigPart<T>? ReadProven<T>(string file)
        where T : class
    {
        var sink = new ConfigFaults(file, null);
        _sinks.Add(sink);
        try
        {
            return ReadText(file) is { } text && JsonSerializer.Deserialize<T>(text, ConfigBinder.Checked) is { } options
                ? new(options, sink)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Checks the files against each other, and adds what all checks found.</summary>
    public void Complete()
    {
        var between = new ConfigFaults("config", null);
        _sinks.Add(between);
        Guard(between, () => ConfigCrossCheck.Check(this));
        AddFound();
    }

    /// <summary>Adds what all checks found.</summary>
    public void AddFound() => faults.AddRange(_sinks.SelectMany(sink => sink.All));

    string? ReadText(string file)
    {
        try
        {
            return ConfigText.Decode(file, File.ReadAllBytes(Path.Combine(folder, file)), faults);
        }
        catch (IOException error)
        {
            faults.Add(
                new(
                    file,
                    0,
                    "",
                    $"It could not be read: {error.Message}",
                    "Put the file there, or copy it from the program's own config folder."
                )
            );
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            faults.Add(new(file, 0, "", "This account may not read it.", "Give the account read access to the config folder."));
            return null;
        }
    }

    // A value that a check does not expect must not end the worker: the config is refused, and the one in force stays.
    static void Guard(ConfigFaults sink, Action check)
    {
        try
        {
            check();
        }
        catch (Exception error)
        {
            sink.Add(
                "",
                $"It could not be checked: {error.GetType().Name}, {error.Message}",
                "That is a fault of this program; undo the last edit meanwhile."
            );
        }
    }
}

/// <summary>A file that was bound, and where further faults of it go.</summary>
sealed record ConfigPart<T>(T Options, ConfigFaults Faults);
