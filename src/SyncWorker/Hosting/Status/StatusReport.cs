using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Status;

/// <summary>What <c>status</c> shows, and its exit code. As JSON it follows config/schema/status.schema.json.</summary>
sealed record StatusReport
{
    /// <summary>Grows when a field is taken away or changes its meaning; new fields may come without it.</summary>
    public const int Schema = 1;

    public int SchemaVersion { get; } = Schema;

    public required DateTimeOffset WrittenAt { get; init; }

    public string Version { get; } = Worker.Version;

    [JsonPropertyName("worker")]
    public required WorkerLine Process { get; init; }

    /// <summary>Null when the config cannot be read, and no last good copy of it.</summary>
    public ModeLine? Mode { get; init; }

    public required ConfigState Config { get; init; }

    public IReadOnlyList<JobLine> Jobs { get; init; } = [];

    /// <summary>Which are missing, cannot be opened here or expire soon, as sentences.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Why the store does not say all, as a sentence; null when it does.</summary>
    public string? Store { get; init; }

    public IReadOnlyList<RunLine> Runs { get; init; } = [];

    public IReadOnlyList<SourceLine> Sources { get; init; } = [];

    public int QuarantineTotal { get; init; }

    public IReadOnlyList<QuarantineLine> Quarantine { get; init; } = [];

    public IReadOnlyDictionary<string, int> Outbox { get; init; } = new Dictionary<string, int>();

    public IReadOnlyList<HoldLine> Holds { get; init; } = [];

    /// <summary>The workers that share the store; none where it is a file.</summary>
    public IReadOnlyList<SharedWorkerLine> Workers { get; init; } = [];

    /// <summary>Jobs, sources and rules that a person paused.</summary>
    public IReadOnlyList<PauseLine> Pauses { get; init; } = [];

    /// <summary>Positions on leave today.</summary>
    public IReadOnlyList<LeaveLine> Leave { get; init; } = [];

    /// <summary>Jobs of the service that have the same trouble run after run.</summary>
    public IReadOnlyList<TroubleLine> Troubles { get; init; } = [];

    /// <summary>Why the data folder will soon not be written, as a sentence; null when all is well.</summary>
    public string? Disk { get; init; }

    /// <summary>Why the machine's clock cannot be believed, as a sentence; null when it can.</summary>
    public string? Clock { get; init; }

    /// <summary>The data folder cannot be written or read now: nothing can be done on it.</summary>
    public bool IsUnusable { get; init; }

    /// <summary>Mailboxes outside the union's domains that wait for a person.</summary>
    public int MailboxesWaiting { get; init; }

    /// <summary>Messages that came into the mailbox of answers within 30 days, by what became of them.</summary>
    public IReadOnlyDictionary<string, int> Inbox { get; init; } = new Dictionary<string, int>();

    /// <summary>Mailboxes that a server reported as not there and that no person has confirmed.</summary>
    public int DeadMailboxes { get; init; }

    public int ExitCode =>
        Mode is null ? SyncWorker.Hosting.ExitCode.Configuration
        : IsUnusable
        || Process.IsMissing
        || Troubles.Any(trouble => trouble.Job == StartTrouble.Key)
        || Jobs.Any(job => job.OverdueSince is not null || job.BreaksEachTime)
            ? SyncWorker.Hosting.ExitCode.Failed
        : Clock is not null || Holds is not [] || MailboxesWaiting > 0 || DeadMailboxes > 0 || Runs.Any(run => run.Outcome == RunState.Held)
            ? SyncWorker.Hosting.ExitCode.Held
        : Config.Faults is not []
        || Disk is not null
        || Store is not null
        || Troubles is not []
        || Secrets is not []
        || Sources.Any(source => source.Health == FeedHealth.Unhealthy)
        || Runs.Any(run => run.Outcome is RunState.Failed or RunState.Partly)
            ? SyncWorker.Hosting.ExitCode.Partly
        : SyncWorker.Hosting.ExitCode.Done;
}

/// <param name="State">Whether it runs.</param>
/// <param name="Process">Its process id, also of one that is gone.</param>
/// <param name="Since">When it was started.</param>
/// <param name="LastTurn">The scheduler's last turn.</param>
/// <param name="StoppedAt">When it was told to stop and did.</param>
/// <param name="HeldBy">Who holds the data folder.</param>
sealed record WorkerLine(
    WorkerIs State,
    int? Process,
    DateTimeOffset? Since,
    DateTimeOffset? LastTurn,
    DateTimeOffset? StoppedAt,
    string? HeldBy
)
{
    /// <summary>It should run and does not: it ran, nobody told it to stop, and it is gone or its scheduler is stuck.</summary>
    public bool IsMissing => State is WorkerIs.Dead or WorkerIs.Stuck;

    public static WorkerLine Of(WorkerState worker) =>
        new(worker.Is, worker.Last?.Process, worker.Last?.StartedAt, worker.Last?.At, worker.Last?.StoppedAt, worker.HeldBy);
}

/// <param name="Mails">trial or live.</param>
/// <param name="Since">When `send golive` was given; null in a trial, and when schedule.json says live.</param>
/// <param name="By">Who gave it.</param>
sealed record ModeLine(MailMode Mails, DateTimeOffset? Since, string? By);

/// <param name="Folder">What people edit.</param>
/// <param name="InForce">Which one the worker uses: what people edit, the last good copy, or none.</param>
/// <param name="Faults">What is wrong there; none when it is in force.</param>
/// <param name="LastGoodAt">When the copy was made that is in force instead.</param>
sealed record ConfigState(string Folder, ConfigInForce InForce, IReadOnlyList<ConfigFault> Faults, DateTimeOffset? LastGoodAt);

enum ConfigInForce
{
    Edited,
    LastGood,
    None,
}

/// <param name="BreaksEachTime">Its runs fail or break off, one after the other.</param>
sealed record JobLine(
    string Job,
    string Times,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastBegin,
    DateTimeOffset? LastEnd,
    DateTimeOffset? NextRun,
    DateTimeOffset? OverdueSince,
    bool IsRunning,
    bool IsInterrupted,
    bool BreaksEachTime
)
{
    public static JobLine Of(JobState job) =>
        new(
            job.Job,
            job.Times,
            job.Record?.LastSuccess,
            job.Record?.LastBegin,
            job.Record?.LastEnd,
            job.NextRun,
            job.OverdueSince,
            job.IsRunning,
            job.IsInterrupted,
            job.BreaksEachTime
        );
}

sealed record RunLine(
    string Stage,
    string? Subject,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateOnly AsOf,
    RunState Outcome,
    IReadOnlyDictionary<string, long> Counts,
    string? Error
);

enum RunState
{
    Running,
    Interrupted,
    Done,
    Partly,
    Held,
    Failed,
}

sealed record SourceLine(
    string Source,
    FeedHealth Health,
    DateTimeOffset Since,
    DateTimeOffset? LastGoodAt,
    long Rows,
    int BadRuns,
    string? Reason
);

/// <param name="Job">Its name, or that of a condition that is watched beside the jobs.</param>
/// <param name="Reason">As the newest run said it.</param>
/// <param name="Runs">In a row; null for a condition, which has none.</param>
/// <param name="Since">When it began.</param>
/// <param name="IsTold">IT was told.</param>
sealed record TroubleLine(string Job, string Reason, int? Runs, DateTimeOffset Since, bool IsTold)
{
    public static TroubleLine Of(string job, Trouble trouble) =>
        new(job, trouble.Example, trouble.IsCondition ? null : trouble.Runs, trouble.Since, trouble.IsTold);
}

sealed record QuarantineLine(string Source, string Position, IReadOnlyList<string> Reasons, DateTimeOffset FirstSeenAt);

sealed record HoldLine(string What, string Reason, DateTimeOffset Since);

sealed record PauseLine(PausedKind Kind, string Name, string Reason, DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>The config's file in which it stands; null for one that a verb began.</summary>
    public string? File { get; init; }

    public static PauseLine Of(Pause pause) => new(pause.Kind, pause.Name, pause.Reason, pause.Since, pause.Until) { File = pause.File };

    /// <summary>The verb that ends it.</summary>
    [JsonIgnore]
    public string Resume => Kind is PausedKind.Mail ? $"mail resume {Name}" : $"schedule resume {EnumWord.Kebab(Kind)}:{Name}";
}

/// <param name="Position">Its id.</param>
/// <param name="To">The last day away.</param>
/// <param name="StandIn">The id of who has its mail; null when nobody is there.</param>
/// <param name="Because">What that one is to it.</param>
sealed record LeaveLine(string Position, DateOnly To, string? StandIn, StandInKind Because)
{
    public static IReadOnlyList<LeaveLine> On(StaffOptions staff, DateOnly day) =>
        [
            .. from position in staff.Staff
            let leave = StandIns.LeaveOn(position, day)
            where leave is not null
            let standIn = StandIns.Find(staff, position, day, _ => true)
            select new LeaveLine(position.Id, leave.To, standIn.Kind is StandInKind.Nobody ? null : standIn.Holder.Id, standIn.Kind),
        ];
}
