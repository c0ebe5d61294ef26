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
/// <item>Claim some mails that are due, as many as leave in about a second; give each its text the first time, and freeze it.</item>
/// <item>Deliver one after the other, noting the moment before it is handed over and, at once, what became of it.</item>
/// <item>Settle them all. Go on until nothing is due, mail hours end, the server is not there, or the worker is stopped; give back the rest.</item>
/// </list>
/// </summary>
sealed partial class SendRound : IAsyncDisposable
{
    const int ClaimAtMost = 100;

    /// <summary>So many refusals before anything was taken are the server's or the sender's fault, not the mails'.</summary>
    const int RefusedInARowAtMost = 10;

    /// <summary>Longer than the 10 minutes a server may take to answer (RFC 5321, 4.5.3.2.6).</summary>
    static readonly TimeSpan s_lease = TimeSpan.FromMinutes(15);

    readonly SendParts _parts;
    readonly SyncConfig _config;
    readonly OutboxSteps _steps;
    readonly MailWriter _writer;
    readonly Recipients _recipients;
    readonly IMailTransport _transport;
    readonly SendTally _tally = new();
    readonly List<Settled> _answered = [];
    int _claimAtOnce;

    SendRound(SendParts parts, SyncConfig config, OutboxSteps steps, MailWriter writer, IMailTransport transport)
    {
        (_parts, _config, _steps, _writer, _recipients, _transport) = (parts, config, steps, writer, writer.Recipients, transport);
        _claimAtOnce = Math.Clamp(MailsAMinute / 60 ?? 20, 1, ClaimAtMost);
    }

    int? MailsAMinute => _config.Send.Transport switch
    {
        TransportKind.Smtp => _config.Send.Smtp!.MailsAMinute,
        TransportKind.Graph => _config.Send.Graph!.MailsAMinute,
        _ => null,
    };

    /// <summary>Everything goes to trialTo.</summary>
    bool IsTrial { get; init; }

    /// <param name="parts">What the stage is made of.</param>
    /// <param name="config">In force for the whole round.</param>
    /// <param name="identity">The store's id and whether it is still in trial.</param>
    /// <param name="run">The fencing number.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<SendRound> OpenAsync(SendParts parts, SyncConfig config, StoreIdentity identity, long run, CancellationToken cancellationToken)
    {
        var writer = await MailWriter.OpenAsync(parts, config, identity, cancellationToken);
        return new(parts, config, await OutboxSteps.OpenAsync(parts.Store, LeaseOwner.Me, run, cancellationToken), writer, parts.OpenTransport(config.Send))
        {
            IsTrial = identity.IsTrial(config.Schedule.Mode),
        };
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
            while (!stopping.IsCancellationRequested && _tally.Stopped is null)
            {
                var now = _parts.Clock.GetUtcNow();
                var at = request.At with { Instant = now, Time = request.At.Time.Add(now - began) };
                if (QuietTime.WhyQuiet(_config.Schedule.MailHours, at.Today, at.Time, _config.Calendar.IsWorking) is { } quiet)
                {
                    _tally.Note($"The rest waits: {quiet}.");
                    break;
                }

                var claimed = await _steps.ClaimAsync(_claimAtOnce, at, s_lease, stopping);
                if (claimed.Count == 0)
                {
                    break;
                }

                KillPoint.Pass("send.claimed");
                await DeliverAsync(await FreezeAsync(claimed, at, stopping), at, request.Progress, stopping);
                Settle();
            }
        }
        finally
        {
            Settle();
            await _steps.GiveBackAsync(_parts.Clock.GetUtcNow());
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

    async Task DeliverAsync(IReadOnlyList<(ClaimedMail Mail, WrittenMail Written)> mails, Moment at, IProgress<StageProgress>? progress, CancellationToken stopping)
    {
        var began = _parts.Clock.GetTimestamp();
        foreach (var (mail, written) in mails)
        {
            await PaceAsync(stopping);
            if (stopping.IsCancellationRequested || _tally.Stopped is not null)
            {
                return;
            }

            await DeliverAsync(mail, written, at);
            progress?.Report(new("mails", _tally.Sent, null));
        }

        // Many at once, so that a quick server does not wait for the disk; few of a slow one's, so that a power cut leaves no
        // more uncertain than those of the last second or two.
        var took = _parts.Clock.GetElapsedTime(began);
        _claimAtOnce = took < TimeSpan.FromSeconds(0.5) ? Math.Min(_claimAtOnce * 2, ClaimAtMost)
            : took > TimeSpan.FromSeconds(1) ? Math.Max(_claimAtOnce / 2, 1)
            : _claimAtOnce;
    }

    void Settle()
    {
        foreach (var id in _steps.Settle(_answered))
        {
            LogLeaseLost(_parts.RoundLogger, id);
        }

        _answered.Clear();
    }

    // A server's rate limit is kept by waiting before each mail but the first.
    async Task PaceAsync(CancellationToken stopping)
    {
        if (MailsAMinute is { } most && _tally.Tried > 0)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(1) / most, _parts.Clock, stopping);
            }
            catch (OperationCanceledException)
            {
                // The loop sees it and gives back the rest.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _steps.DisposeAsync();
    }

    // A few mails at once get their texts in one transaction; those that must not leave are settled.
    async Task<IReadOnlyList<(ClaimedMail Mail, WrittenMail Written)>> FreezeAsync(IReadOnlyList<ClaimedMail> claimed, Moment at, CancellationToken stopping)
    {
        var reminders = await _writer.RemindersAsync([.. claimed.Where(mail => mail.Message is null).Select(mail => mail.Id)], stopping);
        var ready = new List<(ClaimedMail Mail, WrittenMail Written)>();
        foreach (var mail in claimed)
        {
            if (Write(mail, reminders[mail.Id], at) is { } written)
            {
                ready.Add((mail, written));
            }
        }

        var frozen = _steps.Freeze(ready, at.Instant + s_lease);
        foreach (var (mail, _) in ready.Where(one => !frozen.Contains(one.Mail.Id)))
        {
            LogLeaseLost(_parts.RoundLogger, mail.Id);
        }

        return [.. ready.Where(one => frozen.Contains(one.Mail.Id))];
    }

    WrittenMail? Write(ClaimedMail mail, IEnumerable<Reminder> reminders, Moment at)
    {
        if (mail.UsefulUntil < at.Today)
        {
            _tally.Expired++;
            End(mail, OutboxState.Expired, $"It was useful until {mail.UsefulUntil:dd'/'MM'/'yyyy} only.", at);
            return null;
        }

        if (_recipients.WhyNot(mail.Address) is { } reason)
        {
            _tally.Refused++;
            _tally.Note($"No mail to {mail.Recipient}: {reason}");
            End(mail, OutboxState.Refused, reason, at);
            return null;
        }

        if (mail.Message is { } frozen)
        {
            return new(mail.MessageId!, mail.Subject!, frozen);
        }

        if (_writer.Write(mail, reminders, at, IsTrial) is { } written)
        {
            return written;
        }

        _tally.Empty++;
        End(mail, OutboxState.Cancelled, "None of its reminders is left to say.", at);
        return null;
    }

    async Task DeliverAsync(ClaimedMail mail, WrittenMail written, Moment at)
    {
        var language = MailWords.Of(mail.Language);
        var envelope = new Envelope
        {
            Name = mail.FileName,
            MessageId = written.MessageId,
            From = _config.Send.From.Address,
            To = IsTrial ? _config.Schedule.TrialTo! : mail.Address!,
            Copies = IsTrial ? [] : [.. mail.Copies.Where(copy => _recipients.WhyNot(copy) is null)],
            Message = mail.Repeats == 0 ? written.Message : RepeatMark.Put(written.Message, written.Subject, language.RepeatTag, mail.Repeats),
        };

        // A mail that is on its way is finished even when the worker is asked to stop: it takes seconds, and it is not uncertain.
        Delivery delivery;
        try
        {
            delivery = await _transport.SendAsync(envelope, () => _steps.HandOver(mail.Id), CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(_parts.RoundLogger, mail.Id);
            return;
        }

        _tally.Tried++;
        var now = at with { Instant = _parts.Clock.GetUtcNow() };
        var settlement = Settlement.After(delivery, mail, _config.Send, now.Instant);
        _answered.Add(new(mail.Id, settlement, delivery, _transport.Name, now));
        _steps.Answered(mail.Id, delivery, now);
        Count(mail, delivery, settlement);
    }

    void Count(ClaimedMail mail, Delivery delivery, Settlement settlement)
    {
        switch (settlement.State)
        {
            case OutboxState.Sent:
                _tally.Sent++;
                break;
            case OutboxState.Refused:
                _tally.Refused++;
                _tally.Note($"The mail to {mail.Recipient} was refused: {delivery.Text}");
                break;
            case OutboxState.Uncertain:
                _tally.Uncertain++;
                break;
            default:
                _tally.Later++;
                break;
        }

        _tally.RefusedInARow = delivery is Delivery.Temporary or Delivery.Permanent ? _tally.RefusedInARow + 1 : 0;
        if (_tally.RefusedInARow == RefusedInARowAtMost && _tally.Sent == 0)
        {
            _tally.Stopped = $"The mail server refuses everything ({RefusedInARowAtMost} mails, the last with: {delivery.Code} {delivery.Text}). The rest waits. Once it is mended: SyncWorker mail list --state refused, and mail retry.";
        }

        if (delivery is Delivery.NoServer)
        {
            _tally.Stopped = $"The mail server was not reached or ended the session: {delivery.Text} The rest waits.";
        }
        else if (delivery is Delivery.LoginRefused)
        {
            _tally.LoginRefused = delivery.Text;
            _tally.Stopped = $"The mail server refused the login: {delivery.Text} Nothing more is tried until the password is set again: SyncWorker secret set {_config.Send.SecretName}";
        }
    }

    void End(ClaimedMail mail, OutboxState state, string reason, Moment at) =>
        _answered.Add(new(mail.Id, new(state, reason, null) { Outcome = "permanent" }, null, _transport.Name, at with { Instant = _parts.Clock.GetUtcNow() }));

    [LoggerMessage(501, LogLevel.Warning, "Outbox row {Id} was taken over by another worker; this one left it alone")]
    static partial void LogLeaseLost(ILogger logger, long id);
}
