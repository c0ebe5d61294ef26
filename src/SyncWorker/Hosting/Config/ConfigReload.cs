using System;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Schedule;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// Checks the config folder every few seconds, and immediately on request. A complete change without faults is put in force; a bad
/// one is reported with every fault and the config in force stays. Looking at time stamps works on shares and under Wine, where
/// change notices get lost.
/// </summary>
sealed partial class ConfigReload(
    RunFolders run, CurrentConfig inUse, ScheduleReconciler schedule, TimeProvider clock, ILogger<ConfigReload> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Reads the folder now, changed or not: the service manager's "parameters changed", or SIGHUP.</summary>
    public void RequestReload() => _asked.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var read = run.StampAtStart;
        var seen = read;
        while (!stoppingToken.IsCancellationRequested)
        {
            var asked = await WaitAsync(stoppingToken);
            var stamp = ConfigStamp.Compute(run.Edited);
            var settled = stamp == seen; // an editor may still be writing
            seen = stamp;
            if (asked || (settled && stamp != read))
            {
                read = stamp;
                await ReadAsync(stoppingToken);
            }
        }
    }

    async Task<bool> WaitAsync(CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var asked = _asked.Reader.ReadAsync(wait.Token).AsTask();
        await Task.WhenAny(asked, Task.Delay(Every, clock, wait.Token));
        var wasAsked = asked.IsCompletedSuccessfully;
        await wait.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        return wasAsked;
    }

    async Task ReadAsync(CancellationToken stopping)
    {
        var (config, faults) = ConfigFolder.Load(run.Edited);
        if (config is null)
        {
            Refused(logger, faults.Count, run.Edited, string.Join('\n', faults));
            return;
        }

        inUse.Swap(config);
        await schedule.ApplyAsync(config, stopping);
        if (await run.InForce.SaveAsync(stopping) is { } whyNot)
        {
            NotKept(logger, whyNot);
        }

        Reloaded(logger, run.Edited);
    }

    [LoggerMessage(110, LogLevel.Information, "Config read from {Folder}; it is in force")]
    static partial void Reloaded(ILogger logger, string folder);

    [LoggerMessage(115, LogLevel.Warning, "The copy of the last good config was not renewed: {WhyNot}")]
    public static partial void NotKept(ILogger logger, string whyNot);

    [LoggerMessage(111, LogLevel.Error, "{Faults} faults in {Folder}; the previous config stays in force:\n{List}")]
    static partial void Refused(ILogger logger, int faults, string folder, string list);
}

/// <param name="Folders">What the stages read and write.</param>
/// <param name="Edited">The folder people edit; differs from <c>Folders.Config</c> when the worker started on its last good copy.</param>
/// <param name="StampAtStart">What <paramref name="Edited"/> looked like when the config in force was read.</param>
/// <param name="InForce">Where the processes of the jobs read their config.</param>
sealed record RunFolders(WorkerFolders Folders, string Edited, string StampAtStart, ConfigSnapshotLock InForce);
