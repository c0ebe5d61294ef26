using System.Globalization;
using System.Text;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// What one run did with the mails it froze, a line a step, in a file beside the store: that one is being handed over, and what
/// was answered. A line is one write without waiting for the disk. It outlives the worker, killed or not, so that whoever takes
/// its mails over knows which of them left; it need not outlive a power cut, because the outbox learns of it, durably, batch by
/// batch. The file goes when its run ends well.
/// <code>
/// MACHINE/4711/boot.start         whose mails
/// 17 ⇥ Handed
/// 17 ⇥ Sent ⇥ 1783299600000 ⇥ 2026-07-06 ⇥ 250 ⇥ 2.0.0 ok
/// </code>
/// </summary>
sealed class DeliveryJournal : IDisposable
{
    const string HandedOver = "Handed";

    readonly string _path;
    readonly FileStream _file;

    DeliveryJournal(string path) =>
        (_path, _file) = (path, new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));

    /// <summary>Begins the notes of a run, before it claims anything.</summary>
    public static DeliveryJournal Begin(string folder, string owner, long fence)
    {
        var notes = new DeliveryJournal(PathOf(folder, fence));
        notes.Add(owner);
        return notes;
    }

    /// <summary>From here on the mail may arrive although the answer is never recorded.</summary>
    public void RecordHandover(long id) => Add(string.Create(CultureInfo.InvariantCulture, $"{id}\t{HandedOver}"));

    /// <summary>What became of it.</summary>
    public void RecordAnswer(long id, Delivery delivery, Moment at) =>
        Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{id}\t{delivery.GetType().Name}\t{at.Instant.ToUnixTimeMilliseconds()}\t{at.Today:yyyy-MM-dd}\t{delivery.Code}\t{OneLine(delivery.Text)}"
            )
        );

    /// <summary>Ends them: every mail of the run is settled or was given back.</summary>
    public void Remove()
    {
        Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// The notes that a run left, a mail's last one; null when there are none of that owner and run. A line that was cut off by
    /// the worker's death is no note: the one before it holds.
    /// </summary>
    public static IReadOnlyDictionary<long, JournalEntry>? Read(string folder, string? owner, long fence)
    {
        try
        {
            using var file = new FileStream(PathOf(folder, fence), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split('\n')[..^1];
            return lines is [var first, .. var rest] && first == owner ? Parse(rest) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes the notes of runs whose worker is gone: their mails have been taken over.</summary>
    public static void RemoveOld(string folder)
    {
        foreach (var path in Old(folder))
        {
            File.Delete(path);
        }
    }

    /// <summary>The notes of runs whose worker is gone.</summary>
    public static IEnumerable<string> Old(string folder) =>
        Directory.GetFiles(folder, "sending-*.notes").Where(path => LeaseOwner.IsGone(OwnerOf(path)));

    static string? OwnerOf(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return file.ReadLine();
    }

    static string PathOf(string folder, long fence) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"sending-{fence}.notes"));

    static Dictionary<long, JournalEntry> Parse(IEnumerable<string> lines)
    {
        var notes = new Dictionary<long, JournalEntry>();
        foreach (var line in lines)
        {
            var fields = line.Split('\t');
            if (long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                notes[id] =
                    fields is [_, var kind, var instant, var day, var code, var text]
                    && Delivery.FromName(kind, code, text) is { } delivery
                    && TryParseInstant(instant, out var at)
                    && DayText.TryParseIso(day, out var today)
                        ? new(delivery, new(at, today, default))
                        : new(null, default);
            }
        }

        return notes;
    }

    static bool TryParseInstant(string text, out DateTimeOffset instant)
    {
        var isInstant =
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        instant = isInstant ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return isInstant;
    }

    void Add(string line) => _file.Write(Encoding.UTF8.GetBytes(line + "\n"));

    static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}

/// <param name="Delivery">What was answered; null when it was handed over and no answer was noted.</param>
/// <param name="At">When.</param>
sealed record JournalEntry(Delivery? Delivery, Moment At);
