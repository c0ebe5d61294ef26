using Microsoft.Extensions.Logging;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// One run's work:
/// <list type="number">
/// <item>Take over what workers left that are gone.</item>
/// <item>Claim some mails that are due, as many as leave in about a second; write each the first time. Freeze them all.</item>
/// <item>Deliver one after the other, noting the moment before it is handed over and, at once, what became of it. Meanwhile the
/// next batch is claimed and written.</item>
/// <item>Settle them all, in one transaction with the freezing of the next batch. Go on until nothing is due, mail hours end, the server
/// is not there, or the worker is stopped; give back the rest.</item>
/// </list>
/// </summary>
sealed partial class DeliveryLoop : IAsyncDisposable
{
    const int ClaimAtMost = 100;

    /// <summary>Of a shared store: whoever takes over on another machine finds that they were handed over, and not what was answered.</summary>
    const int ClaimAtMostShared = 10;

    /// <summary>Longer than the 10 minutes a server may take to answer (RFC 5321, 4.5.3.2.6).</summary>
    static readonly TimeSpan s_lease = TimeSpan.FromMinutes(15);

    readonly SendParts _parts;
    readonly StageSettings<SendOptions> _settings;
    readonly OutboxSteps _steps;
    readonly BatchWriter _batches;
    readonly IMailTransport _transport;
    readonly DeliverySummary _tally = new();
    readonly List<DeliveryResult> _results = [];
    readonly DeliveryPace _pace;
    readonly Lock _gate = new(); // over tally, answers and steps: some transports send several mails at once
    readonly int _claimAtMost;
    int _claimAtOnce;
    string? _quiet;

    DeliveryLoop(SendParts parts, StageSettings<SendOptions> settings, OutboxSteps steps, BatchWriter batches, IMailTransport transport)
    {
        (_parts, _settings, _steps, _batches, _transport) = (parts, settings, steps, batches, transport);
        _claimAtMost = parts.Store.Engine.IsShared ? ClaimAtMostShared : ClaimAtMost;
        var mailsAMinute = settings.Options.Transport switch
        {
            TransportKind.Smtp => settings.Options.Smtp!.MailsAMinute,
            TransportKind.Graph => settings.Options.Graph!.MailsAMinute,
            _ => null,
        };
        _pace = new(mailsAMinute, parts.Clock);
        _claimAtOnce = Math.Clamp(mailsAMinute / 60 ?? 20, 1, _claimAtMost);
    }

    /// <param name="parts">What the stage is made of.</param>
    /// <param name="settings">In force for the whole round.</param>
    /// <param name="identity">The store's id and whether it is still in trial.</param>
    /// <param name="run">The fencing number.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<DeliveryLoop> OpenAsync(
        SendParts parts,
        StageSettings<SendOptions> settings,
        StoreIdentity identity,
        long run,
        CancellationToken cancellationToken
    )
    {
        var writer = await MailWriter.OpenAsync(parts, settings, identity, cancellationToken);
        var steps = await OutboxSteps.OpenAsync(parts.Store, LeaseOwner.Me, run, cancellationToken);
        return new(parts, settings, steps, new(steps, writer), parts.OpenTransport(settings.Options));
    }

    /// <summary>When the mail server's certificate ends; null when none was seen.</summary>
    public DateTimeOffset? CertificateEnds => (_transport as SmtpTransport)?.CertificateEnds;

    public async Task<DeliverySummary> DeliverAsync(StageRequest request, CancellationToken stopping)
    {
        var began = _parts.Clock.GetUtcNow();
        var (recovered, joined) = await _steps.PrepareAsync(_settings.Options, _transport, request.At with { Instant = began }, stopping);
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

        if (
            await DueMails.OutlooksWaitingAsync(
                _parts.Store,
                request.At with
                {
                    Time = request.At.Time.Add(_parts.Clock.GetUtcNow() - began),
                },
                CancellationToken.None
            )
            is > 0
                and var outlooks
        )
        {
            _tally.Note($"Weekly outlooks that wait until {DueMails.WeeklyFrom:HH\\:mm}: {outlooks}.");
        }

        if (_tally.Uncertain > 0)
        {
            _tally.Note(
                "Some mails are uncertain: the connection was lost before the server answered. See: SyncWorker mail list --state uncertain"
            );
        }

        return _tally;
    }

    async Task<MailBatch?> NextAsync(StageRequest request, DateTimeOffset began)
    {
        var now = _parts.Clock.GetUtcNow();
        var at = request.At with { Instant = now, Time = request.At.Time.Add(now - began) };
        _quiet = QuietTime.ClosedReason(_settings.Union.MailHours, at.Today, at.Time, _settings.Union.Calendar.IsWorking);
        return _quiet is null ? await _batches.NextAsync(_claimAtOnce, at, s_lease) : null;
    }

    async Task DeliverAsync(IReadOnlyList<ClaimedMail> mails, Moment at, IProgress<StageProgress>? progress, CancellationToken stopping)
    {
        var began = _parts.Clock.GetTimestamp();
        if (_transport.AtOnce == 1)
        {
            foreach (var mail in mails)
            {
                await OneAsync(mail);
            }
        }
        else
        {
            await Parallel.ForEachAsync(
                mails,
                new ParallelOptions { MaxDegreeOfParallelism = _transport.AtOnce },
                async (mail, _) => await OneAsync(mail)
            );
        }

        // Many at once, so that a quick server does not wait for the disk; few of a slow one's, so that a power cut leaves no
        // more uncertain than those of the last second or two.
        var took = _parts.Clock.GetElapsedTime(began);
        _claimAtOnce =
            took < TimeSpan.FromSeconds(0.5) ? Math.Min(_claimAtOnce * 2, _claimAtMost)
            : took > TimeSpan.FromSeconds(1) ? Math.Max(_claimAtOnce / 2, 1)
            : _claimAtOnce;

        async Task OneAsync(ClaimedMail mail)
        {
            if (!IsOver() && await _pace.WaitAsync(stopping) && !IsOver())
            {
                await DeliverAsync(mail, at);
                progress?.Report(new("mails", _tally.Sent, null));
            }
        }

        bool IsOver() => stopping.IsCancellationRequested || _tally.Stopped is not null;
    }

    void Settle() => Settled(_steps.Settle(_results));

    void Settled(IReadOnlyList<long> lost)
    {
        foreach (var id in lost)
        {
            LogLeaseLost(_parts.RoundLogger, id);
        }

        _results.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _pace.Dispose();
        await _transport.DisposeAsync();
        await _steps.DisposeAsync();
    }

    // Those that end are counted, those that are to leave get their text for good, with what the batch before came to. Returns what is
    // still ours.
    IReadOnlyList<ClaimedMail> Freeze(MailBatch batch)
    {
        foreach (var ended in batch.Ended)
        {
            _tally.AddEnded(ended);
            _results.Add(ended);
        }

        var (frozen, taken) = _steps.SettleAndFreeze(_results, batch.Ready, _parts.Clock.GetUtcNow() + s_lease);
        Settled(taken);
        foreach (var lost in batch.Ready.Except(frozen))
        {
            LogLeaseLost(_parts.RoundLogger, lost.Row.Id);
        }

        return frozen;
    }

    async Task DeliverAsync(ClaimedMail claimed, Moment at)
    {
        var row = claimed.Row;
        var isHandedOver = false;
        Delivery delivery;
        try
        {
            var mail =
                row.Repeats == 0
                    ? claimed.Mail
                    : DuplicateMarker.Mark(claimed.Mail, MailWords.ForLanguage(row.Language).RepeatTag, row.Repeats);

            // A mail that is on its way is finished even when the worker is asked to stop: it takes seconds, and it is not uncertain.
            delivery = await _transport.SendAsync(mail, HandOver, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(_parts.RoundLogger, row.Id);
            return;
        }
        catch (Exception error) when (MailFault.IsOfOneMail(error))
        {
            LogThrew(_parts.RoundLogger, row.Id, error);
            var fault = MailFault.Describe("handed over", error);
            delivery = isHandedOver ? new Delivery.Uncertain(fault.Text) : fault;
        }

        var now = at with { Instant = _parts.Clock.GetUtcNow() };
        var result = new DeliveryResult(row, Settlement.After(delivery, row, _settings.Options, now.Instant), now)
        {
            Delivery = delivery,
            Transport = _transport.Name,
        };
        lock (_gate)
        {
            _results.Add(result);
            _steps.Answered(row.Id, delivery, now);
            _tally.Add(result, delivery, _settings.Options.SecretName);
        }

        void HandOver()
        {
            lock (_gate)
            {
                _steps.HandOver(row.Id);
            }

            isHandedOver = true;
        }
    }

    [LoggerMessage(501, LogLevel.Warning, "Outbox row {Id} was claimed by another worker; this worker skipped it")]
    static partial void LogLeaseLost(ILogger logger, long id);

    [LoggerMessage(506, LogLevel.Warning, "Outbox row {Id} could not be handed over by this program; it is set aside and the others go on")]
    static partial void LogThrew(ILogger logger, long id, Exception error);
}
