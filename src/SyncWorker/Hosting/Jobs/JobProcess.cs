using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Jobs;

/// <summary>
/// Runs a job in a process of its own, this same program: what a pass takes of memory is back when it ends, whatever it was, and a
/// job that dies takes nothing with it. The worker itself stays as small as its schedule.
/// </summary>
/// <remarks>
/// 1. The process is started with the worker's folders and the folder of the config in force.
/// 2. It tells its log lines and its end through its standard output (<see cref="JobLine"/>).
/// 3. A stop ends its standard input (<see cref="JobPipe"/>): the stage unwinds. After <see cref="Patience"/> it is killed, which
///    costs nothing that kill -9 of the worker would not: claims run out and are taken up again.
/// </remarks>
sealed class JobProcess(CurrentConfig inForce, WorkerFolders folders, ILoggerFactory logs, TimeProvider clock)
{
    /// <summary>Shorter than <see cref="Worker.StopTime"/>: the worker must still be there to say how it ended.</summary>
    static readonly TimeSpan Patience = Worker.StopTime - TimeSpan.FromSeconds(3);

    /// <summary>Its result; expected trouble is one.</summary>
    /// <exception cref="JobCrashedException">A fault of the program or the machine.</exception>
    /// <exception cref="StoreRefusedException">The store was made by a newer version.</exception>
    public async Task<StageResult> RunAsync(string job, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var reading = await inForce.LockAsync(stopping);
        using var process = Process.Start(Command(job, reading.Folder)) ?? throw new InvalidOperationException("no process");
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
            JobLine.Crashed broke => throw new JobCrashedException(broke.Fault),
            _ when stopping.IsCancellationRequested => throw new OperationCanceledException(stopping),
            _ => throw new JobCrashedException(string.Create(CultureInfo.InvariantCulture, $"Its process ended with exit code {process.ExitCode} and no word. {said}")),
        };
    }

    /// <summary>Passes log lines on until the process has said its last.</summary>
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
                    logs.CreateLogger(line.Category).Log(line.Level, new EventId(line.Id), line.Text, null, static (said, _) => said);
                    break;
                case { } end:
                    last = end;
                    break;
            }
        }

        return last;
    }

    ProcessStartInfo Command(string job, string config)
    {
        var own = typeof(JobProcess).Assembly.Location;
        var host = Path.GetFileNameWithoutExtension(own) + (OperatingSystem.IsWindows() ? ".exe" : "");
        var isHost = string.Equals(Path.GetFileName(Environment.ProcessPath), host, StringComparison.OrdinalIgnoreCase); // else `dotnet SyncWorker.dll`
        var start = new ProcessStartInfo(isHost ? Environment.ProcessPath! : "dotnet")
        {
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
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

/// <summary>A job ended by a fault of the program or the machine; the message has the whole of it.</summary>
sealed class JobCrashedException(string fault) : Exception(fault);
