using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using SyncWorker.Config;

namespace SyncWorker.Pages;

/// <summary>
/// Keeps a folder as a site is. A file is replaced whole, and only when it says something else than before; files that the site no longer
/// has are taken away after the new index is in its place. Files of others are left alone.
/// </summary>
/// <param name="root">The folder; it is made.</param>
sealed class PageFolder(string root)
{
    /// <summary>What was written last, by path: a list of our own, so that nothing of others is ever taken away.</summary>
    public const string List = "pages.json";

    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>So many pages are made at the same time, at most: each is held whole.</summary>
    const int Most = 4;

    static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    readonly Lock _gate = new();
    readonly List<string> _notes = [];
    readonly ConcurrentBag<MemoryStream> _buffers = [];
    UnixFileMode? _rights;
    int _written;
    int _unchanged;

    // Who may open the folder may read what is in it, whatever the account makes elsewhere. On Windows it inherits the folder's rights.
    UnixFileMode? FileRights => _rights & ~Execute;

    public int Written => _written;

    public int Unchanged => _unchanged;

    public int Removed { get; private set; }

    /// <summary>What could not be made or written, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Writes the files turn by turn: the index comes last.</summary>
    /// <exception cref="IOException">The folder cannot be written, or holds the pages of something else.</exception>
    public void Write(IEnumerable<PageFile> files, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(root);
        _rights = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(root);
        var before = ReadList();
        if (before is null && File.Exists(Path.Combine(root, "index.html")))
        {
            throw new IOException($"{root} holds an index.html of something else. Name an empty folder.");
        }

        before ??= [];
        var now = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var turn in files.GroupBy(file => file.Turn).OrderBy(turn => turn.Key))
        {
            Parallel.ForEach(
                Partitioner.Create(turn, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions
                {
                    CancellationToken = cancellationToken,
                    MaxDegreeOfParallelism = turn.Key == PageTurn.Start ? 1 : Math.Min(Environment.ProcessorCount, Most),
                },
                file =>
                {
                    var hash = Write(file, before.GetValueOrDefault(file.Path)) ?? "";
                    lock (_gate)
                    {
                        now[file.Path] = hash;
                    }
                }
            );
        }

        foreach (var gone in before.Keys.Where(path => !now.ContainsKey(path)).ToList())
        {
            Remove(gone, now);
        }

        if (!now.SequenceEqual(before))
        {
            WholeFile.Write(Path.Combine(root, List), JsonSerializer.Serialize(now, s_json), FileRights);
        }
    }

    /// <summary>The hash of what is in the file now; null when that is not known.</summary>
    string? Write(PageFile file, string? before)
    {
        var path = Path.Combine(root, file.Path);
        MemoryStream? buffer = null;
        try
        {
            _buffers.TryTake(out buffer);
            buffer ??= new();
            buffer.SetLength(0);
            using (var text = new StreamWriter(buffer, s_utf8, bufferSize: 16_384, leaveOpen: true))
            {
                file.Render(text);
            }

            var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
            var hash = Hash(bytes);
            if (hash == before && new FileInfo(path) is { Exists: true } there && there.Length == bytes.Length)
            {
                Interlocked.Increment(ref _unchanged);
                return hash;
            }

            MakeFolder(Path.GetDirectoryName(path)!);
            WholeFile.Write(path, bytes, FileRights);
            Interlocked.Increment(ref _written);
            return hash;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Note($"The page {path} could not be written: {error.Message} The next run writes it.");
        }
#pragma warning disable CA1031 // Do not catch general exception types: one page that cannot be made keeps no other from being made
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            Note($"The page {file.Path} could not be made, and stays as it was: {error.Message}");
        }
        finally
        {
            if (buffer is not null)
            {
                _buffers.Add(buffer);
            }
        }

        return null;
    }

    void Note(string sentence)
    {
        lock (_gate)
        {
            _notes.Add(sentence);
        }
    }

    void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        if (_rights is { } rights && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, rights);
        }
    }

    void Remove(string gone, SortedDictionary<string, string> now)
    {
        var path = Path.GetFullPath(gone, root);
        if (
            !path.StartsWith(
                Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar,
                StringComparison.Ordinal
            )
        )
        {
            return; // a list that somebody else wrote
        }

        try
        {
            File.Delete(path);
            Removed++;
        }
        catch (DirectoryNotFoundException)
        {
            // it went with its folder
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            now[gone] = "";
            Note($"The page {path} is no longer wanted and could not be removed: {error.Message} The next run removes it.");
        }
    }

    Dictionary<string, string>? ReadList()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(root, List)));
        }
        catch (Exception error) when (error is FileNotFoundException or JsonException)
        {
            return error is JsonException ? [] : null;
        }
    }

    /// <summary>A short name for a content.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes).ToString("x16", CultureInfo.InvariantCulture);
}
