using SyncWorker.Hosting.Status;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Remind.Planning;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Pages;

/// <summary>The words of the pages in one language.</summary>
sealed partial record PageWords
{
    public required string Site { get; init; }
    public required string Skip { get; init; }
    public required string Menu { get; init; }
    public required string Language { get; init; }
    public required string Written { get; init; }
    public required string Foot { get; init; }

    // The pages
    public required string Today { get; init; }
    public required string Calendar { get; init; }
    public required string Reports { get; init; }
    public required string Register { get; init; }
    public required string Runs { get; init; }
    public required string Directory { get; init; }
    public required string NextYear { get; init; }

    // Today
    public required string AtAGlance { get; init; }
    public required string Worker { get; init; }
    public required string Sources { get; init; }
    public required string Jobs { get; init; }
    public required string Outbox { get; init; }
    public required string Config { get; init; }
    public required string Mails { get; init; }
    public required string Trial { get; init; }
    public required string Live { get; init; }
    public required string Good { get; init; }
    public required string Bad { get; init; }
    public required string Attention { get; init; }
    public required string NotRunning { get; init; }
    public required string Running { get; init; }
    public required string NeverRun { get; init; }
    public required string Empty { get; init; }
    public required string AllHealthy { get; init; }
    public required string JobsInTime { get; init; }
    public required string Overdue { get; init; }
    public required string Held { get; init; }
    public required string NothingHeld { get; init; }

    /// <summary>What a person paused: a job, source or rule.</summary>
    public required string Paused { get; init; }
    public required string PausedUntil { get; init; }
    public required string What { get; init; }
    public required string Since { get; init; }
    public required string Reason { get; init; }
    public required string Command { get; init; }
    public required string Due { get; init; }
    public required string DueSoon { get; init; }
    public required string NothingDue { get; init; }
    public required string MissingReports { get; init; }
    public required string SentToday { get; init; }
    public required string NothingSent { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string State { get; init; }
    public required string Time { get; init; }
    public required string DoubtfulRows { get; init; }
    public required string Quarantine { get; init; }
    public required string WaitingMailboxes { get; init; }
    public required string Plan { get; init; }
    public required string Sending { get; init; }
    public required string RowsSetAside { get; init; }

    // Calendar
    public required string Year { get; init; }
    public required string Month { get; init; }
    public required string Day { get; init; }
    public required string Days { get; init; }
    public required string Department { get; init; }
    public required string Kind { get; init; }
    public required string All { get; init; }
    public required string Everybody { get; init; }
    public required string NothingThisMonth { get; init; }
    public required string NothingLeft { get; init; }
    public required string Holiday { get; init; }
    public required string WorkingSaturday { get; init; }
    public required string Tentative { get; init; }
    public required string Done { get; init; }
    public required string CoveredOn { get; init; }
    public required string Previous { get; init; }
    public required string Next { get; init; }
    public required string Round10 { get; init; }
    public required string Round5 { get; init; }
    public required string OtherYears { get; init; }
    public required string Count { get; init; }
    public required string Number { get; init; }
    public required string Years { get; init; }
    public required string DayUnknown { get; init; }
    public required string Weekday { get; init; }
    public required IReadOnlyList<string> WeekdaysShort { get; init; }
    public required IReadOnlyList<string> WeekdaysLong { get; init; }
    public required IReadOnlyList<string> Months { get; init; }

    // Reports
    public required string Unit { get; init; }
    public required string Units { get; init; }
    public required string Officer { get; init; }
    public required string Received { get; init; }
    public required string ReceivedOn { get; init; }
    public required string Basis { get; init; }
    public required string LastYear { get; init; }
    public required string ThisYear { get; init; }
    public required string NoReports { get; init; }
    public required string WhoOwes { get; init; }
    public required string AllUnits { get; init; }
    public required string Total { get; init; }
    public required string Share { get; init; }
    public required string InTime { get; init; }
    public required string Late { get; init; }
    public required string Missing { get; init; }
    public required string Open { get; init; }
    public required string Exempt { get; init; }
    public required string NoLastYear { get; init; }
    public required string NobodyOwes { get; init; }
    public required string NoDepartment { get; init; }

    // Figures and documents
    public required string Figures { get; init; }
    public required string Documents { get; init; }
    public required string Ongoing { get; init; }
    public required string FigureOf { get; init; }
    public required string ThisPeriod { get; init; }
    public required string SamePeriod { get; init; }
    public required string Change { get; init; }
    public required string NoSource { get; init; }
    public required string OverYears { get; init; }
    public required string Frozen { get; init; }
    public required string FrozenOn { get; init; }
    public required string Unchanged { get; init; }
    public required string Corrected { get; init; }
    public required string Then { get; init; }
    public required string Now { get; init; }
    public required string WhenFrozen { get; init; }
    public required string CountedOnce { get; init; }
    public required string IfTwo { get; init; }
    public required string MayBeOne { get; init; }
    public required string IfOne { get; init; }
    public required string IfNotOne { get; init; }
    public required string Quiet { get; init; }
    public required string QuietAbout { get; init; }
    public required string NobodyQuiet { get; init; }
    public required string LastActivity { get; init; }
    public required string Remarks { get; init; }
    public required string DocumentNumber { get; init; }
    public required string Title { get; init; }
    public required string Issuer { get; init; }
    public required string Concerns { get; init; }
    public required string NoDocuments { get; init; }

    // Register
    public required string Search { get; init; }
    public required string SearchHelp { get; init; }
    public required string NoScript { get; init; }
    public required string Found { get; init; }
    public required string FoundNone { get; init; }
    public required string Countries { get; init; }
    public required string Provinces { get; init; }
    public required string Others { get; init; }
    public required string Partners { get; init; }
    public required string Country { get; init; }
    public required string Province { get; init; }
    public required string NationalDay { get; init; }
    public required string Relations { get; init; }
    public required string OfficialName { get; init; }
    public required string Field { get; init; }
    public required string Value { get; init; }
    public required string Why { get; init; }
    public required string From { get; init; }
    public required string AsOf { get; init; }
    public required string OthersSay { get; init; }
    public required string PinnedBy { get; init; }
    public required string History { get; init; }
    public required string Was { get; init; }
    public required string Became { get; init; }
    public required string FormerNames { get; init; }
    public required string Successor { get; init; }
    public required string Officers { get; init; }
    public required string Source { get; init; }
    public required string Name { get; init; }
    public required string Phone { get; init; }
    public required string Address { get; init; }
    public required string Founded { get; init; }
    public required string Print { get; init; }
    public required string Page { get; init; }
    public required string Pages { get; init; }
    public required string Empties { get; init; }
    public required string Inactive { get; init; }
    public required string Suspected { get; init; }
    public required string RegisterId { get; init; }
    public required string Nobody { get; init; }

    // Runs
    public required string LastRuns { get; init; }
    public required string Stage { get; init; }
    public required string Began { get; init; }
    public required string Duration { get; init; }
    public required string Counts { get; init; }
    public required string Workers { get; init; }
    public required string Version { get; init; }
    public required string LastSaid { get; init; }
    public required string Silent { get; init; }
    public required string NoRuns { get; init; }
    public required string Job { get; init; }
    public required string LastSuccess { get; init; }
    public required string NextRun { get; init; }
    public required string Health { get; init; }
    public required string Rows { get; init; }
    public required string LastGood { get; init; }
    public required string Row { get; init; }
    public required string NothingSetAside { get; init; }
    public required string ConfigInForce { get; init; }
    public required string ConfigEdited { get; init; }
    public required string ConfigLastGood { get; init; }
    public required string ConfigNone { get; init; }
    public required string File { get; init; }
    public required string Lines { get; init; }
    public required string Mark { get; init; }
    public required string ChangedAt { get; init; }
    public required string ConfigHistory { get; init; }
    public required string Never { get; init; }
    public required string Troubles { get; init; }
    public required string Nothing { get; init; }
    public required string FirstOf { get; init; }

    public required IReadOnlyDictionary<ReminderKind, string> Kinds { get; init; }
    public required IReadOnlyDictionary<OutboxState, string> MailStates { get; init; }
    public required IReadOnlyDictionary<RunState, string> RunStates { get; init; }
    public required IReadOnlyDictionary<MergeRule, string> Rules { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public static PageWords Of(MailLanguage language) => language == MailLanguage.En ? s_en : s_vi;

    public string StateOf(OwedState state) =>
        state switch
        {
            OwedState.InTime => InTime,
            OwedState.Late => Late,
            OwedState.Missing => Missing,
            OwedState.Open => Open,
            _ => Exempt,
        };
}
