using System.Globalization;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Net;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Tells a monitor that a job has ended, by one GET: the machine that is off, the worker that is dead and the schedule that is stuck are
/// then told by someone else. It goes beside the jobs: a monitor that is away stops and delays none of them, and is logged once until
/// that changes. The address is a secret and is never logged.
/// </summary>
sealed partial class JobPing(CurrentConfig config, SecretStore secrets, TimeProvider clock, ILogger<JobPing> logger) : BackgroundService
{
    /// <summary>The longest wait for a monitor's answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>As many ends of jobs wait for a monitor that is slow; beyond them the oldest are left out.</summary>
    const int Waiting = 50;

    readonly Channel<(string Job, bool IsWell)> _ended = Channel.CreateBounded<(string, bool)>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );
    readonly Dictionary<string, string> _failing = new(StringComparer.Ordinal);

    /// <summary>A run has ended, or there was nothing to do. Never waits.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="outcome">Null when it broke off. Done in part is well: the job runs, and what is sick is told by other ways.</param>
    public void Ended(string job, StageOutcome? outcome) =>
        _ended.Writer.TryWrite((job, outcome is StageOutcome.Done or StageOutcome.Partly));

    /// <summary>The address that a text names; null unless it is https, or http to this machine itself.</summary>
    public static Uri? ParseAddress(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
        && NetworkOptions.IsConfidential(address)
        && address is { UserInfo: "", Fragment: "" }
            ? address
            : null;

    /// <summary>Tells the monitor of one end of a job; what keeps it from being told is logged.</summary>
    public async Task TellAsync(string job, bool isWell, CancellationToken stopping)
    {
        var current = config.Current;
        if (
            (current.Schedule.Jobs.GetValueOrDefault(job)?.Ping ?? current.Schedule.Ping) is not { } ping
            || (!isWell && ping.OnFailure == PingOnFailure.Nothing)
        )
        {
            return;
        }

        var fault = await FaultAsync(current, ping.Secret, isWell, stopping);
        var before = _failing.GetValueOrDefault(ping.Secret);
        if (fault is null)
        {
            if (_failing.Remove(ping.Secret))
            {
                WorksAgain(logger, ping.Secret);
            }
        }
        else if (fault != before)
        {
            _failing[ping.Secret] = fault;
            NotTold(logger, ping.Secret, job, fault);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (job, isWell) in _ended.Reader.ReadAllAsync(stoppingToken))
        {
            await TellAsync(job, isWell, stoppingToken);
        }
    }

    async Task<string?> FaultAsync(SyncConfig current, string secret, bool isWell, CancellationToken stopping)
    {
        try
        {
            if (!secrets.TryGet(secret, out var text))
            {
                return secrets.MissingReason(secret);
            }

            return ParseAddress(text) is { } address
                ? await AskAsync(current, isWell ? address : Failing(address), stopping)
                : NamedSecrets.NoAddress(secret);
        }
        catch (HttpRequestException error)
        {
            return HttpErrorText.Describe(error);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return "No answer came in time.";
        }
#pragma warning disable CA1031 // Do not catch general exception types: a monitor's trouble must not end the worker that it watches
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return $"A fault of this program: {error.GetType().Name}.";
        }
    }

    async Task<string?> AskAsync(SyncConfig current, Uri address, CancellationToken stopping)
    {
        var network = NetworkOptions.Read(current.Poll.Proxy, current.Poll.Trust, config.Edited) with { ConnectTimeout = Patience };
        using var http = new HttpClient(SocketsHandlerFactory.Open(network)) { Timeout = Timeout.InfiniteTimeSpan };
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SyncWorker", Worker.Version));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"It answers {(int)answer.StatusCode}.");
    }

    static Uri Failing(Uri address) => new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/fail" }.Uri;

    [LoggerMessage(
        158,
        LogLevel.Warning,
        "The monitor of the secret {Secret} could not be told that {Job} has ended; said once until it changes: {Reason}"
    )]
    static partial void NotTold(ILogger logger, string secret, string job, string reason);

    [LoggerMessage(159, LogLevel.Warning, "The monitor of the secret {Secret} can be told again")]
    static partial void WorksAgain(ILogger logger, string secret);
}
