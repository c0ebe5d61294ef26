using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send;

/// <summary>
/// One run's work:
/// <list type="number">
/// <item>Take over what workers left that are gone.</item>
/// <item>Claim some mails that are due, as many as leave in about a second; write each the first time. Freeze them all.</item>
/// <item>Deliver one after the other, noting the moment before it is handed over and, at once, what became of it. Meanwhile the
/// next batch is claimed and written.</item>
/// <item>Settle them all. Go on until nothing is due, mail hours end, the server is not there, or the worker is stopped; give back the rest.</item>
/// </list>
/// </summary>
sealed partial class SendRound : IAsyncDisposable
{
    const int ClaimAtMost = 100;

    /// <summary>Longer than the 10 minutes a server may take to answer (RFC 5321, 4.5.3.2.6).</summary>
    static readonly TimeSpan s_lease = TimeSpan.FromMinutes(15);

    readonly SendParts _parts;
    readonly SyncConfig _config;
    readonly OutboxSteps _steps;
    readonly BatchWriter _batches;
    readonly IMailTransport _transport;
    readonly SendTally _tally = new();
    readonly List<Settled> _answered = [];
    readonly SemaphoreSlim _pace = new(1);
    readonly Lock _gate = new(); // over tally, answers and steps: some transports send several mails at once
    bool _isPaced;
    int _claimAtOnce;
    string? _quiet;

    SendRound(SendParts parts, SyncConfig config, OutboxSteps steps, BatchWriter batches, IMailTransport transport)
    {
        (_parts, _config, _steps, _batches, _transport) = (parts, config, steps, batches, transport);
        _claimAtOnce = Math.Clamp(MailsAMinute / 60 ?? 20, 1, ClaimAtMost);
    }

    int? MailsAMinute => _config.Send.Transport switch
    {
        TransportKind.Smtp => _config.Send.Smtp!.MailsAMinute,
        TransportKind.Graph => _config.Send.Graph!.MailsAMinute,
        _ => null,
    };

    /// <param name="parts">What the stage is made of.</param>
    /// <param name="config">In force for the whole round.</param>
    /// <param name="identity">The store's id and whether it is still in trial.</param>
    /// <param name="run">The fencing number.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<SendRound> OpenAsync(SendParts parts, SyncConfig config, StoreIdentity identity, long run, CancellationToken cancellationToken)
    {
        var writer = await MailWriter.OpenAsync(parts, config, identity, cancellationToken);
        var steps = await OutboxSteps.OpenAsync(parts.Store, LeaseOwner.Me, run, cancellationToken);
        return new(parts, config, steps, new(steps, writer, config, identity.IsTrial(config.Schedule.Mode)), parts.OpenTransport(config.Send));
    }

    public async Task<SendTally> DeliverAsync(StageRequest request, CancellationToken stopping)
    {
        var began = _parts.Clock.GetUtcNow();
        var (recovered, joined) = await _steps.PrepareAsync(_config.Send, _transport, request.At with { Instant = began }, stopping);
        _tally.Sent += recovered.Sent;
        _tally.Uncertain += recovered.Uncertain;
        _tally.Joined += joined;
        try
        {
            var next = await NextAsync(request, began);
            while (next is { } batch && !stopping.IsCancellationRequested && _tally.Stopped is null)
            {
                var mails = Freeze(batch);
                var writing = NextAsync(request, began);
                try
                {
                    await DeliverAsync(mails, batch.At, request.Progress, stopping);
                }
                finally
                {
                    next = await writing;
                }

                Settle();
            }
        }
        finally
        {
            Settle();
            await _steps.GiveBackAsync(_parts.Clock.GetUtcNow());
        }

        if (_quiet is not null)
        {
            _tally.Note($"The rest waits: {_quiet}.");
        }

        if (await DueMails.OutlooksWaitingAsync(_parts.Store, request.At with { Time = request.At.Time.Add(_parts.Clock.GetUtcNow() - began) }, CancellationToken.None) is > 0 and var outlooks)
        {
            _tally.Note($"Weekly outlooks that wait until {DueMails.WeeklyFrom:HH\\:mm}: {outlooks}.");
        }

        if (_tally.Uncertain > 0)
        {
            _tally.Note("Of some mails nobody knows whether they arrived: SyncWorker mail list --state uncertain");
        }

        return _tally;
    }

    async Task<MailBatch?> NextAsync(StageRequest request, DateTimeOffset began)
    {
        var now = _parts.Clock.GetUtcNow();
        var at = request.At with { Instant = now, Time = request.At.Time.Add(now - began) };
        _quiet = QuietTime.WhyQuiet(_config.Schedule.MailHours, at.Today, at.Time, _config.Calendar.IsWorking);
        return _quiet is null ? await _batches.NextAsync(_claimAtOnce, at, s_lease) : null;
    }

    async Task DeliverAsync(List<ReadyMail> mails, Moment at, IProgress<StageProgress>? progress, CancellationToken stopping)
    {
        var began = _parts.Clock.GetTimestamp();
        if (_transport.AtOnce == 1)
        {
            foreach (var one in mails)
            {
                await OneAsync(one);
            }
        }
        else
        {
            await Parallel.ForEachAsync(mails, new ParallelOptions { MaxDegreeOfParallelism = _transport.AtOnce }, async (one, _) => await OneAsync(one));
        }

        // Many at once, so that a quick server does not wait for the disk; few of a slow one's, so that a power cut leaves no
        // more uncertain than those of the last second or two.
        var took = _parts.Clock.GetElapsedTime(began);
        _claimAtOnce = took < TimeSpan.FromSeconds(0.5) ? Math.Min(_claimAtOnce * 2, ClaimAtMost)
            : took > TimeSpan.FromSeconds(1) ? Math.Max(_claimAtOnce / 2, 1)
            : _claimAtOnce;

        async Task OneAsync(ReadyMail one)
        {
            if (!IsOver() && await PaceAsync(stopping) && !IsOver())
            {
                await DeliverAsync(one.Mail, one.Envelope, at);
                progress?.Report(new("mails", _tally.Sent, null));
            }
        }

        bool IsOver() => stopping.IsCancellationRequested || _tally.Stopped is not null;
    }

    void Settle()
    {
        foreach (var id in _steps.Settle(_answered))
        {
            LogLeaseLost(_parts.RoundLogger, id);
        }

        _answered.Clear();
    }

    // A server's rate limit is kept by waiting before each mail but the first, one after the other. False when asked to stop.
    async Task<bool> PaceAsync(CancellationToken stopping)
    {
        if (MailsAMinute is not { } most)
        {
            return true;
        }

        try
        {
            await _pace.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            if (_isPaced)
            {
                await Task.Delay(TimeSpan.FromMinutes(1) / most, _parts.Clock, stopping);
            }

            return _isPaced = true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _pace.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _pace.Dispose();
        await _transport.DisposeAsync();
        await _steps.DisposeAsync();
    }

    // Those that end are counted, those that are to leave get their text for good. Returns what is still ours.
    List<ReadyMail> Freeze(MailBatch batch)
    {
        foreach (var (mail, state, reason) in batch.Ended)
        {
            _tally.Add(mail, state, reason);
            _answered.Add(new(mail.Id, new(state, reason, null) { Outcome = "permanent" }, null, _transport.Name, batch.At));
        }

        var frozen = _steps.Freeze(batch.Ready.Select(one => (one.Mail, one.Written)), _parts.Clock.GetUtcNow() + s_lease);
        foreach (var one in batch.Ready.Where(one => !frozen.Contains(one.Mail.Id)))
        {
            LogLeaseLost(_parts.RoundLogger, one.Mail.Id);
        }

        return [.. batch.Ready.Where(one => frozen.Contains(one.Mail.Id))];
    }

    async Task DeliverAsync(ClaimedMail mail, Envelope envelope, Moment at)
    {
        // A mail that is on its way is finished even when the worker is asked to stop: it takes seconds, and it is not uncertain.
        Delivery delivery;
        try
        {
            delivery = await _transport.SendAsync(envelope, HandOver, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(_parts.RoundLogger, mail.Id);
            return;
        }

        var now = at with { Instant = _parts.Clock.GetUtcNow() };
        var settlement = Settlement.After(delivery, mail, _config.Send, now.Instant);
        lock (_gate)
        {
            _answered.Add(new(mail.Id, settlement, delivery, _transport.Name, now));
            _steps.Answered(mail.Id, delivery, now);
            _tally.Add(mail, delivery, settlement, _config.Send.SecretName);
        }

        void HandOver()
        {
            lock (_gate)
            {
                _steps.HandOver(mail.Id);
            }
        }
    }

    [LoggerMessage(501, LogLevel.Warning, "Outbox row {Id} was taken over by another worker; this one left it alone")]
    static partial void LogLeaseLost(ILogger logger, long id);
}
