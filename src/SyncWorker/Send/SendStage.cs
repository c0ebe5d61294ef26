using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>The shell of the stage: whether mail may leave at all, the run's row, and what the round did, in words.</summary>
sealed partial class SendStage(SendParts parts, StageSettings<SendOptions> settings, ILogger<SendStage> logger) : IStage
{
    public string Name => "send";

    public async Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping)
    {
        var run = await parts.Ledger.BeginAsync(Name, null, request.At.Today, stopping);
        StageResult result;
        try
        {
            result = await RunAsync(run, request, stopping);
        }
        catch (TemplateFaultException fault)
        {
            result = new(Name, StageOutcome.Failed, []) { Notes = [fault.Message, "Nothing more was sent."] };
        }
        catch (Exception error)
        {
            await parts.Ledger.EndAsync(run, StageOutcome.Failed, [], error.GetType().Name);
            throw;
        }

        await parts.Ledger.EndAsync(
            run,
            result.Outcome,
            result.Counts,
            result.Outcome == StageOutcome.Done ? null : string.Join(" ", result.Notes)
        );
        return result;
    }

    async Task<StageResult> RunAsync(long run, StageRequest request, CancellationToken stopping)
    {
        var identity = await StoreIdentity.ReadAsync(parts.Store, parts.Home, stopping);
        var gate = new SendGate(parts, settings);
        var alarm = new OperatorAlert(parts, settings, logger);
        if (await gate.FindBlockAsync(run, identity, request.At, stopping) is { } closed)
        {
            var isTold = closed.Outage is { } standstill && await alarm.RaiseAsync(standstill, closed.Why, request.At, stopping);
            return await WaitingAsync(closed, stopping) with { IsTold = isTold };
        }

        if (settings.Options.Answers is not null && AnswerKey.FindOrMake(parts.Secrets) is null)
        {
            LogNoKey(logger);
        }

        await using var round = await DeliveryLoop.OpenAsync(parts, settings, identity, run, stopping);
        var summary = await round.DeliverAsync(request, stopping);
        await NoteServerAsync(round, summary, request.At.Instant);
        if (summary.LoginRefused is { } words)
        {
            await new RefusedLogin(parts, settings).RememberAsync();
            LogLoginRefused(logger, words);
        }

        var isAlerted =
            summary.Outage is { } stopped && await alarm.RaiseAsync(stopped, summary.Stopped!, request.At, CancellationToken.None);
        if (summary is { Outage: null, Sent: > 0 })
        {
            await alarm.ClearAsync(CancellationToken.None);
        }

        if (summary.Tried > 0)
        {
            new LastSendMarker(identity.Id, run) { LiveSince = identity.LiveSince }.Write(parts.Folders);
            RecordSent(identity);
        }

        return new(Name, summary.Outcome, summary.Counts)
        {
            Look =
                settings.Options.Transport == TransportKind.Pickup && summary.Sent > 0
                    ? parts.Transports.PickupFolder(settings.Options)
                    : null,
            Notes = summary.Notes,
            IsTold = isAlerted,
            IsWatched = summary is { NotReached: not null, Outage: null },
        };
    }

    async Task NoteServerAsync(DeliveryLoop round, DeliverySummary summary, DateTimeOffset at)
    {
        await using var db = parts.Store.Open();
        await ServerOutage.NoteAsync(db, summary, at);
        if (round.CertificateEnds is not { } ends)
        {
            return;
        }

        await StoreFacts.WriteAsync(db, CertificateAge.Fact, CertificateAge.ToText(ends));
        if (CertificateAge.Warning(ends, at) is { } warning)
        {
            summary.Note(warning);
        }
    }

    // What left has left: a record that cannot be written does not make the run a bad one.
    void RecordSent(StoreIdentity identity)
    {
        try
        {
            SentRecord.Write(parts.Folders, identity.Id, parts.Clock.GetUtcNow());
        }
        catch (Exception error) when (error is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            LogNotRecorded(logger, StoreFault.Explain(error, parts.Folders) ?? error.Message);
        }
    }

    async Task<StageResult> WaitingAsync(Blocked closed, CancellationToken cancellationToken)
    {
        await using var db = parts.Store.Open();
        var waiting = await db.Outbox.CountAsync(
            mail => mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt,
            cancellationToken
        );
        return new(Name, closed.Outcome, [new("sent", 0), new("waiting", waiting)]) { Notes = [closed.Why] };
    }

    [LoggerMessage(
        505,
        LogLevel.Warning,
        "The key that signs the answer links cannot be decrypted on this machine; mails are sent without them. To make a new key: SyncWorker secret remove answers"
    )]
    static partial void LogNoKey(ILogger logger);

    [LoggerMessage(
        507,
        LogLevel.Warning,
        "What has left could not be recorded in the backups folder (sent.db): {Reason} Should the store be lost, its newest backup will not know of it"
    )]
    static partial void LogNotRecorded(ILogger logger, string reason);

    [LoggerMessage(
        502,
        LogLevel.Error,
        "The mail server refused the login: {Words}. No mail is tried again until the secret is set, a test mail is taken or sending is released"
    )]
    static partial void LogLoginRefused(ILogger logger, string words);
}

/// <summary>What the stage is made of besides its config.</summary>
sealed record SendParts(
    SyncStore Store,
    RunLedger Ledger,
    TransportChoice Transports,
    SecretStore Secrets,
    WorkerFolders Folders,
    MailTemplates Templates,
    TimeProvider Clock,
    ILogger<DeliveryLoop> RoundLogger
)
{
    /// <summary>The machine and folder this worker sends from.</summary>
    public string Home { get; init; } = StoreIdentity.HomeOf(Store);

    /// <summary>Whether the machine's clock can be believed.</summary>
    public ClockCheck ClockCheck { get; init; } = new(Folders, Clock);

    /// <summary>What tells this machine from a clone of it.</summary>
    public MachineMarks Machine { get; init; } = Store.Engine.IsShared ? MachineMarks.None : MachineMarks.Current;

    /// <summary>Makes the transport that config names; tests put their own here.</summary>
    public Func<SendOptions, IMailTransport> OpenTransport { get; init; } = Transports.Open;
}
