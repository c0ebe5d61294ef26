using System.ComponentModel;
using SyncWorker.Config;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Hosting;

/// <summary>The section <c>telemetry</c> of schedule.json: a collector that metrics and traces are sent to by OTLP over HTTP.</summary>
sealed record TelemetryOptions
{
    [Description(
        "The collector's address for OTLP over HTTP (protobuf), such as https://otel.example.org:4318; /v1/metrics and /v1/traces are added. https, or http to this machine."
    )]
    [Shape("^[Hh][Tt][Tt][Pp][Ss]?://[^\\s@?#]+$", "Write such as https://otel.example.org:4318.")]
    public required Uri Endpoint { get; init; }

    [Description("How often metrics are sent.")]
    public Duration Every { get; init; } = new(1, TimeUnit.Minutes);

    [Description("Name of the secret that is the value of the header, such as \"Bearer …\". Set it with: SyncWorker secret set NAME.")]
    [SecretName]
    public string? Secret { get; init; }

    [Description("The header that carries the secret.")]
    [TextPattern("^[A-Za-z0-9-]+$", "\"{0}\" is no name of a header.", "Write such as Authorization or x-api-key.")]
    public string Header { get; init; } = "Authorization";

    /// <summary>Where one signal goes: metrics or traces.</summary>
    public Uri AddressOf(string signal) => new($"{Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
}
