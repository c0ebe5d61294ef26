using SyncWorker.Net.Mail;
using SyncWorker.Pages;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;
using SyncWorker.Union.Tables;

namespace SyncWorker.Hosting.Config;

/// <summary>The whole config folder, parsed and checked: swapped as a whole, never changed in place.</summary>
sealed record SyncConfig
{
    public required PollOptions Poll { get; init; }

    public required ReconcileOptions Reconcile { get; init; }

    /// <summary>The tables of config/tables: names, provinces, successions.</summary>
    public ReferenceTables Tables { get; init; } = ReferenceTables.Empty;

    public required RemindOptions Remind { get; init; }

    public required SendOptions Send { get; init; }

    /// <summary>The mails' texts as they were when this config was read.</summary>
    public TemplateFiles Templates { get; init; } = TemplateFiles.Own;

    public required ScheduleOptions Schedule { get; init; }

    public required StaffOptions Staff { get; init; }

    /// <summary>Nobody has filled it in yet: the worker waits.</summary>
    public bool IsStart => StartConfig.IsOne(Poll, Staff);

    /// <summary>The folder it was read from: files it names without a full path are beside it.</summary>
    public string Folder { get; init; } = AppContext.BaseDirectory;

    /// <summary>Public holidays and swapped working days, from the folder calendars.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendar.Weekends;

    /// <summary>The union's time zone.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public StageSettings<PollOptions> PollSettings => new(Poll, Union);

    public StageSettings<ReconcileOptions> ReconcileSettings => new(Reconcile, Union);

    public StageSettings<RemindOptions> RemindSettings => new(Remind, Union);

    public StageSettings<SendOptions> SendSettings => new(Send, Union);

    public StageSettings<AnswersOptions?> AnswersSettings => new(Send.Answers, Union);

    public StageSettings<PagesOptions> PagesSettings => new(Schedule.Pages, Union);

    /// <summary>The sources and rules that the config pauses at the instant.</summary>
    public IEnumerable<Pause> Pauses(DateTimeOffset now) =>
        [.. PollStage.PausedInConfig(Poll, Zone, now), .. RemindReader.PausedInConfig(RemindSettings, Moment.At(now, Zone).Today)];

    IEnumerable<string> OwnDates => Reconcile.OwnFields.Where(own => own.Value.Type is OwnFieldType.Date).Select(own => own.Key);

    UnionSettings Union =>
        new()
        {
            Zone = Zone,
            Calendar = Calendar,
            Staff = Staff,
            Tables = Tables,
            Folder = Folder,
            GoLive = Schedule.GoLive,
            LongBreak = Schedule.LongBreak,
            Mode = Schedule.Mode,
            TrialTo = Schedule.TrialTo,
            MailHours = Schedule.MailHours,
            NamedFields =
            [
                .. Poll
                    .Sources.SelectMany(source => source.Fields.Keys)
                    .Concat(RuleFields.All(Remind))
                    .Concat(Reconcile.OwnFields.Keys)
                    .Distinct(StringComparer.Ordinal),
            ],
            DateFields = [.. RuleFields.Dates(Remind).Concat(OwnDates).Distinct(StringComparer.Ordinal)],
            YearlyFields = [.. RuleFields.Yearly(Remind).Concat(OwnDates.Except(RuleFields.Dates(Remind))).Except(CanonicalField.Dates)],
            OwnFields = Reconcile.OwnFields,
        };
}
