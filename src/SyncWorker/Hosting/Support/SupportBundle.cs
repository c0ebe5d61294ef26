using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Files;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Status;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Support;

/// <summary>
/// A zip for who helps from outside: versions, config, status, last runs, the ends of the logs, which files there are. Every text goes
/// through <see cref="Redaction"/>; the store itself, mails, quarantine and tables are not in it.
/// </summary>
sealed class SupportBundle(WorkerFolders folders, TimeProvider clock)
{
    const int Runs = 300;

    const int LogFiles = 4;

    const int LogBytes = 512 * 1024;

    readonly List<(string Name, string Text)> _parts = [];
    Redaction _redaction = new(new Dictionary<string, string?>());

    /// <summary>Writes the file, its account's alone.</summary>
    /// <param name="file">The zip; one that is there is not replaced.</param>
    /// <param name="versions">What is built in.</param>
    /// <param name="statusJson">How a status is printed for programs.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>The names of its parts.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(
        string file,
        string versions,
        Func<StatusReport, string> statusJson,
        CancellationToken stopping
    )
    {
        var secrets = new SecretStore(folders, clock);
        _redaction = new(
            secrets
                .List()
                .ToDictionary(pair => pair.Name, pair => secrets.TryGet(pair.Name, out var value) ? value : null, StringComparer.Ordinal)
        );
        var config = ReadConfig(); // first: what is taken out of it is taken out everywhere
        Add("versions.txt", versions);
        _parts.AddRange(config);
        Add("check.txt", string.Join('\n', ConfigFolder.Load(folders.Config).Faults));
        var (status, _) = await StatusReader.ReadAsync(folders, 0, clock, stopping);
        Add("status.json", statusJson(status with { Quarantine = [] }));
        Add("runs.txt", ReadRuns());
        ReadLogs();
        Add("files.txt", string.Join('\n', ListFiles()));
        Zip(file);
        return [.. _parts.Select(part => part.Name)];
    }

    void Add(string name, string text) => _parts.Add((name, _redaction.Text(text)));

    List<(string, string)> ReadConfig()
    {
        if (!Directory.Exists(folders.Config))
        {
            return [];
        }

        var files = Directory.EnumerateFiles(folders.Config, "*.json").Order(StringComparer.Ordinal).ToList();
        // Twice: a value that is private in one file may stand in another that was read before it.
        files.ForEach(file => Redacted(file));
        return [.. files.Select(file => ($"config/{Path.GetFileName(file)}", Redacted(file)))];
    }

    string Redacted(string file) =>
        Read(() =>
            StrictText.TryDecode(File.ReadAllBytes(file), out var text, out _)
                ? _redaction.Config(text) ?? "It is not JSON, so that what is private in it cannot be told apart: left out. See check.txt."
                : "It is not UTF-8: left out."
        );

    string ReadRuns() =>
        Read(() =>
        {
            using var store = StatusQueries.Open(folders);
            return store is null
                ? "There is no store yet."
                : string.Join(
                    '\n',
                    store
                        .RecentRuns(Runs)
                        .Select(run =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{run.Id} {run.Stage} {run.Subject} as of {run.AsOf:yyyy-MM-dd} {run.StartedAt:u} {run.EndedAt:u} {run.Outcome} {run.Counts} {run.Error}"
                            )
                        )
                );
        });

    void ReadLogs()
    {
        if (!Directory.Exists(folders.Logs))
        {
            return;
        }

        foreach (
            var file in new DirectoryInfo(folders.Logs)
                .EnumerateFiles("*.log")
                .OrderByDescending(file => file.LastWriteTimeUtc)
                .Take(LogFiles)
        )
        {
            Add($"logs/{file.Name}", Read(() => Tail(file.FullName)));
        }
    }

    // The worker writes on.
    static string Tail(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(LogBytes, stream.Length), SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return stream.Length > LogBytes ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..] : text;
    }

    // Without the names of mails and sheets, which people give.
    IEnumerable<string> ListFiles() =>
        new[] { folders.Config, folders.Data }
            .Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(file => file.Name, StringComparer.Ordinal))
            .Select(entry =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(entry is FileInfo file ? $"{file.Length, 12}" : $"{Count((DirectoryInfo)entry), 6} files")} {entry.LastWriteTimeUtc:u} {entry.FullName}"
                )
            );

    static int Count(DirectoryInfo folder)
    {
        try
        {
            return folder.EnumerateFiles("*", SearchOption.AllDirectories).Count();
        }
        catch (UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // What cannot be read is said in its place.
    static string Read(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException or InvalidOperationException)
        {
            return $"It cannot be read: {error.Message}";
        }
    }

    void Zip(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var zip = new ZipArchive(new FileStream(file, options), ZipArchiveMode.Create);
        foreach (var (name, text) in _parts)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
            writer.Write(text);
        }
    }
}
