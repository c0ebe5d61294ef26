using System.Diagnostics;
using System.Globalization;

namespace SyncWorker.Benchmarks.Measures;

/// <summary>What one step took.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Seconds">Of the clock.</param>
/// <param name="Processor">Seconds of all its processors.</param>
/// <param name="PeakMegabytes">The most memory its process held; 0 where that is not known.</param>
/// <param name="Did">What it counted.</param>
sealed record Measured(string Name, double Seconds, double Processor, long PeakMegabytes, string Did)
{
    const string Mark = "STEP|";

    /// <summary>Does it here and prints it for the process that started this one.</summary>
    /// <param name="name">What the report calls it.</param>
    /// <param name="work">What is measured; says what it counted.</param>
    /// <param name="ofOthers">Seconds of the processor that others have used for it so far, such as a server.</param>
    public static async Task StepAsync(string name, Func<Task<string>> work, Func<double>? ofOthers = null)
    {
        var others = ofOthers?.Invoke() ?? 0;
        using var me = Process.GetCurrentProcess();
        var busy = me.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var did = await work();
        var seconds = watch.Elapsed.TotalSeconds;
        me.Refresh();
        var processor = (me.TotalProcessorTime - busy).TotalSeconds + (ofOthers?.Invoke() ?? 0) - others;
        var measured = new Measured(name, seconds, processor, Peak(), did);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Mark}{name}|{seconds:0.000}|{measured.Processor:0.000}|{measured.PeakMegabytes}|{did}"
            )
        );
    }

    /// <summary>What <see cref="StepAsync"/> printed; null for any other line.</summary>
    public static Measured? Read(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal)
        && line.Split('|') is [_, var name, var seconds, var processor, var peak, .. var did]
            ? new(name, Number(seconds), Number(processor), long.Parse(peak, CultureInfo.InvariantCulture), string.Join('|', did))
            : null;

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // VmHWM is the peak of this process alone; elsewhere the same by .NET.
    static long Peak()
    {
        var line = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            : null;
        return line is null
            ? Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000
            : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1000;
    }
}

/// <summary>What a step counted, and how much of it is allowed.</summary>
sealed record Counted(string Name, long Value, long Limit)
{
    const string Mark = "COUNT|";

    /// <summary>For the process that started this one.</summary>
    public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark}{Name}|{Value}|{Limit}"));

    /// <summary>What <see cref="Print"/> wrote; null for any other line.</summary>
    public static Counted? Read(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) && line.Split('|') is [_, var name, var value, var limit]
            ? new(name, long.Parse(value, CultureInfo.InvariantCulture), long.Parse(limit, CultureInfo.InvariantCulture))
            : null;
}
