using System.ComponentModel;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Remind;

/// <summary>remind.json: the rules of what is due, for whom, how long before.</summary>
sealed class RemindOptions
{
    /// <summary>What the id of a rule is: no word of the program's own, and no slash.</summary>
    public const string IdPattern =
        $"^(?!({EventRule}|{RequestRule}|{YearListRule}|{NoticeRule}|{SheetRule}|{AssignmentRule}|{RegisterCheckRule}|weekly-outlook)$)[^/]+$";

    public const string IdMessage = "\"{0}\" cannot be an id: it has a slash, or is the program's own.";

    public const string IdFix = "Write a short name without a slash, such as half-year-report.";

    [Description("Department of partners by kind, where their country does not say it: { \"local_union\": \"Văn phòng\" }.")]
    public IReadOnlyDictionary<string, string> Departments { get; init; } = new Dictionary<string, string>();

    [Description("Days that come back every year.")]
    public IReadOnlyList<AnniversaryOptions> Anniversaries { get; init; } = [];

    [Description("Reports that partners owe every period.")]
    public IReadOnlyList<ReportOptions> Reports { get; init; } = [];

    [Description("What runs out once: terms of office, agreements, registrations, reviews.")]
    public IReadOnlyList<TermOptions> Terms { get; init; } = [];

    [Description("Meetings and protocol days, on given days or on a rhythm.")]
    public IReadOnlyList<MeetingOptions> Meetings { get; init; } = [];

    [Description("Friendship years and campaigns.")]
    public IReadOnlyList<CampaignOptions> Campaigns { get; init; } = [];

    [Description("The sheet of events and how events are reminded of.")]
    public EventOptions Events { get; init; } = new();

    [Description("How requests made with `report ask` are chased.")]
    public RequestOptions Requests { get; init; } = new();

    [Description("Conclusions of conferences and petitions: the sheet, and how they are chased.")]
    public AssignmentOptions Assignments { get; init; } = new();

    [Description("The list of next year's days; left out: none is mailed.")]
    public YearListOptions? YearList { get; init; }

    [Description("The yearly check of the register by each unit; left out: nobody is asked.")]
    public RegisterCheckOptions? RegisterCheck { get; init; }

    [Description("Files (.xlsx, .csv) that say what has come, only read: columns unit, code, period, received, number.")]
    [TextPattern(@"\.(csv|xlsx)$", "\"{0}\" is no sheet.", "Write a .csv or .xlsx file.", IgnoreCase = true)]
    public IReadOnlyList<string> Received { get; init; } = [];

    [Description(
        "A tracking sheet (.xlsx) a department, or \"*\" for all in one: written after each run; \"Ngày nhận\", \"Số văn bản\" and \"Ghi chú\" are read back. Left out: one sheet in the data folder's folder tracking, which mails do not name."
    )]
    [TextPattern(@"\.xlsx$", "\"{0}\" is no workbook.", "Write an .xlsx file.", IgnoreCase = true)]
    public IReadOnlyDictionary<string, string> TrackingSheets { get; init; } = new Dictionary<string, string>();

    [Description(
        "Whether each new position or mailbox of staff.json gets a first mail: what this is, what to do with it, whom to ask. Not in a trial."
    )]
    public bool FirstDayMail { get; init; } = true;

    [Description("Calendars (.ics) that departments subscribe to.")]
    public CalendarOptions Calendars { get; init; } = new();

    /// <summary>The rule that events of the sheet fall under.</summary>
    public const string EventRule = "events";

    /// <summary>The rule of the list of next year's days.</summary>
    public const string YearListRule = "year-list";

    /// <summary>The rule that requests fall under.</summary>
    public const string RequestRule = "requests";

    /// <summary>The rule that conclusions and petitions fall under.</summary>
    public const string AssignmentRule = "assignments";

    /// <summary>The rule of the yearly check of the register.</summary>
    public const string RegisterCheckRule = "register-check";

    /// <summary>The rule that notices of an officer fall under.</summary>
    public const string NoticeRule = "notice";

    /// <summary>The rule that lines about what cannot be read in a tracking sheet fall under.</summary>
    public const string SheetRule = "tracking-sheet";

    /// <summary>Every distance ahead of a day that any rule names.</summary>
    public static IEnumerable<Lead> Leads(RemindOptions options) =>
        [
            .. options.Anniversaries.SelectMany(rule => rule.Lead.Concat(rule.Round5).Concat(rule.Round10)),
            .. options.Reports.SelectMany(rule => rule.Lead),
            .. options.Terms.SelectMany(rule => rule.Lead),
            .. options.Meetings.SelectMany(rule => rule.Lead),
            .. options.Campaigns.SelectMany(rule => rule.Lead),
            .. options.Events.Lead,
            .. options.Requests.Lead,
            .. options.Assignments.Lead,
            .. options.RegisterCheck is { } check ? (Lead[])[check.Lead] : [],
        ];

    /// <summary>Everyone whom any rule names; <c>to</c> of rules and of what follows when they are overdue.</summary>
    public static IEnumerable<Addressee> Addressees(RemindOptions options) =>
        [
            .. options.Anniversaries.SelectMany(rule => rule.To),
            .. options.Reports.SelectMany(rule => rule.Everyone),
            .. options.Terms.SelectMany(rule => rule.Everyone),
            .. options.Meetings.SelectMany(rule => rule.To),
            .. options.Campaigns.SelectMany(rule => rule.To),
            .. options.Events.To,
            .. options.Requests.To.Concat(options.Requests.Overdue.SelectMany(step => step.To)),
            .. options.Assignments.To.Concat(options.Assignments.Overdue.SelectMany(step => step.To)),
            .. options.YearList?.To ?? [],
        ];

    /// <summary>The rules that are paused here, by their ids.</summary>
    public static IEnumerable<(string Rule, ConfiguredPause Pause)> Pauses(RemindOptions options) =>
        (
            (IEnumerable<(string Rule, ConfiguredPause? Pause)>)
                [
                    .. options.Anniversaries.Select(rule => (rule.Id, rule.Paused)),
                    .. options.Reports.Select(rule => (rule.Id, rule.Paused)),
                    .. options.Terms.Select(rule => (rule.Id, rule.Paused)),
                    .. options.Meetings.Select(rule => (rule.Id, rule.Paused)),
                    .. options.Campaigns.Select(rule => (rule.Id, rule.Paused)),
                ]
        )
            .Where(rule => rule.Pause is not null)
            .Select(rule => (rule.Rule, rule.Pause!));

    /// <summary>The ids of all rules.</summary>
    public static IEnumerable<string> Ids(RemindOptions options) =>
        [
            .. options.Anniversaries.Select(rule => rule.Id),
            .. options.Reports.Select(rule => rule.Id),
            .. options.Terms.Select(rule => rule.Id),
            .. options.Meetings.Select(rule => rule.Id),
            .. options.Campaigns.Select(rule => rule.Id),
            EventRule,
            RequestRule,
            YearListRule,
            RegisterCheckRule,
            AssignmentRule,
        ];
}
