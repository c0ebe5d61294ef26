using System.Diagnostics;

namespace SyncWorker.Benchmarks.Measures;

/// <summary>Steps in processes of their own, so that time, processor and memory are theirs alone.</summary>
static class Child
{
    /// <summary>This program with these arguments: the steps and counts it printed.</summary>
    public static async Task<(IReadOnlyList<Measured> Steps, IReadOnlyList<Counted> Counts)> OwnAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var (output, error, code) = await RunAsync(start);
        return code == 0
            ? (
                [.. output.Split('\n').Select(Measured.Read).OfType<Measured>()],
                [.. output.Split('\n').Select(Counted.Read).OfType<Counted>()]
            )
            : throw new BenchmarkException($"{arguments[0]} ended with {code}: {error.Trim()}");
    }

    /// <summary>Another program, measured by GNU time.</summary>
    /// <param name="name">What the report calls it.</param>
    /// <param name="start">How it is started.</param>
    public static async Task<Measured> OtherAsync(string name, ProcessStartInfo start)
    {
        var times = Path.GetTempFileName();
        try
        {
            var timed = new ProcessStartInfo("/usr/bin/time", ["-f", "%e %U %S %M", "-o", times, start.FileName, .. start.ArgumentList])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (variable, value) in start.Environment)
            {
                timed.Environment[variable] = value;
            }

            var (output, error, code) = await RunAsync(timed);
            if (code != 0)
            {
                throw new BenchmarkException($"{name} ended with {code}: {error.Trim()}");
            }

            var words = (await File.ReadAllTextAsync(times)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new(
                name,
                Measured.Number(words[0]),
                Measured.Number(words[1]) + Measured.Number(words[2]),
                (long)Measured.Number(words[3]) / 1000,
                output.Trim()
            );
        }
        finally
        {
            File.Delete(times);
        }
    }

    /// <summary>The first line that a program prints; null where it is not there.</summary>
    public static string? FirstLine(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var line = process.StandardOutput.ReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return line;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    static async Task<(string Output, string Error, int Code)> RunAsync(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (output, await error, process.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new BenchmarkException($"{start.FileName}: {missing.Message}");
        }
    }
}

/// <summary>A part that could not be measured; the others go on.</summary>
sealed class BenchmarkException(string message) : Exception(message);
