using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Hosting.Telemetry;

/// <summary>A collector's stand-in: takes OTLP over HTTP on this machine and shows what came.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly Scripted _server;
    readonly TaskCompletionSource _hasSpans = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _hasMetrics = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="spans">How many names of spans must have come for <see cref="WaitAsync"/> to end.</param>
    public Collector(int spans = 1) =>
        _server = Scripted.Start(request =>
        {
            if (Spans.Select(span => span.Name).Distinct().Count() >= spans)
            {
                _hasSpans.TrySetResult();
            }

            if (Metrics.Count > 0)
            {
                _hasMetrics.TrySetResult();
            }

            return new(Status, "application/x-protobuf", []);
        });

    public int Status { get; set; } = 200;

    public string Address => _server.Address;

    public IEnumerable<ScriptedRequest> Requests => _server.Requests;

    /// <summary>Name, unit and labels of each point of a metric.</summary>
    public IReadOnlyList<(string Name, string Unit, IReadOnlyDictionary<string, string> Labels)> Metrics =>
        [
            .. Bodies("/v1/metrics")
                .SelectMany(body => body.All(1, 2, 2))
                .SelectMany(metric =>
                    metric
                        .All(5, 1)
                        .Concat(metric.All(7, 1))
                        .Select(point => (metric.Text(1), metric.Text(3), point.Attributes(7)))
                        .Concat(metric.All(9, 1).Select(point => (metric.Text(1), metric.Text(3), point.Attributes(9))))
                ),
        ];

    public IReadOnlyList<(
        string Name,
        string Trace,
        string Id,
        string Parent,
        IReadOnlyDictionary<string, string> Labels,
        ulong Status
    )> Spans =>
        [
            .. Bodies("/v1/traces")
                .SelectMany(body => body.All(1, 2, 2))
                .Select(span =>
                    (
                        span.Text(5),
                        Convert.ToHexString(span.Bytes(1)),
                        Convert.ToHexString(span.Bytes(2)),
                        Convert.ToHexString(span.Bytes(4)),
                        span.Attributes(9),
                        span.All(15).SingleOrDefault()?.Number(3) ?? 0
                    )
                ),
        ];

    /// <summary>What describes the sender.</summary>
    public IReadOnlyDictionary<string, string> Resource => Bodies("/v1/metrics").First().All(1, 1).First().Attributes(1);

    /// <summary>Until metrics and as many spans have come.</summary>
    public Task WaitAsync() =>
        Task.WhenAll(_hasSpans.Task, _hasMetrics.Task).WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    IEnumerable<OtlpBody> Bodies(string target) =>
        _server.Requests.Where(request => request.Target == target).Select(request => new OtlpBody(request.Bytes));
}
