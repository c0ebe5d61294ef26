using Microsoft.Extensions.Logging;

namespace SyncWorker.Hosting.Logging;

/// <summary>
/// Whether standard output goes to systemd's journal, and what a line is to look like there: sd-daemon(3) reads the priority from a
/// number in angle brackets at its beginning, so that `journalctl -p err` finds it.
/// </summary>
static class JournalOutput
{
    /// <summary>
    /// systemd names the socket that it gave to a service; a terminal or a file that a person put in its place is another one, though the
    /// variable is still there.
    /// </summary>
    public static bool IsUsed() =>
        OperatingSystem.IsLinux() && IsSame(Environment.GetEnvironmentVariable("JOURNAL_STREAM"), OutputTarget());

    /// <param name="stream">As systemd gives it: device and inode, "9:12345".</param>
    /// <param name="target">What standard output is: "socket:[12345]".</param>
    public static bool IsSame(string? stream, string? target) =>
        stream?.Split(':') is [_, { Length: > 0 } inode] && target == $"socket:[{inode}]";

    /// <summary>Each line of the text with the priority before it: the journal takes each for an entry of its own.</summary>
    public static string WithPriority(string text, LogLevel level) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => $"<{Priority(level)}>{line}"));

    // syslog(3)
    static int Priority(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => 2,
            LogLevel.Error => 3,
            LogLevel.Warning => 4,
            LogLevel.Information => 6,
            _ => 7,
        };

    static string? OutputTarget()
    {
        try
        {
            return new FileInfo("/proc/self/fd/1").LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
