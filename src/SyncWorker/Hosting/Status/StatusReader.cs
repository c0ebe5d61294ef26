using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Status;

/// <summary>Gathers what <c>status</c> shows. It changes nothing: no row, no schema, no backup.</summary>
static class StatusReader
{
    /// <param name="folders">Config and data.</param>
    /// <param name="rows">Of the quarantine.</param>
    /// <param name="clock">The time.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task<(StatusReport Report, TimeZoneInfo Zone)> ReadAsync(
        WorkerFolders folders,
        int rows,
        TimeProvider clock,
        CancellationToken stopping
    )
    {
        var now = clock.GetUtcNow();
        var (config, state) = ReadConfig(folders);
        var worker = WorkerState.Read(folders, now);
        var unusable = FolderTrouble.Find(folders);
        var report = new StatusReport
        {
            WrittenAt = now,
            Process = WorkerLine.Of(worker),
            Config = state,
            Disk = unusable ?? DiskWarning(folders.Data),
            IsUnusable = unusable is not null,
            Troubles =
            [
                .. TroubleFile
                    .Read(folders)
                    .Where(trouble => trouble.Value.WellSince is null)
                    .OrderBy(trouble => trouble.Key, StringComparer.Ordinal)
                    .Select(trouble => TroubleLine.Of(trouble.Key, trouble.Value)),
            ],
        };
        report = report with { Clock = new ClockCheck(folders, clock).FindJump(config?.Zone ?? TimeZoneInfo.Local) };
        if (config is null)
        {
            return (await WithStoreAsync(report, folders, null, rows, stopping), TimeZoneInfo.Local);
        }

        report = report with
        {
            Mode = new(config.Schedule.Mode, null, null),
            Jobs = [.. JobState.All(config, JobRecordFile.Read(folders), worker, now).Select(JobLine.Of)],
            Pauses = [.. config.Pauses(now).Select(PauseLine.Of)],
            Leave = LeaveLine.On(config.Staff, Moment.At(now, config.Zone).Today),
            Secrets = NamedSecrets.Problems(config, new SecretStore(folders, clock), Moment.At(now, config.Zone).Today),
        };
        return (await WithStoreAsync(report, folders, config, rows, stopping), config.Zone);
    }

    static (SyncConfig? Config, ConfigState State) ReadConfig(WorkerFolders folders)
    {
        // What a worker of this version has found good and copied need not be found so again: that takes most of a second.
        var isProven = LastGoodConfig.IsAsEdited(folders) && Heartbeat.Read(folders)?.Version == Worker.Version;
        if (
            isProven
            && ConfigFolder.ReadProven(folders.Config) is { } proven
            && !proven.Send.AlsoAllowed.Contains(AllowedList.Register) // it needs the register read as mails are addressed
        )
        {
            return (proven, new(folders.Config, ConfigInForce.Edited, [], null));
        }

        var (config, faults) = ConfigFolder.Load(folders.Config, rendersTemplates: !isProven);
        if (config is not null)
        {
            return (config, new(folders.Config, ConfigInForce.Edited, [], null));
        }

        return LastGoodConfig.Read(folders) is var (lastGood, madeAt)
            ? (lastGood, new(folders.Config, ConfigInForce.LastGood, faults, madeAt))
            : (null, new(folders.Config, ConfigInForce.None, faults, null));
    }

    /// <summary>Messages are counted for so long.</summary>
    static readonly TimeSpan s_inbox = TimeSpan.FromDays(30);

    static async Task<StatusReport> WithStoreAsync(
        StatusReport report,
        WorkerFolders folders,
        SyncConfig? config,
        int rows,
        CancellationToken stopping
    )
    {
        try
        {
            using var store = StatusQueries.Open(folders);
            if (store is null)
            {
                return report;
            }

            var isCurrent = store.Migrations().SequenceEqual(StoreEngine.Of(folders).Migrations, StringComparer.Ordinal);
            report = WithRows(report, store, folders, rows) with
            {
                Workers =
                    isCurrent && StoreEngine.Of(folders) is PostgresEngine shared
                        ?
                        [
                            .. new SharedWorkers(shared)
                                .List()
                                .Select(worker => new SharedWorkerLine(
                                    worker.Row.Name,
                                    worker.Row.Version,
                                    worker.Row.Config,
                                    worker.SeenAt,
                                    worker.IsLive
                                )),
                        ]
                        : [],
                Inbox = isCurrent
                    ? store.Inbox(report.WrittenAt - s_inbox).ToDictionary(group => group.Outcome, group => group.Messages)
                    : report.Inbox,
                DeadMailboxes = isCurrent ? store.DeadMailboxes() : 0,
                Store = isCurrent ? null : StatusQueries.IsOfAnotherVersion,
                Mode = report.Mode is { Mails: MailMode.Trial } ? ModeOf(store) : report.Mode,
            };
            return config is not null && isCurrent && config.Send.AlsoAllowed.Contains(AllowedList.Register)
                ? report with
                {
                    MailboxesWaiting = await WaitingAsync(folders, config, stopping),
                }
                : report;
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            return report with
            {
                Store = StoreFault.Explain(error, folders) ?? $"The store {StoreEngine.Of(folders).Place} cannot be read: {error.Message}",
            };
        }
    }

    static StatusReport WithRows(StatusReport report, StatusQueries store, WorkerFolders folders, int rows) =>
        report with
        {
            Runs =
            [
                .. store
                    .LastRuns()
                    .Select(run => new RunLine(
                        run.Stage,
                        run.Subject,
                        run.StartedAt,
                        run.EndedAt,
                        run.AsOf,
                        StateOf(run, folders),
                        CountsOf(run.Counts),
                        run.Error
                    )),
            ],
            Sources =
            [
                .. store
                    .Feeds()
                    .Select(feed => new SourceLine(
                        feed.Source,
                        feed.Health,
                        feed.Since,
                        feed.LastGoodAt,
                        feed.Rows,
                        feed.BadRuns,
                        feed.Reason
                    )),
            ],
            QuarantineTotal = store.QuarantineTotal(),
            Quarantine =
            [
                .. store
                    .Quarantine(rows)
                    .Select(row => new QuarantineLine(row.Source, row.Position, row.Reasons.Split('\n'), row.FirstSeenAt)),
            ],
            Outbox = store.Outbox().ToDictionary(group => EnumWord.Kebab(group.State), group => group.Mails),
            Holds =
            [
                .. store
                    .Holds()
                    .Where(hold => !hold.What.StartsWith(Pauses.Prefix, StringComparison.Ordinal))
                    .Select(hold => new HoldLine(hold.What, hold.Reason, hold.Since)),
            ],
            Pauses =
            [
                .. store
                    .Holds()
                    .Select(Store.Pauses.Read)
                    .OfType<Pause>()
                    .Where(pause => pause.IsInForce(report.WrittenAt))
                    .Select(PauseLine.Of),
                .. report.Pauses,
            ],
        };

    static ModeLine ModeOf(StatusQueries store) =>
        store.Fact(StoreIdentity.LiveFact) is { } since
            ? new(
                MailMode.Live,
                DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, out var at) ? at : null,
                store.Fact(StoreIdentity.LiveByFact)
            )
            : new(MailMode.Trial, null, null);

    static RunState StateOf(Run run, WorkerFolders folders) =>
        run.EndedAt is null
            ? (StoreEngine.Of(folders).IsRunMarked(run.Id) ? RunState.Running : RunState.Interrupted)
            : run.Outcome switch
            {
                RunOutcome.Done => RunState.Done,
                RunOutcome.Partly => RunState.Partly,
                RunOutcome.Held => RunState.Held,
                RunOutcome.Running => RunState.Running,
                _ => RunState.Failed,
            };

    static Dictionary<string, long> CountsOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, long>>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // The one question that needs the register read as mails are addressed.
    static async Task<int> WaitingAsync(WorkerFolders folders, SyncConfig config, CancellationToken stopping)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSyncWorker(folders, config, TimeProvider.System)
            .BuildServiceProvider();
        return (await services.GetRequiredService<MailboxApprovals>().ListAsync(stopping)).Waiting.Count;
    }

    // Less than a busy day writes: the store, its journal, a backup.
    static string? DiskWarning(string folder)
    {
        try
        {
            return new DriveInfo(folder) is { AvailableFreeSpace: < 64L * 1024 * 1024 and var free }
                ? $"The disk of the data folder has {free / 1024 / 1024} MB left: free space there."
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // there is no data folder yet
        }
    }
}
