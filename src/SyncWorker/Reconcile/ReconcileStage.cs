using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Reconcile.Export;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile;

/// <summary>
/// The shell of the stage:
/// 1. If nothing is new, changed, gone or decided since the last run, nothing is written.
/// 2. The plan is made of the store as it is at one moment, in stages of its own; no writer waits meanwhile.
/// 3. The guard lets it through, leaves the disappearances of a source out, or holds it until a person approves it.
/// 4. What is left is applied by set-based SQL in one transaction, unless the store has gone on meanwhile: then the plan is made anew.
/// 5. If a partner goes by another name or key now, the rows of other sources are matched with it by a second plan.
/// </summary>
sealed partial class ReconcileStage(
    BulkPath bulk,
    SyncStore store,
    RunLedger ledger,
    StageSettings<ReconcileOptions> settings,
    WorkerFolders folders,
    ILogger<ReconcileStage> log
) : IStage
{
    public string Name => "reconcile";

    /// <summary>One try of one run: its number, the plan's session, what was asked.</summary>
    readonly record struct Attempt(long Run, PlanSession Session, StageRequest Request);

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
            var error =
                result is null ? "it ended with an error"
                : result.Outcome == StageOutcome.Done ? null
                : string.Join(" ", result.Notes);
            await ledger.EndAsync(run, result?.Outcome ?? StageOutcome.Failed, result?.Counts ?? [], error);
        }
    }

    /// <summary>A poll or a decision may come between plan and apply: then the plan is made anew.</summary>
    const int Tries = 3;

    async Task<StageResult> PlanAndApplyAsync(long run, StageRequest request, CancellationToken stopping)
    {
        StageResult? applied = null;
        for (var tries = 1; tries <= Tries; tries++)
        {
            await using var session = await PlanSession.OpenAsync(bulk, settings, request.At, stopping);
            if (await TryAsync(new(run, session, request), stopping) is not { } done)
            {
                continue;
            }

            if (applied is not null || done.Outcome != StageOutcome.Done || !session.Planner.IsRematchNext)
            {
                return applied is null ? done : Together(applied, done);
            }

            applied = done;
        }

        return applied ?? Stale(); // what was not matched again is with the next run
    }

    /// <summary>A plan, and the one of the rows that were matched again because of it.</summary>
    static StageResult Together(StageResult first, StageResult second) =>
        second with
        {
            Counts = [.. first.Counts.Select(count => count with { Number = count.Number + Of(second, count.What) })],
            Notes = [.. first.Notes.Union(second.Notes, StringComparer.Ordinal)],
        };

    static long Of(StageResult result, string what) => result.Counts.Where(count => count.What == what).Sum(count => count.Number);

    /// <returns>Null when the plan went stale before it could be applied.</returns>
    async Task<StageResult?> TryAsync(Attempt attempt, CancellationToken stopping)
    {
        var (session, request) = (attempt.Session, attempt.Request);
        var held = new HeldPlans(session.Db, settings.Options.Guard, request.At);
        if (session.Planner.IsNothingToDo)
        {
            return await FinishAsync(session, held, stopping);
        }

        request.Progress?.Report(new("matching", 0, null));
        var plan = session.Planner.Plan(new HashSet<string>(), stopping);
        return plan.Violations is [] || await held.IsApprovedAsync(plan.Hash, stopping)
            ? await ApplyAsync(attempt, plan, who: null, stopping)
            : await HoldAsync(attempt, plan, held, stopping);
    }

    /// <summary>The guard objects: the plan waits for a person; disappearances alone are left out and the rest is applied.</summary>
    /// <returns>Null when the plan went stale before it could be held.</returns>
    async Task<StageResult?> HoldAsync(Attempt attempt, PlanSummary plan, HeldPlans held, CancellationToken stopping)
    {
        var session = attempt.Session;
        var items = PlanItems.Keys(session.Tables);
        var leavesOut = plan.Violations.All(violation => violation.Level == GuardLevel.SkipDisappearances);
        var until = leavesOut ? "These disappearances are left out" : "Nothing is applied";
        var notes = plan
            .Violations.Select(violation => $"{violation}.")
            .Append($"{until} until a person decides. See: reconcile --plan. If it is right: reconcile approve {plan.Hash}")
            .ToList();
        var rest = plan;
        if (leavesOut)
        {
            session.Tables.Clear();
            rest = session.Planner.Plan(
                plan.Violations.Select(violation => violation.Impact.Source!).ToHashSet(StringComparer.Ordinal),
                stopping
            );
        }

        if (!await session.TakeWriterAsync(stopping))
        {
            return null;
        }

        await held.HoldAsync(plan, items, stopping);
        foreach (var violation in plan.Violations)
        {
            LogHeld(violation.ToString(), plan.Hash);
        }

        if (leavesOut)
        {
            return await WriteAsync(attempt, rest, StageOutcome.Held, notes, stopping);
        }

        await session.CommitAsync(stopping);
        return new(Name, StageOutcome.Held, plan.Counts) { Notes = notes, Look = "reconcile --plan" };
    }

    /// <summary>Nothing is to be done: a plan that waited is released.</summary>
    /// <returns>Null when the plan went stale before it could be released.</returns>
    async Task<StageResult?> FinishAsync(PlanSession session, HeldPlans held, CancellationToken stopping)
    {
        if (await held.AreWaitingAsync(stopping))
        {
            if (!await session.TakeWriterAsync(stopping))
            {
                return null;
            }

            await held.ReleaseAsync("nothing is left to do", null, stopping);
            await session.CommitAsync(stopping);
        }

        return new(Name, StageOutcome.Done, [new("rows looked at", 0)]) { Notes = await ReviewNotesAsync(session.Db, stopping) };
    }

    StageResult Stale() =>
        new(Name, StageOutcome.Failed, [])
        {
            Notes =
            [
                "Polls or decisions were written each time while the plan was made; nothing was applied. Run it again when they are done.",
            ],
        };

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
            await using var session = await PlanSession.OpenAsync(bulk, settings, request.At, stopping);
            var held = new HeldPlans(session.Db, settings.Options.Guard, request.At);
            if (await held.FindAsync(hash, stopping) is not { } waiting)
            {
                var note = $"No held plan has the hash {hash}, or it has expired or been applied. See: reconcile --plan.";
                return result = new(Name, StageOutcome.Failed, []) { Notes = [note] };
            }

            var plan = session.Planner.Plan(new HashSet<string>(), stopping);
            if (plan.Hash != waiting.Hash)
            {
                return result = new(Name, StageOutcome.Held, plan.Counts)
                {
                    Notes =
                    [
                        $"The plan {waiting.Hash} is no longer what would be done; nothing was approved.",
                        .. HeldPlans.Differences(waiting, PlanItems.Keys(session.Tables)),
                        $"The plan of now: {plan.Hash}",
                    ],
                    Look = "reconcile --plan",
                };
            }

            return result = await ApplyAsync(new(run, session, request), plan, who, stopping) ?? Stale();
        }
        finally
        {
            await ledger.EndAsync(
                run,
                result?.Outcome ?? StageOutcome.Failed,
                result?.Counts ?? [],
                result is null ? "it ended with an error" : null
            );
        }
    }

    /// <returns>Null when the plan went stale before it could be applied.</returns>
    async Task<StageResult?> ApplyAsync(Attempt attempt, PlanSummary plan, string? who, CancellationToken stopping)
    {
        var (run, session, request) = attempt;
        if (!await session.TakeWriterAsync(stopping))
        {
            return null;
        }

        if (who is not null || plan.Violations is not [])
        {
            await new HeldPlans(session.Db, settings.Options.Guard, request.At).AppliedAsync(plan.Hash, who, run, stopping);
        }

        return await WriteAsync(attempt, plan, StageOutcome.Done, [], stopping);
    }

    async Task<StageResult> WriteAsync(
        Attempt attempt,
        PlanSummary plan,
        StageOutcome outcome,
        IReadOnlyList<string> notes,
        CancellationToken stopping
    )
    {
        var (run, session, request) = attempt;
        if (outcome == StageOutcome.Done)
        {
            var held = new HeldPlans(session.Db, settings.Options.Guard, request.At);
            await held.ReleaseAsync("applied, or no longer what would be done", null, stopping);
        }

        if (!plan.IsEmpty)
        {
            request.Progress?.Report(new("writing", 0, null));
            PlanApply.Run(session.Tables, run, request.At.Recorded);
            PlanApply.Remember(session.Tables, Planner.InputsFact, session.Planner.Fingerprint);
            var number = run.ToString(System.Globalization.CultureInfo.InvariantCulture);
            PlanApply.Remember(session.Tables, Planner.AppliedFact, number);
            PlanApply.Remember(session.Tables, Planner.RematchFact, session.Planner.IsRematchNext ? number : "");
            FailPoint.Pass("reconcile.applying");
        }

        if (!plan.IsEmpty || outcome == StageOutcome.Done)
        {
            PlanApply.LookedAtAll(session.Tables);
        }

        var review = await ReviewNotesAsync(session.Db, stopping);
        await session.CommitAsync(stopping);
        IReadOnlyList<string> exported = plan.IsEmpty ? [] : await ExportAsync(stopping);
        return new(Name, outcome, plan.Counts) { Notes = [.. notes, .. plan.Notes, .. review, .. exported] };
    }

    /// <summary>The record is committed: a share that is away costs the copy, never the record.</summary>
    async Task<IReadOnlyList<string>> ExportAsync(CancellationToken stopping)
    {
        if (settings.Options.Export is not { } export)
        {
            return [];
        }

        try
        {
            await new RegisterFolders(new(store, settings)).WriteAsync(Path.Combine(folders.Data, export.Folder), export.Files, stopping);
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [$"The register could not be written to {export.Folder}: {error.Message} Give the account write access to the folder."];
        }
    }

    static async Task<IReadOnlyList<string>> ReviewNotesAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var waiting = await db
            .Links.Where(link => link.Decision == LinkDecision.Review || link.Decision == LinkDecision.NoMatch)
            .Join(db.Snapshot.Where(row => row.MissingSince == null), link => link.Id, row => row.Id, (link, _) => link.Decision)
            .GroupBy(decision => decision)
            .Select(rows => new { Decision = rows.Key, Rows = rows.Count() })
            .ToDictionaryAsync(rows => rows.Decision, rows => rows.Rows, cancellationToken);
        var (doubtful, unmatched) = (waiting.GetValueOrDefault(LinkDecision.Review), waiting.GetValueOrDefault(LinkDecision.NoMatch));
        return
        [
            .. doubtful == 0
                ? []
                : new[] { $"{Count.Describe(doubtful, "row")} {(doubtful == 1 ? "waits" : "wait")} for a person: review list" },
            .. unmatched == 0
                ? []
                : new[] { $"{Count.Describe(unmatched, "row")} {(unmatched == 1 ? "matches" : "match")} no partner: review list" },
        ];
    }

    [LoggerMessage(301, LogLevel.Warning, "The guard held plan {Hash}, which waits for approval: {Text}")]
    partial void LogHeld(string text, string hash);
}
