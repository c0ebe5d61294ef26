using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Telemetry;
using SyncWorker.Hosting.Windows;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Jobs;

/// <summary>
/// Runs a job in a process of its own, this same program: what a pass takes of memory is back when it ends, whatever it was, and a
/// job that dies takes nothing with it. The worker itself stays as small as its schedule. The life of a job:
/// <list type="number">
/// <item>The scheduler fires. For `send` the worker asks <see cref="Send.PendingMail"/> whether there is anything to do; when there
/// is not, no process is started and no run is recorded.</item>
/// <item>The process is started with the worker's folders and the folder of the config in force, which stays as it is until the
/// process says that it has read it (<see cref="JobLine.ConfigRead"/>).</item>
/// <item>It has a limit of memory, <see cref="ScheduleOptions.JobMemoryMegabytes"/>: of what .NET allocates everywhere, on Windows of
/// all that the process takes as well (<see cref="JobObject"/>). A job that needs more fails by that name
/// (<see cref="JobMemoryException"/>); worker and schedule go on.</item>
/// <item>It does its work (<see cref="JobWork"/>) and writes lines of JSON to its standard output (<see cref="JobLine"/>): each log
/// line with id, values, scope and exception, which the worker logs again as they are, and last how it ended.</item>
/// <item>A stop ends its standard input (<see cref="JobPipe"/>): the stage unwinds. After <see cref="Patience"/> it is killed, which
/// costs nothing that kill -9 of the worker would not: claims run out and are taken up again.</item>
/// <item>When the worker dies, however it dies, its standard input ends too and it has as long to unwind; on Windows the system
/// ends it at once with the worker's handle of the job object.</item>
/// <item>A process that ends without a last line has died: <see cref="JobDiedException"/> says how.</item>
/// </list>
/// </summary>
sealed class JobProcess(CurrentConfig inForce, WorkerFolders folders, ILoggerFactory logs, TimeProvider clock)
{
    /// <summary>Shorter than <see cref="Worker.StopTime"/>: the worker must still be there to say how it ended.</summary>
    static readonly TimeSpan Patience = Worker.StopTime - TimeSpan.FromSeconds(3);

    /// <summary>Its result; expected trouble is one.</summary>
    /// <exception cref="JobFaultException">A fault of the program or the machine.</exception>
    /// <exception cref="JobDiedException">The same, and the job could not tell of it.</exception>
    /// <exception cref="JobMemoryException">It needed more memory than it may take.</exception>
    /// <exception cref="StoreRefusedException">The store was made by a newer version.</exception>
    public Task<StageResult> RunAsync(string job, CancellationToken stopping) => RunAsync(job, null, stopping);

    /// <param name="config">Another config folder than the one in force; null for that.</param>
    /// <inheritdoc cref="RunAsync(string, CancellationToken)"/>
    public async Task<StageResult> RunAsync(string job, string? config, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var megabytes = inForce.Current.Schedule.JobMemoryMegabytes;
        using var reading = await inForce.LockAsync(stopping);
        using var process =
            Process.Start(Command(job, config ?? reading.Folder, megabytes)) ?? throw new InvalidOperationException("no process");
        using var system = OperatingSystem.IsWindows() ? JobObject.Create(process, megabytes) : null;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await using var overtime = clock.CreateTimer(_ => process.Kill(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var asked = stopping.Register(() =>
        {
            process.StandardInput.Close();
            overtime.Change(Patience, Timeout.InfiniteTimeSpan);
        });
        var last = await ReadAsync(process, reading);
        await process.WaitForExitAsync(CancellationToken.None);
        var said = (await errors).Trim();
        return last switch
        {
            JobLine.Ended ended => ended.Result,
            JobLine.Refused refused => throw new StoreRefusedException(refused.Why),
            JobLine.Crashed { Fault.IsOutOfMemory: true } => throw new JobMemoryException(job, megabytes),
            JobLine.Crashed broke => throw new JobFaultException(broke.Fault),
            _ when stopping.IsCancellationRequested => throw new OperationCanceledException(stopping),
            _ when IsOutOfMemory(said) => throw new JobMemoryException(job, megabytes),
            _ => throw new JobDiedException(
                string.Create(CultureInfo.InvariantCulture, $"Its process ended with exit code {process.ExitCode} and no word. {said}")
            ),
        };
    }

    /// <summary>Tries a config folder: <see cref="ConfigTrial"/>.</summary>
    public async Task<(IReadOnlyList<string> Found, string? WhyNot)> TryAsync(string job, string folder, CancellationToken stopping)
    {
        try
        {
            return ((await RunAsync(job, folder, stopping)).Notes, null);
        }
        catch (Exception error) when (error is JobFaultException or JobDiedException or JobMemoryException or StoreRefusedException)
        {
            return ([], error.Message);
        }
    }

    /// <summary>Passes log lines on until the process has ended; its last line.</summary>
    async Task<JobLine?> ReadAsync(Process process, CurrentConfig.ReadLock reading)
    {
        JobLine? last = null;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } text)
        {
            switch (JobLine.Read(text))
            {
                case JobLine.ConfigRead:
                    reading.Dispose();
                    break;
                case JobLine.Logged line:
                    line.WriteTo(logs);
                    break;
                case JobLine.Polled polled:
                    Instruments.Polled(polled.Poll);
                    break;
                case { } end:
                    last = end;
                    break;
            }
        }

        return last;
    }

    // The runtime's own words, when there was no memory left to write a line with.
    static bool IsOutOfMemory(string said) =>
        said.Contains("Out of memory", StringComparison.Ordinal) || said.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal);

    ProcessStartInfo Command(string job, string config, int megabytes)
    {
        var own = typeof(JobProcess).Assembly.Location;
        var host = Path.GetFileNameWithoutExtension(own) + (OperatingSystem.IsWindows() ? ".exe" : "");
        // Else `dotnet SyncWorker.dll`
        var isHost = string.Equals(Path.GetFileName(Environment.ProcessPath), host, StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isHost ? Environment.ProcessPath! : "dotnet")
        {
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // .NET reads it as hexadecimal
        start.Environment["DOTNET_GCHeapHardLimit"] = (megabytes * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture);
        start.Environment[PostgresOptions.Variable] = PostgresOptions.ToVariable(folders.Postgres); // an edit counts from the next start
        if (Activity.Current is { } span)
        {
            start.Environment[JobSpans.Variable] = span.Id; // its log lines carry the same trace
        }

        if (!isHost)
        {
            start.ArgumentList.Add(own);
        }

        foreach (var argument in (string[])["job", job, "--config", folders.Config, "--data", folders.Data, "--in-force", config])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
