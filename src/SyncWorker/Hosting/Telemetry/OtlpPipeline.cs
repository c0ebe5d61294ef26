using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SyncWorker.Hosting.Telemetry;

/// <summary>
/// OpenTelemetry's side, loaded only when schedule.json names a collector. Metrics leave on a thread of their own at their interval,
/// spans in batches; neither is waited for by a job, and what a collector does not take is lost.
/// </summary>
sealed class OtlpPipeline : IDisposable
{
    /// <summary>The longest wait for an answer of the collector.</summary>
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    readonly TimeSpan _lastPatience;

    readonly MeterProvider _metrics;
    readonly TracerProvider _traces;

    /// <param name="options">Where to, how often.</param>
    /// <param name="open">The handler for one signal, metrics or traces.</param>
    /// <param name="lastPatience">The longest wait for what is left at the end, for each signal.</param>
    public OtlpPipeline(TelemetryOptions options, Func<string, HttpMessageHandler> open, TimeSpan lastPatience)
    {
        _lastPatience = lastPatience;
        var every = (int)Math.Clamp(options.Every.Span.TotalMilliseconds, 1000, int.MaxValue);
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Describe())
            .AddMeter(Instruments.Name)
            .AddOtlpExporter(
                (exporter, reader) =>
                {
                    Configure(exporter, options, "metrics", open);
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = every;
                    reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = (int)s_patience.TotalMilliseconds;
                    reader.TemporalityPreference = MetricReaderTemporalityPreference.Cumulative;
                }
            )
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Describe())
            .SetSampler(new AlwaysOnSampler())
            .AddSource(Instruments.Name)
            .AddOtlpExporter(exporter => Configure(exporter, options, "traces", open))
            .Build();
    }

    public void Dispose()
    {
        _traces.Shutdown((int)_lastPatience.TotalMilliseconds);
        _metrics.Shutdown((int)_lastPatience.TotalMilliseconds);
        _traces.Dispose();
        _metrics.Dispose();
    }

    // The same name after each start, or each start would begin series of its own.
    static ResourceBuilder Describe() =>
        ResourceBuilder
            .CreateDefault()
            .AddService("syncworker", serviceVersion: Worker.Version, serviceInstanceId: Environment.MachineName.ToLowerInvariant());

    static void Configure(OtlpExporterOptions exporter, TelemetryOptions options, string signal, Func<string, HttpMessageHandler> open)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.AddressOf(signal);
        exporter.TimeoutMilliseconds = (int)s_patience.TotalMilliseconds;
        exporter.HttpClientFactory = () => new HttpClient(open(signal)) { Timeout = s_patience };
    }
}
