using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Pages;
using SyncWorker.Remind;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Jobs;

/// <summary>What the process of a job does: one stage, the calendars, the pages, a backup, or bringing the store up to date.</summary>
static class JobWork
{
    /// <summary>Brings the store up to date; not of the schedule.</summary>
    public const string Prepare = "prepare";

    public const string Backup = "backup";

    /// <param name="job">A stage, <see cref="Backup"/>, <see cref="Prepare"/>, or a trial of <see cref="ConfigReload"/>.</param>
    /// <param name="folders">As the worker has them.</param>
    /// <param name="inForce">The folder that holds the config in force: the one people edit may hold a faulty edit.</param>
    /// <param name="clock">The time.</param>
    public static async Task<int> RunAsync(string job, WorkerFolders folders, string inForce, TimeProvider clock)
    {
        Console.SetOut(Console.Error); // standard output is the pipe's
        using var ignoring = new IgnoreSignals();
        using var pipe = new JobPipe(Worker.StopTime, clock);
        try
        {
            pipe.Write(new JobLine.Ended(await RunAsync(job, folders, inForce, pipe, clock)));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (pipe.Stop.IsCancellationRequested)
        {
            // the worker knows: it sent the stop
        }
        catch (Exception error) when (StoreFault.Explain(error, folders) is { } words)
        {
            pipe.Write(new JobLine.Refused(words));
        }
#pragma warning disable CA1031 // Do not catch general exception types: the worker's place that catches is in another process
        catch (Exception error)
#pragma warning restore CA1031
        {
            pipe.Write(new JobLine.Crashed(JobFault.FromException(error)));
        }

        return ExitCode.Failed;
    }

    static async Task<StageResult> RunAsync(string job, WorkerFolders folders, string inForce, JobPipe pipe, TimeProvider clock)
    {
        var store = new SyncStore(folders, clock);
        switch (job)
        {
            case Prepare:
                await store.PrepareAsync(pipe.Stop);
                return new(job, StageOutcome.Done, []) { Notes = store.Lost is { } lost ? [lost] : [] };
            case Backup:
                var file = new StoreBackup(folders, store, clock).MakeOwn(StoreBackup.Daily);
                return new(job, StageOutcome.Done, [new("KB", new FileInfo(file).Length / 1024)]) { Look = Path.GetFileName(file) };
            case ConfigReload.Prove:
                var faults = ConfigFolder.Load(inForce).Faults;
                pipe.Write(new JobLine.ConfigRead());
                return new(job, faults is [] ? StageOutcome.Done : StageOutcome.Failed, [])
                {
                    Notes = [.. faults.Select(fault => fault.ToString())],
                };
            case ConfigReload.Look:
                var config = ReadConfig(inForce, pipe) with { Folder = folders.Config };
                var today = Moment.Read(clock, config.Zone).Today;
                return new(job, StageOutcome.Done, [])
                {
                    Notes = await StoreCheck.FindWarningsAsync(store, config, today, pipe.Stop, namesHandFilled: false),
                };
            default:
                return await RunStageAsync(job, folders, inForce, pipe, clock);
        }
    }

    static SyncConfig ReadConfig(string inForce, JobPipe pipe)
    {
        var (config, faults) = ConfigFolder.Load(inForce, rendersTemplates: false, opensFiles: false);
        if (config is null)
        {
            throw new InvalidOperationException($"The config in force, {inForce}, cannot be read any more:\n{string.Join('\n', faults)}");
        }

        pipe.Write(new JobLine.ConfigRead());
        return config;
    }

    static async Task<StageResult> RunStageAsync(string stage, WorkerFolders folders, string inForce, JobPipe pipe, TimeProvider clock)
    {
        var config = ReadConfig(inForce, pipe);
        using var spans = config.Schedule.Telemetry is null ? null : new JobSpans(pipe.Write);
        await using var services = new ServiceCollection()
            .AddLogging(logging =>
                logging
                    .SetMinimumLevel(LogLevel.Warning)
                    .AddFilter("SyncWorker", LogLevel.Information)
                    .AddProvider(new JobLogs(pipe.Write))
                    .Configure(options =>
                        options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId
                    )
            )
            .AddSyncWorker(folders, config with { Folder = folders.Config }, clock)
            .BuildServiceProvider();
        var store = services.GetRequiredService<SyncStore>();
        if (!store.IsCurrent())
        {
            await store.PrepareAsync(pipe.Stop); // it went away while the worker was running
            if (store.Lost is { } lost)
            {
                Worker.LogLost(services.GetRequiredService<ILogger<Worker>>(), lost);
            }
        }

        return await StageTurn.RunAsync(
            stage,
            folders,
            async () =>
            {
                var at = Moment.Read(clock, config.Zone);
                return stage switch
                {
                    CalendarFiles.Job => await services.GetRequiredService<CalendarFiles>().WriteFolderAsync(folders.Data, at, pipe.Stop),
                    PageSite.Job => await services.GetRequiredService<PageSite>().WriteConfiguredAsync(at, pipe.Stop),
                    _ => await services.Stage(stage).RunAsync(new(at), pipe.Stop),
                };
            },
            waits: null,
            clock,
            pipe.Stop
        );
    }

    /// <summary>Ctrl+C and systemd's stop reach every process of the worker; which jobs end, and how, is the worker's to say.</summary>
    sealed class IgnoreSignals : IDisposable
    {
        readonly IReadOnlyList<PosixSignalRegistration> _signals =
        [
            .. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal =>
                PosixSignalRegistration.Create(signal, heard => heard.Cancel = true)
            ),
        ];

        public void Dispose()
        {
            foreach (var signal in _signals)
            {
                signal.Dispose();
            }
        }
    }
}
