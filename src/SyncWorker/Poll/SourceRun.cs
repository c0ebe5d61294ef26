using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Poll.Http;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Poll;

/// <summary>What one run of the stage gives to each of its sources.</summary>
/// <param name="Context">Zone and code lists.</param>
/// <param name="Request">The run, with what was asked of it.</param>
/// <param name="Budget">Cancelled when the time for all sources together is over.</param>
sealed record PollOrder(MappingContext Context, StageRequest Request, CancellationToken Budget);

/// <summary>
/// A run of one source: recorded, within its time, tried once more when a download broke, and left alone for a while when it is down,
/// unless a person names it.
/// </summary>
sealed partial class SourceRun(
    SourcePoll poll,
    SourceStateWriter feeds,
    RunLedger ledger,
    SourceTraffic traffic,
    WorkerFolders folders,
    TimeProvider clock,
    ILogger<SourceRun> log
)
{
    /// <param name="source">What poll.json says of it.</param>
    /// <param name="order">What the run of the stage gives to each source.</param>
    /// <param name="stopping">Ends the run; nothing is taken then.</param>
    public async Task<SourceResult> RunAsync(SourceOptions source, PollOrder order, CancellationToken stopping)
    {
        if (order.Request.DryRun)
        {
            return await TryAsync(source, order, SourcePoll.DryRun, stopping);
        }

        if (
            !order.Request.Only.Contains(source.Name, StringComparer.Ordinal)
            && await feeds.LeftAloneAsync(source, order.Context.Zone, stopping) is { } alone
        )
        {
            LogLeftAlone(source.Name, alone.Reason!);
            return alone;
        }

        using var turn = SourceTurn.TryTake(folders, source.Name);
        if (turn is null)
        {
            return new(source.Name, null, new())
            {
                IsPolledElsewhere = true,
                Warnings = ["it is being polled at this moment by another run, whose result is kept; it was not asked a second time"],
            };
        }

        var run = await ledger.BeginAsync("poll", source.Name, order.Request.At.Today, stopping);
        var before = traffic.Repeated(source.Name);
        SourceResult result;
        try
        {
            result = await TryAsync(source, order, run, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await ledger.EndAsync(run, StageOutcome.Failed, [], "Stopped before it was done; nothing was taken.");
            throw;
        }

        result.Counts.Repeated = traffic.Repeated(source.Name) - before;
        if (result.Reason is not null)
        {
            await feeds.WriteUnhealthyAsync(source, result, stopping);
        }

        await ledger.EndAsync(
            run,
            result.Reason is null ? StageOutcome.Done : StageOutcome.Failed,
            PollStage.Counts([result]),
            result.Reason
        );
        return result;
    }

    async Task<SourceResult> TryAsync(SourceOptions source, PollOrder order, long run, CancellationToken stopping)
    {
        using var total = new CancellationTokenSource(TimeSpan.FromMinutes(source.Http.TotalMinutes), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, order.Budget, stopping);
        for (var attempt = 1; ; attempt++)
        {
            var counts = new IntakeCounts();
            try
            {
                return await poll.ReadAndApplyAsync(source, order, run, counts, either.Token);
            }
            catch (UnhealthySourceException sick) when (attempt == 1 && sick.WorthAnotherTry)
            {
                TriedAgain(source.Name, sick.Message);
            }
            catch (UnhealthySourceException sick)
            {
                return new(source.Name, sick.Message, counts) { WillPass = sick.WillPass, AskAgainAfter = sick.AskAgainAfter };
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                return new(
                    source.Name,
                    total.IsCancellationRequested
                        ? $"It was not done within {source.Http.TotalMinutes} minutes (http.totalMinutes)."
                        : "The time for all sources together was over before it was done (totalMinutes).",
                    counts
                )
                {
                    WillPass = true,
                };
            }
        }
    }

    [LoggerMessage(201, LogLevel.Debug, "{Source} is read again: {Reason}")]
    partial void TriedAgain(string source, string reason);

    [LoggerMessage(209, LogLevel.Information, "{Source} was not asked: {Reason}")]
    partial void LogLeftAlone(string source, string reason);
}
