using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>What <c>status</c> shows, and its exit code.</summary>
sealed record StatusReport
{
    public required ConfigState Config { get; init; }

    /// <summary>Which are missing, cannot be opened here or expire soon, as sentences.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    public required IReadOnlyList<RunLine> Runs { get; init; }

    public required IReadOnlyList<SourceLine> Sources { get; init; }

    public required int QuarantineTotal { get; init; }

    public required IReadOnlyList<QuarantineLine> Quarantine { get; init; }

    public required IReadOnlyDictionary<string, int> Outbox { get; init; }

    public required IReadOnlyList<HoldLine> Holds { get; init; }

    /// <summary>Jobs of the service that have the same trouble run after run.</summary>
    public required IReadOnlyList<TroubleLine> Troubles { get; init; }

    /// <summary>Why the data folder will soon not be written, as a sentence; null when all is well.</summary>
    public string? Disk { get; init; }

    /// <summary>Mailboxes outside the union's domains that wait for a person.</summary>
    public required int MailboxesWaiting { get; init; }

    public int ExitCode =>
        Holds is not [] || MailboxesWaiting > 0 || Runs.Any(run => run.Outcome == RunOutcome.Held) ? SyncWorker.Hosting.ExitCode.Held
        : Config.Faults is not []
        || Disk is not null
        || Troubles is not []
        || Secrets is not []
        || Sources.Any(source => source.Health == FeedHealth.Unhealthy)
        || Runs.Any(run => run.Outcome is RunOutcome.Failed or RunOutcome.Partly)
            ? SyncWorker.Hosting.ExitCode.Partly
        : SyncWorker.Hosting.ExitCode.Done;

    public static async Task<StatusReport> ReadAsync(VerbContext context, ConfigState config, int rows, CancellationToken stopping)
    {
        await using var db = context.Store.Open();
        var lastIds = db.Runs.GroupBy(run => new { run.Stage, run.Subject }).Select(group => group.Max(run => run.Id));
        var runs = await db.Runs.Where(run => lastIds.Contains(run.Id)).OrderBy(run => run.Id).ToListAsync(stopping);
        var outbox = await db
            .Outbox.GroupBy(mail => mail.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(stopping);
        return new()
        {
            Config = config,
            Disk = DiskWarning(context.Folders.Data),
            Secrets = NamedSecrets.Problems(context.Config, context.Services.GetRequiredService<SecretStore>(), context.Now.Today),
            Runs =
            [
                .. runs.Select(run => new RunLine(
                    run.Stage,
                    run.Subject,
                    run.StartedAt,
                    run.EndedAt,
                    run.AsOf,
                    run.EndedAt is null ? RunOutcome.Running : run.Outcome,
                    run.Counts,
                    run.Error
                )),
            ],
            Sources =
            [
                .. (await db.Feeds.OrderBy(feed => feed.Source).ToListAsync(stopping)).Select(feed => new SourceLine(
                    feed.Source,
                    feed.Health,
                    feed.Since,
                    feed.LastGoodAt,
                    feed.Rows,
                    feed.BadRuns,
                    feed.Reason
                )),
            ],
            QuarantineTotal = await db.Quarantine.CountAsync(stopping),
            Quarantine =
            [
                .. (await db.Quarantine.OrderBy(row => row.Source).ThenBy(row => row.Id).Take(rows).ToListAsync(stopping)).Select(
                    row => new QuarantineLine(row.Source, row.Position, row.Reasons.Split('\n'), row.FirstSeenAt)
                ),
            ],
            Outbox = outbox.ToDictionary(group => EnumWord.Kebab(group.Key), group => group.Count),
            Troubles =
            [
                .. TroubleFile
                    .Read(context.Folders)
                    .OrderBy(trouble => trouble.Key, StringComparer.Ordinal)
                    .Select(trouble => new TroubleLine(
                        trouble.Key,
                        trouble.Value.Example,
                        trouble.Value.Runs,
                        trouble.Value.Since,
                        trouble.Value.IsTold
                    )),
            ],
            MailboxesWaiting = (await context.Services.GetRequiredService<MailboxApprovals>().ListAsync(stopping)).Waiting.Count,
            Holds =
            [
                .. (await db.Holds.Where(hold => hold.ReleasedAt == null).OrderBy(hold => hold.Id).ToListAsync(stopping)).Select(
                    hold => new HoldLine(hold.What, hold.Reason, hold.Since)
                ),
            ],
        };
    }

    // Less than a busy day writes: the store, its journal, a backup.
    static string? DiskWarning(string folder) =>
        new DriveInfo(folder) is { AvailableFreeSpace: < 64L * 1024 * 1024 and var free }
            ? $"The disk of the data folder has {free / 1024 / 1024} MB left: free space there."
            : null;
}

/// <param name="Folder">What people edit.</param>
/// <param name="Faults">What is wrong there; none when it is in force.</param>
/// <param name="LastGoodAt">When the copy was made that is in force instead.</param>
sealed record ConfigState(string Folder, IReadOnlyList<ConfigFault> Faults, DateTimeOffset? LastGoodAt);

sealed record RunLine(
    string Stage,
    string? Subject,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateOnly AsOf,
    RunOutcome Outcome,
    string Counts,
    string? Error
);

sealed record SourceLine(
    string Source,
    FeedHealth Health,
    DateTimeOffset Since,
    DateTimeOffset? LastGoodAt,
    long Rows,
    int BadRuns,
    string? Reason
);

/// <param name="Reason">As the newest run said it.</param>
/// <param name="Runs">In a row.</param>
/// <param name="IsTold">IT was told.</param>
sealed record TroubleLine(string Job, string Reason, int Runs, DateTimeOffset Since, bool IsTold);

sealed record QuarantineLine(string Source, string Position, IReadOnlyList<string> Reasons, DateTimeOffset FirstSeenAt);

sealed record HoldLine(string What, string Reason, DateTimeOffset Since);
