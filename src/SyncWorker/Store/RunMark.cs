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
            var folder = Directory.CreateDirectory(Path.Combine(data, "running")).FullName;
            foreach (var left in Directory.EnumerateFiles(folder).Where(file => !IsHeld(file)))
            {
                File.Delete(left); // of a process that was killed
            }

            return new FileStream(PathOf(data, run), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The process of the run lives.</summary>
    public static bool IsHeld(string data, long run) => IsHeld(PathOf(data, run));

    static bool IsHeld(string file)
    {
        try
        {
            using var look = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return false;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return error is UnauthorizedAccessException;
        }
        catch (IOException)
        {
            return true;
        }
    }

    static string PathOf(string data, long run) => Path.Combine(data, "running", run.ToString(CultureInfo.InvariantCulture));
}
