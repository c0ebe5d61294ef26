using System.Text.Json;
using System.Text.RegularExpressions;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Demo;

/// <summary>
/// A folder with the shipped config and the demo's own files over it, changed in three places: where the sources are, live instead of
/// trial, and the go-live day.
/// </summary>
sealed partial class DemoFolder
{
    DemoFolder(string root) => Root = root;

    static readonly string s_shipped = Path.Combine(AppContext.BaseDirectory, "config");

    // What the samples need: their sources, an imaginary staff. The rest is as shipped.
    static readonly string s_own = Path.Combine(AppContext.BaseDirectory, "Demo", "config");

    public string Root { get; }

    public WorkerFolders Worker => new(Path.Combine(Root, "config"), Path.Combine(Root, "data"));

    string PortsFile => Path.Combine(Root, "demo-ports.json");

    string DayFile => Path.Combine(Root, "as-of.txt");

    /// <summary>Makes the folder, or finds it as an earlier run left it.</summary>
    public static DemoFolder Open(string root)
    {
        var demo = new DemoFolder(Path.GetFullPath(root));
        if (!Directory.Exists(demo.Worker.Config))
        {
            Make(demo.Worker.Config);
        }

        return demo;
    }

    /// <summary>The day an earlier run chose, so that the next one repeats it.</summary>
    public DateOnly? ChosenDay => File.Exists(DayFile) && DayText.TryParseIso(File.ReadAllText(DayFile).Trim(), out var day) ? day : null;

    public void Choose(DateOnly day) => File.WriteAllText(DayFile, DayText.Iso(day) + "\n");

    /// <summary>
    /// Serves the samples, where an earlier run served them if it can, so that what people changed in poll.json stays.
    /// </summary>
    public SampleServer Serve()
    {
        var ports = ReadPorts();
        if (ports.Count > 0 && SampleServer.StartAgain(SampleServer.ShippedSamples, ports) is { } again)
        {
            return again;
        }

        var server = SampleServer.Start(SampleServer.ShippedSamples);
        var poll = File.ReadAllText(Path.Combine(Worker.Config, "poll.json"));
        Write("poll.json", ports.Aggregate(server.Rewrite(poll), (text, port) => Moved(text, port.Value, server.Address(port.Key))));
        File.WriteAllText(PortsFile, JsonSerializer.Serialize(server.Ports));
        return server;

        static string Moved(string text, int port, string address) =>
            text.Replace($"http://127.0.0.1:{port}/", address + "/", StringComparison.Ordinal);
    }

    /// <summary>
    /// Serves a demo's samples once more for a verb that works in its folder; null when the folders are no demo's, or when another process
    /// serves them at this moment.
    /// </summary>
    public static SampleServer? ServeFor(WorkerFolders worker) =>
        Path.GetDirectoryName(worker.Config) is { } root && new DemoFolder(root).ReadPorts() is { Count: > 0 } ports
            ? SampleServer.StartAgain(SampleServer.ShippedSamples, ports)
            : null;

    // None in a folder that is no demo's, or that an older program made.
    Dictionary<string, int> ReadPorts()
    {
        try
        {
            return File.Exists(PortsFile) ? JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(PortsFile)) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>
    /// On the first run only: mail goes to the (invented) people and not to a trial mailbox, because the transport is a folder; and
    /// the year of the day to rehearse counts from its first day.
    /// </summary>
    public void GoLiveOnce(DateOnly? asOf, TimeProvider clock)
    {
        var text = File.ReadAllText(Path.Combine(Worker.Config, "schedule.json"));
        if (Mode().IsMatch(text))
        {
            var day = new DateOnly((asOf ?? DateOnly.FromDateTime(clock.GetUtcNow().Date)).Year, 1, 1);
            Write("schedule.json", GoLiveDay().Replace(Mode().Replace(text, "\"mode\": \"live\""), $"\"goLive\": \"{DayText.Iso(day)}\""));
        }
    }

    void Write(string file, string text)
    {
        var path = Path.Combine(Worker.Config, file);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true); // a killed run leaves the old file or the new one, never half of one
    }

    // Into a folder beside it first: a killed run must not leave a config folder that looks complete.
    static void Make(string config)
    {
        var half = config + ".new";
        if (Directory.Exists(half))
        {
            Directory.Delete(half, recursive: true);
        }

        Copy(s_shipped, half);
        Copy(s_own, half);
        Directory.Move(half, config);
    }

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    [GeneratedRegex("\"mode\":\\s*\"trial\"")]
    private static partial Regex Mode();

    [GeneratedRegex("\"goLive\":\\s*\"[^\"]*\"")]
    private static partial Regex GoLiveDay();
}
