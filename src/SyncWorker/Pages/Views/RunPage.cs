using System.Globalization;
using System.Text.Json;
using SyncWorker.Hosting.Status;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Pages.Views;

/// <summary>How the work goes: jobs, sources, runs, rows set aside, the config.</summary>
sealed record RunsView : PageView
{
    public required string Version { get; init; }
    public required IReadOnlyList<JobRow> Jobs { get; init; }
    public required IReadOnlyList<WorkerLine> Workers { get; init; }
    public required IReadOnlyList<SourceRow> Sources { get; init; }
    public required IReadOnlyList<RunRow> Runs { get; init; }
    public required IReadOnlyList<TroubleRow> Troubles { get; init; }
    public required IReadOnlyList<QuarantinePart> Quarantine { get; init; }
    public required int QuarantineTotal { get; init; }
    public required bool IsQuarantineCut { get; init; }
    public required string ConfigState { get; init; }
    public required IReadOnlyList<string> Faults { get; init; }
    public required IReadOnlyList<ConfigRow> Files { get; init; }
    public required IReadOnlyList<ConfigChangeRow> Changes { get; init; }
}

sealed record JobRow(string Job, string LastSuccess, string Next, string State, bool IsBad);

/// <param name="Config">Stands for the content of its config: workers with the same have the same.</param>
sealed record WorkerLine(string Name, string State, bool IsBad, string Seen, string Version, string Config);

sealed record SourceRow(string Source, string Health, bool IsBad, long Rows, string LastGood, string? Reason);

sealed record RunRow(string Stage, string? Subject, string Began, string Duration, string State, bool IsBad, string Counts, string? Error);

sealed record TroubleRow(string Job, string Since, string Reason);

sealed record QuarantinePart(string Source, string Position, IReadOnlyList<ReasonPart> Reasons, string Since);

/// <param name="Lang">en on a Vietnamese page where there is no Vietnamese for it; null otherwise.</param>
sealed record ReasonPart(string Text, string? Lang);

sealed record ConfigRow(string File, string ChangedAt, string Lines, string Mark);

/// <param name="Lines">How many were added and removed: "+3 -1".</param>
sealed record ConfigChangeRow(string File, string ChangedAt, string Lines);

/// <summary>Makes the page of the runs.</summary>
static class RunPage
{
    public static PageFile Create(PageContext context) =>
        context.Page("runs.html", context.T.Runs, "runs", () => View(context), isDated: true);

    static RunsView View(PageContext context)
    {
        var (t, status) = (context.T, context.Facts.Status);
        return new()
        {
            T = t,
            Home = "",
            Version = status.Version,
            Jobs = [.. status.Jobs.Select(job => Job(job, context))],
            Workers =
            [
                .. status.Workers.Select(worker => new WorkerLine(
                    worker.Name,
                    worker.IsLive ? t.Running : t.Silent,
                    !worker.IsLive,
                    context.When(worker.SeenAt),
                    worker.Version,
                    worker.Config
                )),
            ],
            Sources =
            [
                .. status.Sources.Select(source => new SourceRow(
                    source.Source,
                    source.Health == FeedHealth.Unhealthy ? t.Bad : t.Good,
                    source.Health == FeedHealth.Unhealthy,
                    source.Rows,
                    context.When(source.LastGoodAt),
                    source.Reason
                )),
            ],
            Runs = [.. context.Facts.Runs.Select(run => Row(run, context))],
            Troubles = [.. status.Troubles.Select(trouble => new TroubleRow(trouble.Job, context.When(trouble.Since), trouble.Reason))],
            Quarantine =
            [
                .. status.Quarantine.Select(row => new QuarantinePart(
                    row.Source,
                    row.Position.ReplaceLineEndings(", "),
                    [.. row.Reasons.Select(reason => Reason(reason, context))],
                    context.When(row.FirstSeenAt)
                )),
            ],
            QuarantineTotal = status.QuarantineTotal,
            IsQuarantineCut = status.Quarantine.Count < status.QuarantineTotal,
            ConfigState = status.Config.InForce switch
            {
                ConfigInForce.Edited => t.ConfigEdited,
                ConfigInForce.LastGood => $"{t.ConfigLastGood} ({context.When(status.Config.LastGoodAt)})",
                _ => t.ConfigNone,
            },
            Faults = [.. status.Config.Faults.Select(fault => fault.ToString())],
            Files =
            [
                .. context.Facts.ConfigFiles.Select(file => new ConfigRow(
                    file.File,
                    context.When(file.ChangedAt),
                    PageContext.Number(file.Lines),
                    file.Hash
                )),
            ],
            Changes =
            [
                .. context.Facts.ConfigChanges.Select(change => new ConfigChangeRow(
                    change.File,
                    context.When(change.At),
                    $"+{PageContext.Number(change.Added)} -{PageContext.Number(change.Removed)}"
                )),
            ],
        };
    }

    static ReasonPart Reason(string reason, PageContext context) =>
        context.IsEnglish ? new(reason, null)
        : RowReasons.Book.Find(reason) is { } vi ? new(vi, null)
        : new(reason, "en");

    static JobRow Job(JobLine job, PageContext context) =>
        new(
            job.Job,
            context.When(job.LastSuccess),
            job.NextRun is { } next ? context.When(next) : job.Times,
            job.OverdueSince is { } due ? $"{context.T.Overdue}, {context.When(due)}"
                : job.IsRunning ? context.T.RunStates[RunState.Running]
                : job.IsInterrupted ? context.T.RunStates[RunState.Interrupted]
                : job.BreaksEachTime ? context.T.Bad
                : context.T.Good,
            job.OverdueSince is not null || job.BreaksEachTime
        );

    static RunRow Row(Run run, PageContext context)
    {
        var state = run.Outcome switch
        {
            RunOutcome.Done => RunState.Done,
            RunOutcome.Partly => RunState.Partly,
            RunOutcome.Held => RunState.Held,
            RunOutcome.Running => RunState.Running,
            _ => RunState.Failed,
        };
        return new(
            run.Stage,
            run.Subject,
            context.When(run.StartedAt),
            run.EndedAt is { } ended
                ? (ended - run.StartedAt).TotalSeconds.ToString("0.0", CultureInfo.GetCultureInfo(context.IsEnglish ? "en-GB" : "vi-VN"))
                    + " s"
                : "",
            context.T.RunStates[state],
            state is RunState.Failed or RunState.Held,
            Counts(run.Counts),
            run.Error
        );
    }

    static string Counts(string json)
    {
        try
        {
            return string.Join(
                ", ",
                (JsonSerializer.Deserialize<Dictionary<string, long>>(json) ?? [])
                    .Where(count => count.Value != 0)
                    .Select(count => new Count(count.Key, count.Value).ToString())
            );
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
