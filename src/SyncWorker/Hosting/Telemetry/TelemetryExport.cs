using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Net;

namespace SyncWorker.Hosting.Telemetry;

/// <summary>
/// Sends metrics and traces to the collector that schedule.json names. Without one nothing is loaded or started. A changed config is
/// followed without a restart; a collector that is away is logged once and harms no job.
/// </summary>
sealed class TelemetryExport(CurrentConfig config, WorkerFolders folders, SecretStore secrets, ILogger<TelemetryExport> logger)
    : IHostedService,
        IDisposable
{
    readonly Lock _gate = new();
    Setup? _setup;
    Open? _open;

    /// <summary>The longest wait for what is left at the end, for each signal: the worker's stop must not hang on a collector.</summary>
    public TimeSpan LastPatience { get; init; } = TimeSpan.FromSeconds(2);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Use(config.Current);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Follows a config that was put in force: begins, ends or begins anew, if what it says of the collector is different.</summary>
    public void Use(SyncConfig current)
    {
        var setup = current.Schedule.Telemetry is { } options
            ? new Setup(options, current.Poll.Proxy, string.Join('\n', current.Poll.Trust))
            : null;
        lock (_gate)
        {
            if (setup == _setup)
            {
                return;
            }

            _open?.Dispose();
            _setup = setup;
            _open = setup is null ? null : Start(setup.Options, NetworkOptions.Read(current.Poll.Proxy, current.Poll.Trust, config.Edited));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _open?.Dispose();
            (_open, _setup) = (null, null);
        }
    }

    Open Start(TelemetryOptions options, NetworkOptions network)
    {
        var health = new ExportHealth(logger);
        return new(
            new StoreGauges(folders),
            new OtlpPipeline(
                options,
                signal => new CollectorHandler(signal, () => SecretOf(options), health)
                {
                    InnerHandler = SocketsHandlerFactory.Open(network),
                },
                LastPatience
            )
        );
    }

    (string Header, string Value)? SecretOf(TelemetryOptions options) =>
        options.Secret is { } name && secrets.TryGet(name, out var value) ? (options.Header, value) : null;

    sealed record Setup(TelemetryOptions Options, string? Proxy, string Trust);

    // The pipeline is held as what it can do, so that OpenTelemetry is not loaded with this class.
    sealed record Open(StoreGauges Gauges, IDisposable Pipeline) : IDisposable
    {
        public void Dispose()
        {
            Pipeline.Dispose();
            Gauges.Dispose();
        }
    }
}
