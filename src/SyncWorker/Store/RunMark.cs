using System.Globalization;

namespace SyncWorker.Store;

/// <summary>
/// A file that a run holds open while it lasts, so that a run whose process is gone can be told from one that goes on: the system lets
/// go of it however the process ends.
/// </summary>
static class RunMark
{
    /// <summary>Marks the run; null when the data folder cannot be written, which keeps no run from its work.</summary>
    public static IDisposable? Make(string data, long run)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(data, "running"));
            var mark = ExclusiveFile.Open(PathOf(data, run), FileMode.Create, FileAccess.Write, FileOptions.DeleteOnClose);
            ClearBefore(mark.Name);
            return mark;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The process of the run lives.</summary>
    public static bool IsHeld(string data, long run) => ExclusiveFile.IsHeld(PathOf(data, run)) ?? true;

    // Those of processes that were killed. One of this minute may be about to be held. The turns of the stages (FileTurn) lie beside and
    // stay: one that was deleted while it is held could be taken twice.
    static void ClearBefore(string mark)
    {
        try
        {
            var before = File.GetLastWriteTimeUtc(mark).AddMinutes(-1);
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(mark)!))
            {
                var isMark = Path.GetFileName(file.AsSpan()).IndexOfAnyExceptInRange('0', '9') < 0;
                if (isMark && File.GetLastWriteTimeUtc(file) < before && ExclusiveFile.IsHeld(file) == false)
                {
                    File.Delete(file);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // They are in nobody's way.
        }
    }

    static string PathOf(string data, long run) => Path.Combine(data, "running", run.ToString(CultureInfo.InvariantCulture));
}
