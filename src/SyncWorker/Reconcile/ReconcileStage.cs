using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Reconcile.Export;
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
sealed partial class ReconcileStage(SyncStore store, RunLedger ledger, ConfigInUse config, WorkerFolders folders, ILogger<ReconcileStage> log) : IStage
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
        await using var session = await PlanSession.OpenAsync(store, config.Current, request.At, toWrite: true, stopping);
        if (session.Planner.IsNothingToDo)
        {
            await new HeldPlans(session.Db, config.Current.Reconcile.Guard, request.At).ReleaseAsync("nothing is left to do", null, stopping);
            var waiting = await ReviewNotesAsync(session.Db, stopping);
            await session.CommitAsync(stopping);
            return new(Name, StageOutcome.Done, [new("rows looked at", 0)]) { Notes = waiting };
        }

        request.Progress?.Report(new("matching", 0, null));
        var plan = session.Planner.Plan(new HashSet<string>(), stopping);
        var held = new HeldPlans(session.Db, config.Current.Reconcile.Guard, request.At);
        if (plan.Trips is [] || await held.IsApprovedAsync(plan.Hash, run, stopping))
        {
            return await ApplyAsync(run, session, plan, StageOutcome.Done, [], request, stopping);
        }

        await held.HoldAsync(plan, PlanItems.Keys(session.Tables), stopping);
        foreach (var trip in plan.Trips)
        {
            LogHeld(trip.ToString(), plan.Hash);
        }

        var leavesOut = plan.Trips.All(trip => trip.Level == GuardLevel.SkipDisappearances);
        var notes = plan.Trips.Select(trip => $"{trip}.")
            .Append($"{(leavesOut ? "These disappearances are left out" : "Nothing is applied")} until a person decides. See: reconcile --plan. If it is right: reconcile approve {plan.Hash}")
            .ToList();
        if (!leavesOut)
        {
            await session.CommitAsync(stopping);
            return new(Name, StageOutcome.Held, plan.Counts) { Notes = notes, Look = "reconcile --plan" };
        }

        var leftOut = plan.Trips.Select(trip => trip.Impact.Source!).ToHashSet(StringComparer.Ordinal);
        session.Tables.Clear();
        plan = session.Planner.Plan(leftOut, stopping);
        return await ApplyAsync(run, session, plan, StageOutcome.Held, notes, request, stopping);
    }

    /// <summary>
    /// Approves the held plan with this hash and applies it, when it is still exactly what would be done; else says what changed
    /// since and approves nothing.
    /// </summary>
    public async Task<StageResult> ApproveAsync(string hash, string who, StageRequest request, CancellationToken stopping)
    {
        var run = await ledger.BeginAsync(Name, "approve", request.At.Today, stopping);
        StageResult? result = null;
        try
        {
            await using var session = await PlanSession.OpenAsync(store, config.Current, request.At, toWrite: true, stopping);
            var held = new HeldPlans(session.Db, config.Current.Reconcile.Guard, request.At);
            if (await held.FindAsync(hash, stopping) is not { } waiting)
            {
                return result = new(Name, StageOutcome.Failed, []) { Notes = [$"No held plan has the hash {hash}, or it has expired or been applied. See: reconcile --plan."] };
            }

            var plan = session.Planner.Plan(new HashSet<string>(), stopping);
            if (plan.Hash != waiting.Hash)
            {
                return result = new(Name, StageOutcome.Held, plan.Counts)
                {
                    Notes = [$"The plan {waiting.Hash} is no longer what would be done; nothing was approved.", .. HeldPlans.Differences(waiting, PlanItems.Keys(session.Tables)), $"The plan of now: {plan.Hash}"],
                    Look = "reconcile --plan",
                };
            }

            await held.ApproveAsync(waiting.Hash, who, run, stopping);
            return result = await ApplyAsync(run, session, plan, StageOutcome.Done, [], request, stopping);
        }
        finally
        {
            await ledger.EndAsync(run, result?.Outcome ?? StageOutcome.Failed, result?.Counts ?? [], result is null ? "it ended with an error" : null);
        }
    }

    async Task<StageResult> ApplyAsync(long run, PlanSession session, PlanSummary plan, StageOutcome outcome, IReadOnlyList<string> notes, StageRequest request, CancellationToken stopping)
    {
        if (outcome == StageOutcome.Done)
        {
            await new HeldPlans(session.Db, config.Current.Reconcile.Guard, request.At).ReleaseAsync("applied, or no longer what would be done", null, stopping);
        }

        if (!plan.IsEmpty)
        {
            request.Progress?.Report(new("writing", 0, null));
            PlanApply.Run(session.Tables, run, request.At.Instant);
            PlanApply.Remember(session.Tables, Planner.InputsFact, session.Planner.Fingerprint);
            KillPoint.Pass("reconcile.applying");
        }

        var review = await ReviewNotesAsync(session.Db, stopping);
        await session.CommitAsync(stopping);
        return new(Name, outcome, plan.Counts) { Notes = [.. notes, .. review, .. plan.IsEmpty ? [] : await ExportAsync(stopping)] };
    }

    /// <summary>The record is committed: a share that is away costs the copy, never the record.</summary>
    async Task<IReadOnlyList<string>> ExportAsync(CancellationToken stopping)
    {
        if (config.Current.Reconcile.Export is not { } export)
        {
            return [];
        }

        try
        {
            await new RegisterFolders(new(store, config)).WriteAsync(Path.Combine(folders.Data, export.Folder), export.Files, stopping);
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [$"The register could not be written to {export.Folder}: {error.Message} Give the account write access to the folder."];
        }
    }

    static async Task<IReadOnlyList<string>> ReviewNotesAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var open = await db.Snapshot.CountAsync(row => row.LinkDecision == Store.Rows.LinkDecision.Review && row.MissingSince == null, cancellationToken);
        return open == 0 ? [] : [$"{open} rows wait for a person: review list"];
    }

    [LoggerMessage(301, LogLevel.Warning, "The guard stepped in: {Trip}. Plan {Hash} waits for approval")]
    partial void LogHeld(string trip, string hash);
}
