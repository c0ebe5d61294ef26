using System.Globalization;
using System.Text;

namespace SyncWorker.Config;

/// <summary>Replaces a small file of the data folder whole, by rename: who reads it, and a crash, finds the old one or the new one.</summary>
static class WholeFile
{
    static long s_drafts;

    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    /// <param name="rights">Of the file, where it is not to be its account's alone.</param>
    public static void Write(string path, string text, UnixFileMode? rights = null) => Write(path, Encoding.UTF8.GetBytes(text), rights);

    /// <inheritdoc cref="Write(string, string, UnixFileMode?)"/>
    public static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode? rights = null)
    {
        // Of its own: two processes may write the file at the same moment, and each must leave it whole.
        var draft = string.Create(
            CultureInfo.InvariantCulture,
            $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref s_drafts)}.new"
        );
        try
        {
            File.WriteAllBytes(draft, bytes);
            if (rights is { } mode && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, mode);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft); // there when the disk was full
        }
    }
}
