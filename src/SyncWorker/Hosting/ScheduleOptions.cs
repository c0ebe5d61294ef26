using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Config;
using SyncWorker.Hosting.Logging;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Pages;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Hosting;

/// <summary>schedule.json: when the stages run, from when on mail counts, and whether this is still a trial.</summary>
[Needs(
    "mode",
    "trial",
    "trialTo",
    At = "mode",
    Message = "The mode is trial, but trialTo names no mailbox.",
    Fix = "Add \"trialTo\": \"it@example.org\" with your own mailbox."
)]
sealed record ScheduleOptions
{
    [Description("IANA name of the union's time zone. Days are days in this zone.")]
    public string Zone { get; init; } = "Asia/Ho_Chi_Minh";

    [Description("Nothing that was due before this day is ever mailed.")]
    public required DateOnly GoLive { get; init; }

    [Description("trial: every mail goes to trialTo, marked, until `send golive`. live: to the people.")]
    public MailMode Mode { get; init; } = MailMode.Trial;

    [Description("The one mailbox that gets every mail during the trial.")]
    [Mailbox]
    public string? TrialTo { get; init; }

    [Description("No mail leaves outside these hours.")]
    public MailHours MailHours { get; init; } = new();

    [Description("What a long break (Tết) does to reminders.")]
    public LongBreak LongBreak { get; init; } = new();

    [Description("The most memory that one job may take, in megabytes. A job that needs more is ended, alone, and the log names it.")]
    [Range(64, 65_536)]
    public int JobMemoryMegabytes { get; init; } = 512;

    [Description(
        "Where the store is. Left out: a file of the data folder (SQLite). To move it, see `store copy`; a change counts from the next start."
    )]
    public StoreOptions? Store { get; init; }

    [Description("How the worker logs, into data/logs and systemd's journal: text, or json, an object a line.")]
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    [Description(
        "A monitor that is told when a job has ended, for each job that names none of its own: it gives the alarm when it hears nothing."
    )]
    public PingOptions? Ping { get; init; }

    [Description("A collector that metrics and traces are sent to by OTLP. Left out: nothing is measured, loaded or sent.")]
    public TelemetryOptions? Telemetry { get; init; }

    [Description("The pages that people look at, which the job pages writes.")]
    public PagesOptions Pages { get; init; } = new();

    [Description("When each job runs. Names: poll, reconcile, remind, send, inbox, backup, calendars, pages.")]
    [Shape(
        "^(poll|reconcile|remind|send|inbox|backup|calendars|pages)$",
        "Allowed: poll, reconcile, remind, send, inbox, backup, calendars, pages.",
        OfNames = true
    )]
    public IReadOnlyDictionary<string, JobTimes> Jobs { get; init; } = new Dictionary<string, JobTimes>();
}

sealed class JobTimes
{
    [Description(
        "Words or cron (Quartz, 6 or 7 fields): \"every 15 minutes\", \"working days every 30 minutes 06:00-17:00\", \"working days at 07:30\", \"last working day of the week at 14:00\", \"after poll\", \"after each job\", \"never\"."
    )]
    public required RunTimes Run { get; init; }

    [Description(
        "What becomes of runs missed while the machine was off: \"skip\", \"once\" (the default), or \"once, within 5 working days\"."
    )]
    public MissedRuns Missed { get; init; } = MissedRuns.Default;

    [Description("A monitor that is told when this job has ended.")]
    public PingOptions? Ping { get; init; }
}
