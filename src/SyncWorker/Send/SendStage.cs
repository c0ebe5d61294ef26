using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send;

/// <summary>The shell of the stage: whether mail may leave at all, the run's row, and what the round did, in words.</summary>
sealed partial class SendStage(SendParts parts, ConfigInUse configInUse, ILogger<SendStage> logger) : IStage
{
    public string Name => "send";

    public async Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping)
    {
        var run = await parts.Ledger.BeginAsync(Name, null, request.At.Today, stopping);
        StageResult result;
        try
        {
            result = await RunAsync(run, request, configInUse.Current, stopping);
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

        await parts.Ledger.EndAsync(run, result.Outcome, result.Counts, result.Outcome == StageOutcome.Done ? null : string.Join(" ", result.Notes));
        LogRan(logger, result.Outcome, string.Join(", ", result.Counts));
        return result;
    }

    async Task<StageResult> RunAsync(long run, StageRequest request, SyncConfig config, CancellationToken stopping)
    {
        await using (var db = parts.Store.Open())
        {
            var now = request.At.Instant;
            var held = await db.Holds.Where(hold => hold.What == "send" && hold.ReleasedAt == null && (hold.Until == null || hold.Until > now)).FirstOrDefaultAsync(stopping);
            if (held is not null)
            {
                return await WaitingAsync(StageOutcome.Held, $"Sending is held: {held.Reason} Let it go with: SyncWorker mail release", stopping);
            }
        }

        if (QuietTime.WhyQuiet(config.Schedule.MailHours, request.At.Today, request.At.Time, parts.IsWorkingDay) is { } quiet)
        {
            return await WaitingAsync(StageOutcome.Done, $"Nothing is sent now: {quiet}.", stopping);
        }

        await using var round = await SendRound.OpenAsync(parts, config, run, stopping);
        var tally = await round.DeliverAsync(request, stopping);
        return new(Name, tally.Outcome, tally.Counts)
        {
            Look = config.Send.Transport == TransportKind.Pickup && tally.Sent > 0 ? parts.Transports.PickupFolder(config.Send) : null,
            Notes = tally.Notes,
        };
    }

    async Task<StageResult> WaitingAsync(StageOutcome outcome, string why, CancellationToken cancellationToken)
    {
        await using var db = parts.Store.Open();
        var waiting = await db.Outbox.CountAsync(mail => mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt, cancellationToken);
        return new(Name, outcome, [new("sent", 0), new("waiting", waiting)]) { Notes = [why] };
    }

    [LoggerMessage(500, LogLevel.Information, "send {Outcome}: {Counts}")]
    static partial void LogRan(ILogger logger, StageOutcome outcome, string counts);
}

/// <summary>What the stage is made of besides its config.</summary>
sealed record SendParts(SyncStore Store, RunLedger Ledger, TransportChoice Transports, WorkerFolders Folders, TimeProvider Clock, ILogger<SendRound> RoundLogger)
{
    /// <summary>The union's calendar.</summary>
    public Func<DateOnly, bool> IsWorkingDay { get; init; } = day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>Makes the transport that config names; tests put their own here.</summary>
    public Func<SendOptions, IMailTransport> OpenTransport { get; init; } = Transports.Open;
}
