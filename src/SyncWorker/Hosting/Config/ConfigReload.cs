using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// Checks the config folder twice a second, and immediately on request. A complete change without faults is put in force; a bad
/// one is reported with every fault and the config in force stays. Looking at time stamps works on shares and under Wine, where
/// change notices get lost.
/// </summary>
sealed partial class ConfigReload(
    CurrentConfig inForce,
    ScheduleReconciler schedule,
    ConfigTrial trial,
    WorkerFolders folders,
    TimeProvider clock,
    ILogger<ConfigReload> logger
) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>The job that writes a sample of each edited mail.</summary>
    public const string Prove = "prove";

    /// <summary>The job that says what the rules meet in the register.</summary>
    public const string Look = "look";

    readonly Channel<bool> _asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Reads the folder now, changed or not: the service manager's "parameters changed", or SIGHUP.</summary>
    public void RequestReload() => _asked.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var read = inForce.StampAtStart;
        var seen = read;
        while (!stoppingToken.IsCancellationRequested)
        {
            var asked = await WaitAsync(stoppingToken);
            var stamp = Stamp(inForce.Edited);
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
        var (config, faults) = ConfigFolder.Load(inForce.Edited, rendersTemplates: false);
        if (config is not null && !config.Reconcile.ExactKeys.SequenceEqual(inForce.Current.Reconcile.ExactKeys))
        {
            faults = StoreCheck.FindFaults(folders, config);
        }

        IReadOnlyList<string> list = [.. faults.Select(fault => fault.ToString())];
        if (config is not null && list is [] && !config.Templates.Texts.SequenceEqual(inForce.Current.Templates.Texts))
        {
            list = await TryAsync(Prove, inForce.Edited, stopping);
        }

        if (config is null || list is not [])
        {
            Refused(logger, Count.Describe(list.Count, "fault"), inForce.Edited, string.Join('\n', list));
            return;
        }

        inForce.Swap(config);
        await schedule.ApplyAsync(config, stopping);
        if (await inForce.SaveAsync(stopping) is { } whyNot)
        {
            NotKept(logger, whyNot);
        }

        Reloaded(logger, inForce.Edited);
        StartConfig.Tell(logger, config);
        foreach (var sentence in await TryAsync(Look, inForce.Edited, stopping))
        {
            OfRegister(logger, sentence);
        }
    }

    async Task<IReadOnlyList<string>> TryAsync(string job, string folder, CancellationToken stopping)
    {
        var (found, whyNot) = await trial(job, folder, stopping);
        if (whyNot is not null)
        {
            NotTried(logger, whyNot);
        }

        return found;
    }

    /// <summary>What a config folder looks like from outside: names, sizes and times of its files.</summary>
    public static string Stamp(string folder)
    {
        try
        {
            var text = new StringBuilder();
            foreach (
                var file in new DirectoryInfo(folder)
                    .EnumerateFiles("*", SearchOption.AllDirectories)
                    .OrderBy(file => file.FullName, StringComparer.Ordinal)
            )
            {
                text.Append(file.FullName).Append('|').Append(file.Length).Append('|').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
            }

            return text.ToString();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message; // a share that is away: looked at again
        }
    }

    [LoggerMessage(110, LogLevel.Information, "Config read from {Folder}; it is in force")]
    static partial void Reloaded(ILogger logger, string folder);

    [LoggerMessage(115, LogLevel.Warning, "The copy of the last good config was not renewed: {WhyNot}")]
    public static partial void NotKept(ILogger logger, string whyNot);

    [LoggerMessage(116, LogLevel.Warning, "The new config and the register: {Sentence}")]
    static partial void OfRegister(ILogger logger, string sentence);

    [LoggerMessage(117, LogLevel.Information, "The new config was not tried out: {WhyNot}")]
    static partial void NotTried(ILogger logger, string whyNot);

    [LoggerMessage(111, LogLevel.Error, "{Faults} in {Folder}; the previous config stays in force:\n{List}")]
    static partial void Refused(ILogger logger, string faults, string folder, string list);
}

/// <summary>
/// Tries a config in a process of its own: neither templates nor the register stay in the worker's memory. What was found, a sentence
/// each, or why it could not be tried.
/// </summary>
/// <param name="job"><see cref="ConfigReload.Prove"/> or <see cref="ConfigReload.Look"/>.</param>
/// <param name="folder">The config folder that people edit.</param>
/// <param name="stopping">Ends it.</param>
delegate Task<(IReadOnlyList<string> Found, string? WhyNot)> ConfigTrial(string job, string folder, CancellationToken stopping);
