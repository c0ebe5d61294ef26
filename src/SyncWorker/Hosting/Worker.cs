using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Hosting.Logging;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Telemetry;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting;

/// <summary>
/// The worker as a process: lock, config, store, schedule, until a stop is requested. Whatever goes wrong is logged and becomes the
/// exit code, so that whoever started it (a person, the service control manager, systemd) can act on it.
/// </summary>
sealed partial class Worker(
    WorkerFolders folders,
    TimeProvider clock,
    WorkerLogs logs,
    WorldWritablePolicy openRights = WorldWritablePolicy.Refuse
)
{
    /// <summary>How long running stages have to end or hand over once a stop was asked for.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(25);

    readonly ILogger _logger = logs.Factory.CreateLogger<Worker>();

    /// <param name="supervisor">Who started it, when it is not a person.</param>
    public async Task<int> RunAsync(ISupervisor? supervisor)
    {
        var stop = supervisor?.Stop ?? CancellationToken.None;
        try
        {
            using var runLock = RunLock.TryTake(folders, out var heldBy);
            if (runLock is null)
            {
                Refused(_logger, heldBy);
                return ExitCode.Failed;
            }

            if (WorldWritableCheck.Find(folders) is [_, ..] open)
            {
                Open(_logger, open.Count, string.Join('\n', open));
                if (openRights == WorldWritablePolicy.Refuse)
                {
                    return ExitCode.Configuration;
                }
            }

            if (WorldWritableCheck.FindReadable(folders) is { } readable)
            {
                Readable(_logger, readable);
            }

            return await StartAsync(stop) is var (inForce, used) ? await RunAsync(inForce, used, supervisor, stop) : ExitCode.Configuration;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done; // stopped before it was up
        }
        catch (Exception error) when (StoreFault.Explain(error, folders) is { } words)
        {
            Refused(_logger, words);
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // Do not catch general exception types: one of the three places that catch; it becomes the exit code
        catch (Exception error)
#pragma warning restore CA1031
        {
            Died(_logger, error);
            return ExitCode.Failed;
        }
    }

    async Task<(CurrentConfig InForce, WorkerFolders Folders)?> StartAsync(CancellationToken stop)
    {
        var stamp = ConfigReload.Stamp(folders.Config);
        var (config, faults) = ConfigFolder.Load(folders.Config, rendersTemplates: false);
        if (config is not null)
        {
            var inForce = new CurrentConfig(config, folders) { StampAtStart = stamp };
            if (await inForce.SaveAsync(stop) is { } whyNot)
            {
                ConfigReload.NotKept(_logger, whyNot);
            }

            return (inForce, folders);
        }

        var list = string.Join('\n', faults);
        if (LastGoodConfig.Load(folders) is { } lastGood)
        {
            OnLastGood(_logger, Count.Describe(faults.Count, "fault"), folders.Config, list);
            return (new(lastGood, folders) { StampAtStart = stamp }, folders with { Config = folders.LastGoodConfig });
        }

        NoConfig(_logger, Count.Describe(faults.Count, "fault"), folders.Config, list);
        return null;
    }

    async Task<int> RunAsync(CurrentConfig read, WorkerFolders used, ISupervisor? supervisor, CancellationToken stop)
    {
        using var inForce = read;
        inForce.Swapped = config => logs.Use(new(config.Schedule.LogFormat, config.Zone));
        inForce.Swapped(inForce.Current);
        using var host = Build(inForce, used);
        inForce.Swapped += host.Services.GetRequiredService<TelemetryExport>().Use;
        var reload = host.Services.GetRequiredService<ConfigReload>();
        var runNow = host.Services.GetRequiredService<RunNow>();
        using var hangUp = OperatingSystem.IsWindows()
            ? null
            : PosixSignalRegistration.Create(
                PosixSignal.SIGHUP,
                signal =>
                {
                    signal.Cancel = true;
                    reload.RequestReload();
                }
            );
        supervisor?.Listen(reload.RequestReload, runNow.Request);
        var heartbeat = host.Services.GetRequiredService<HeartbeatTurn>();
        heartbeat.Supervisor = supervisor;
        using var stopping = host
            .Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(() => supervisor?.ReportStopping());

        await PrepareStoreAsync(host.Services, stop);
        if (folders.Postgres is null && ScheduleFile.PutAsideIfDamaged(folders, clock) is var (aside, fault))
        {
            ScheduleAnew(_logger, fault, aside);
        }

        heartbeat.Begin();
        await host.StartAsync(stop);
        supervisor?.ReportReady();
        Started(_logger, Version, used.Config, used.Data);
        StartConfig.Tell(_logger, inForce.Current);
        await host.WaitForShutdownAsync(stop);

        if (FaultOf(host.Services.GetServices<IHostedService>()) is { } death)
        {
            Died(_logger, death);
            return ExitCode.Failed;
        }

        heartbeat.End();
        Stopped(_logger);
        return ExitCode.Done;
    }

    async Task PrepareStoreAsync(IServiceProvider services, CancellationToken stop)
    {
        var store = new SyncStore(folders, clock);
        try
        {
            store.RefuseDamaged();
            if (store.IsCurrent())
            {
                return;
            }

            var made = await services.GetRequiredService<JobProcess>().RunAsync(JobWork.Prepare, stop);
            foreach (var lost in made.Notes)
            {
                LogLost(_logger, lost);
            }
        }
        catch (Exception error) when (StoreFault.Explain(error, folders) is { } words)
        {
            await services.GetRequiredService<StartTrouble>().TellAsync(words);
            throw;
        }
    }

    /// <summary>What made the host stop by itself: .NET stops it when a background service throws, and then ends with 0.</summary>
    public static Exception? FaultOf(IEnumerable<IHostedService> services) =>
        services
            .OfType<BackgroundService>()
            .Select(service => service.ExecuteTask?.Exception?.GetBaseException())
            .FirstOrDefault(fault => fault is not null);

    IHost Build(CurrentConfig inForce, WorkerFolders used)
    {
        // The content root is watched and defaults to the working folder, which for a service is System32.
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.Replace(ServiceDescriptor.Singleton(logs.Factory));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTime);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder
            .Services.AddSingleton(used)
            .AddSingleton(inForce)
            .AddSingleton(clock)
            .AddSingleton<SecretStore>()
            .AddSingleton<TelemetryExport>()
            .AddHostedService(services => services.GetRequiredService<TelemetryExport>()) // first, so that it ends after the last job
            .AddHostedService<ScheduleStart>()
            .AddSchedule(used)
            .AddSingleton<ConfigTrial>(services => services.GetRequiredService<JobProcess>().TryAsync)
            .AddSingleton<ConfigReload>()
            .AddHostedService(services => services.GetRequiredService<ConfigReload>())
            .AddHostedService<SecretWatch>()
            .AddHostedService(services => services.GetRequiredService<IdleTrim>())
            .AddSingleton<RunNow>()
            .AddHostedService(services => services.GetRequiredService<RunNow>())
            .AddHostedService<WorkerRequests>();
        return builder.Build();
    }

    /// <summary>The program's version, as --version prints it.</summary>
    public static string Version { get; } =
        typeof(Worker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    [LoggerMessage(100, LogLevel.Information, "SyncWorker {Version} started; config {Config}, data {Data}")]
    static partial void Started(ILogger logger, string version, string config, string data);

    [LoggerMessage(101, LogLevel.Information, "SyncWorker has stopped")]
    static partial void Stopped(ILogger logger);

    [LoggerMessage(102, LogLevel.Critical, "SyncWorker ended: an unexpected fault")]
    static partial void Died(ILogger logger, Exception error);

    [LoggerMessage(103, LogLevel.Critical, "SyncWorker did not start: {Faults} in {Folder} and no last good copy:\n{List}")]
    static partial void NoConfig(ILogger logger, string faults, string folder, string list);

    [LoggerMessage(104, LogLevel.Critical, "SyncWorker did not start. {Reason}")]
    static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(
        105,
        LogLevel.Critical,
        "{Count} files or folders are writable by every account; run --open-rights warn starts anyway:\n{List}"
    )]
    static partial void Open(ILogger logger, int count, string list);

    [LoggerMessage(107, LogLevel.Warning, "{Sentence}")]
    static partial void Readable(ILogger logger, string sentence);

    [LoggerMessage(
        106,
        LogLevel.Warning,
        "The scheduler's file was damaged ({Fault}) and is rebuilt from schedule.json; missed runs are not caught up. The damaged file was moved to {Aside}"
    )]
    static partial void ScheduleAnew(ILogger logger, string fault, string aside);

    [LoggerMessage(154, LogLevel.Error, "{Sentence} Sending is on hold until then")]
    public static partial void LogLost(ILogger logger, string sentence);

    [LoggerMessage(112, LogLevel.Error, "SyncWorker uses its last good config: {Faults} in {Folder}:\n{List}")]
    static partial void OnLastGood(ILogger logger, string faults, string folder, string list);
}

/// <summary>What a start does when config or secrets may be changed by every account of the machine.</summary>
enum WorldWritablePolicy
{
    Refuse,
    Warn,
}
