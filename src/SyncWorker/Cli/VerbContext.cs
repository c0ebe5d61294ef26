using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Logging;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>What a verb works with: the folders, the checked config, the store, the day.</summary>
sealed partial class VerbContext : IAsyncDisposable
{
    readonly ServiceProvider _services;
    readonly DateOnly? _asOf;

    VerbContext(WorkerFolders folders, SyncConfig config, DateOnly? asOf, bool json, TimeProvider clock)
    {
        Folders = folders;
        Config = config;
        Json = json;
        Clock = clock;
        _asOf = asOf;
        _services = new ServiceCollection()
            .AddLogging(logging =>
                logging.SetMinimumLevel(LogLevel.Warning).AddFilter("SyncWorker", LogLevel.Information).AddProvider(new HandLogs(folders))
            )
            .AddSyncWorker(folders, config, clock)
            .BuildServiceProvider();
    }

    public WorkerFolders Folders { get; }

    public SyncConfig Config { get; }

    /// <summary>Print JSON, not text.</summary>
    public bool Json { get; }

    public TimeProvider Clock { get; }

    public IServiceProvider Services => _services;

    public SyncStore Store => _services.GetRequiredService<SyncStore>();

    /// <summary>Now, or 08:00 of the day given with <c>--as-of</c>.</summary>
    public Moment Now => Moment.Read(Clock, Config.Zone) is var now && _asOf is { } day ? now.AsOf(day) : now;

    /// <summary>
    /// Gives a command its work: the config is read and checked first, every fault is printed and ends it with 2 before
    /// anything is written; then the store is brought up to date.
    /// </summary>
    public static void On(Command command, Func<VerbContext, ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(
            async (result, stopping) =>
            {
                var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
                var (config, faults) = ConfigFolder.Load(folders.Config);
                if (config is null)
                {
                    FaultList.Print(folders.Config, faults);
                    return ExitCode.Configuration;
                }

                return await WorkAsync(folders, config, result, work, stopping);
            }
        );

    /// <summary>The same with a config that is already known to be good.</summary>
    public static async Task<int> WorkAsync(
        WorkerFolders folders,
        SyncConfig config,
        ParseResult result,
        Func<VerbContext, ParseResult, CancellationToken, Task<int>> work,
        CancellationToken stopping
    )
    {
        await using var context = new VerbContext(
            folders,
            config,
            Optional(result, CommonOptions.AsOf),
            Optional(result, CommonOptions.Json),
            TimeProvider.System
        );
        try
        {
            await context.Store.PrepareAsync(stopping);
            if (context.Store.Lost is { } lost)
            {
                await Console.Error.WriteLineAsync($"{lost} Sending is on hold until then.");
                Worker.LogLost(context._services.GetRequiredService<ILogger<Worker>>(), lost);
            }

            return await work(context, result, stopping);
        }
        catch (Exception error) when (StoreFault.Explain(error, folders) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            context.LogFailed(error);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. What was begun is undone or goes on at the next run.");
            return ExitCode.Interrupted;
        }
    }

    // The log may be on the disk that is full; what was printed is all then.
    void LogFailed(Exception error)
    {
        try
        {
            StoreUnusable(_services.GetRequiredService<ILogger<VerbContext>>(), error);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The log could not be written either: {unwritten.Message}");
        }
    }

    [LoggerMessage(141, LogLevel.Error, "A command by hand failed: the store or the data folder cannot be used")]
    static partial void StoreUnusable(ILogger logger, Exception error);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    static T? Optional<T>(ParseResult result, Option<T> option) => result.GetResult(option) is null ? default : result.GetValue(option);
}
