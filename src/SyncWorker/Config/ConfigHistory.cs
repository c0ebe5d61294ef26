using System.Globalization;
using System.IO.Compression;

namespace SyncWorker.Config;

/// <summary>A config that was in force.</summary>
/// <param name="At">Since when.</param>
/// <param name="File">Its zip in the data folder.</param>
sealed record PastConfig(DateTimeOffset At, string File)
{
    public IReadOnlyDictionary<string, byte[]> Read()
    {
        using var zip = ZipFile.OpenRead(File);
        return zip.Entries.ToDictionary(entry => entry.FullName, Read, StringComparer.Ordinal);
    }

    static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>The configs that were in force, one zip each in the data folder, the newest sixty: who looks for an edit finds when it was taken over.</summary>
static class ConfigHistory
{
    const int Kept = 60;

    const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<PastConfig> List(WorkerFolders folders) =>
        !Directory.Exists(folders.ConfigHistory)
            ? []
            :
            [
                .. from file in Directory.EnumerateFiles(folders.ConfigHistory, "*.zip")
                where
                    DateTimeOffset.TryParseExact(
                        Path.GetFileNameWithoutExtension(file),
                        Stamp,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal,
                        out _
                    )
                orderby file descending
                select new PastConfig(
                    DateTimeOffset.ParseExact(
                        Path.GetFileNameWithoutExtension(file),
                        Stamp,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal
                    ),
                    file
                ),
            ];

    /// <summary>Newest first, each with the files that it changed; null for the oldest that is kept.</summary>
    public static IReadOnlyList<(PastConfig Config, IReadOnlyList<FileDifference>? Files)> Changes(WorkerFolders folders)
    {
        var changes = new List<(PastConfig, IReadOnlyList<FileDifference>?)>();
        IReadOnlyDictionary<string, byte[]>? before = null;
        foreach (var past in List(folders).Reverse())
        {
            var now = past.Read();
            changes.Insert(0, (past, before is null ? null : ConfigDifference.Find(before, now)));
            before = now;
        }

        return changes;
    }

    /// <summary>Keeps what is in force now, unless it is what was.</summary>
    /// <param name="folders">Config as it is edited, and data.</param>
    /// <param name="at">When it came in force.</param>
    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public static void Keep(WorkerFolders folders, DateTimeOffset at)
    {
        var now = ConfigDifference.Read(folders.LastGoodConfig);
        var past = List(folders);
        if (past is [var last, ..] && ConfigDifference.Find(last.Read(), now) is [])
        {
            return;
        }

        var folder = Directory.CreateDirectory(folders.ConfigHistory).FullName;
        var file = Path.Combine(folder, $"{at.ToUniversalTime().ToString(Stamp, CultureInfo.InvariantCulture)}.zip");
        var draft = file + ".new";
        using (var zip = new ZipArchive(new FileStream(draft, FileMode.Create), ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in now)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        File.Move(draft, file, overwrite: true);
        foreach (var old in past.Skip(Kept - 1))
        {
            File.Delete(old.File);
        }
    }
}
