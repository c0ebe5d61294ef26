using System.Globalization;
using System.Runtime.InteropServices;

namespace SyncWorker.Benchmarks.Measures;

/// <summary>What was measured with, and on what.</summary>
static class Machine
{
    public static IEnumerable<string> Describe(string folder)
    {
        yield return $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC; {Processor()}, {Environment.ProcessorCount} processors, {Memory()}; {RuntimeInformation.OSDescription}; {folder}";
        yield return $".NET {Environment.Version}; sqlite3 {Word(Child.FirstLine("sqlite3", "--version"), 0)}; node {Child.FirstLine("node", "--version") ?? "none"}; postfix {Child.FirstLine("/usr/sbin/postconf", "-dh", "mail_version") ?? "none"}; nodemailer {Child.FirstLine("dpkg-query", "-W", "-f=${Version}", "node-nodemailer") ?? "none"}; remind {Child.FirstLine("dpkg-query", "-W", "-f=${Version}", "remind") ?? "none"}";
        yield return $"load of the machine at the end: {Load()} (others may have used it)";
    }

    public static string Load() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    static string Processor() => Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    static string Memory() =>
        Value("/proc/meminfo", "MemTotal") is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{Measured.Number(total.Split(' ')[0]) / 1048576:0} GB")
            : "memory unknown";

    static string? Value(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;

    static string Word(string? line, int n) => line?.Split(' ') is { } words && words.Length > n ? words[n] : "none";
}
