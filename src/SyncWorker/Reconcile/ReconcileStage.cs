using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Reconcile.Merging;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;

namespace SyncWorker.Reconcile;

/// <summary>
/// The shell of the stage: one transaction in which the plan is made, judged by the guard and applied.
/// 1. If nothing is new, changed, gone or decided since the last run, nothing is written.
/// 2. The plan is made in temporary tables.
/// 3. The guard lets it through, leaves the disappearances of a source out, or holds it until a person approves it.
/// 4. What is left is applied by set-based SQL.
/// </summary>
sealed partial class ReconcileStage(SyncStore store, RunLedger ledger, ConfigInUse config, ILogger<ReconcileStage> log) : IStage
{
    public string Name => "reconcile";

    public async Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping)
    {
        var run = await ledger.BeginAsync(Name, null, request.At.Today, stopping);
        StageResult? result = null;
        try
        {
            result = await PlanAndApplyAsync(run, request, stopping);
            return result;
        }
        finally
        {
            await ledger.EndAsync(run, result?.Outcome ?? StageOutcome.Failed, result?.Counts ?? [], result is null ? "it ended with an error" : result.Outcome == StageOutcome.Done ? null : string.Join(" ", result.Notes));
        }
    }

    async Task<StageResult> PlanAndApplyAsync(long run, StageRequest request, CancellationToken stopping)
    {
        await using var db = store.Open();
        await db.Database.OpenConnectionAsync(stopping);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = connection.BeginTransaction(deferred: false);
        await db.Database.UseTransactionAsync(transaction, stopping);
        using var tables = new PlanTables(connection);
        var planner = new Planner(db, tables, config.Current, request.At);
        if (await planner.IsNothingToDoAsync(stopping))
        {
            return new(Name, StageOutcome.Done, [new("rows looked at", 0)]) { Notes = await ReviewNotesAsync(db, stopping) };
        }

        request.Progress?.Report(new("matching", 0, null));
        var plan = planner.Plan(new HashSet<string>(), stopping);
        var held = new HeldPlans(db, config.Current.Reconcile.Guard, request.At);
        var outcome = StageOutcome.Done;
        var notes = new List<string>();
        if (plan.Trips is not [] && !await held.IsApprovedAsync(plan.Hash, run, stopping))
        {
            outcome = StageOutcome.Held;
            var trips = plan.Trips;
            var hash = plan.Hash;
            await held.HoldAsync(plan, stopping);
            foreach (var trip in trips)
            {
                LogHeld(trip.ToString(), hash);
            }

            notes.AddRange(trips.Select(trip => $"{trip}."));
            notes.Add($"{(trips.All(trip => trip.Level == GuardLevel.SkipDisappearances) ? "The disappearances are left out" : "Nothing is applied")}. Look: reconcile --plan; if it is right: reconcile approve {hash}");
            if (trips.Any(trip => trip.Level == GuardLevel.HoldPlan))
            {
                await transaction.CommitAsync(stopping);
                return new(Name, outcome, plan.Counts) { Notes = notes, Look = "reconcile --plan" };
            }

            tables.Clear();
            plan = planner.Plan(trips.Select(trip => trip.Impact.Source!).ToHashSet(StringComparer.Ordinal), stopping);
        }

        if (!plan.IsEmpty)
        {
            request.Progress?.Report(new("writing", 0, null));
            PlanApply.Run(tables, run, request.At.Instant);
            PlanApply.Remember(tables, Planner.InputsFact, planner.Fingerprint);
            KillPoint.Pass("reconcile.applying");
        }

        var review = await ReviewNotesAsync(db, stopping);
        await transaction.CommitAsync(stopping);
        return new(Name, outcome, plan.Counts) { Notes = [.. notes, .. review], Look = "status" };
    }

    static async Task<IReadOnlyList<string>> ReviewNotesAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var open = await db.Snapshot.CountAsync(row => row.LinkDecision == Store.Rows.LinkDecision.Review && row.MissingSince == null, cancellationToken);
        return open == 0 ? [] : [$"{open} rows wait for a person: review list"];
    }

    [LoggerMessage(301, LogLevel.Warning, "The guard stepped in: {Trip}. Plan {Hash} waits for approval")]
    partial void LogHeld(string trip, string hash);
}
