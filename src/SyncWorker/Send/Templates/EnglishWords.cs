using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>Days are written "7 July 2026": 07/07 and 06/07 are read as other days by half of the world.</summary>
sealed class EnglishWords : MailWords
{
    public static readonly EnglishWords Instance = new();

    public override MailLanguage Language => MailLanguage.En;

    public override StringComparer Collation { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("en-GB"), CompareOptions.None);

    public override string Tag => "[Reminder]";

    public override string TrialTag => "[TRIAL]";

    public override string RepeatTag => "[Possible repeat]";

    public override string Day(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    public override string ShortDay(DateOnly day) => day.ToString("ddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public override string DaysLeft(int days) =>
        days switch
        {
            0 => "today",
            1 => "tomorrow",
            > 1 => $"in {days} days",
            -1 => "yesterday",
            _ => $"{-days} days ago",
        };

    public override string WorkingDaysLeft(int days) =>
        days switch
        {
            0 => "due today",
            > 0 => $"{WorkingDays(days)} left",
            _ => $"{WorkingDays(-days)} overdue",
        };

    public override string Late(int workingDays) => $"this reminder is {WorkingDays(workingDays)} late";

    public override string Moment(DateOnly day, TimeOnly time) => $"{time:HH\\:mm} on {DayWithin(day)}";

    public override string DayWithin(DateOnly day) => Day(day);

    public override string Percent(int part, int whole) =>
        whole == 0 ? "0%" : (100.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    public override string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    public override string SetName(ReminderContent facts) =>
        facts.UnitSet switch
        {
            UnitSet.Followed => $"The {Units(facts.Missing)} you follow",
            UnitSet.OwnCluster => "The units of your cluster",
            UnitSet.Union => "The whole union",
            UnitSet.Extended => $"The {Units(facts.Missing)} with more time",
            _ => facts.DepartmentEn ?? facts.Department ?? "The units",
        };

    public override string Asked(ReminderContent facts) => "you";

    protected override string WholeUnion => "whole union";

    protected override string Nobody => "followed by nobody";

    public override string Years(int count) => $"{ReminderTitle.Ordinal(count)} anniversary";

    public override string? Reminded(int times) =>
        times switch
        {
            0 => null,
            1 => "reminded once",
            2 => "reminded twice",
            _ => $"reminded {times} times",
        };

    public override string WillFollow(ReminderContent facts) =>
        facts switch
        {
            { NextStepIsToReader: true, NextStepDraft: not null } => "you get a draft letter",
            { NextStepIsToReader: true } => "you are reminded again",
            _ =>
                $"this goes to {string.Join(" and ", facts.NextStepTo.OrderBy(Rank).Select(role => $"the {Holder(role, facts)}").Distinct())}"
                    + (facts.NextStepDraft is null ? "" : ", with a draft letter"),
        };

    public override string Units(IReadOnlyList<MissingReport> missing) => CalledBy(missing, "associations", "unions", "units");

    public override string Unit(IReadOnlyList<MissingReport> missing) => CalledBy(missing, "Association", "Union", "Unit");

    public override string AnnexTitle(ReminderContent facts) =>
        $"{Digest.Capital(Units(facts.Missing))} that have not sent: {facts.SubjectEn ?? facts.SubjectVi} ({facts.Missing.Count})";

    public override string Comrade => "You";

    public override string You(string unit) => "You";

    public override string OwnReport(string report) => report;

    public override string Papers(IEnumerable<string> names) =>
        names.All(name => name.Contains("eport", StringComparison.Ordinal)) ? "reports" : "papers";

    public override IEnumerable<string> MissingSubjects(MissingCounts counts, string period, int workingDays)
    {
        var start = $"[Reports missing] {counts.Missing}/{counts.Owed} – {period}";
        return [$"{start}, {WorkingDaysLeft(-workingDays)}", $"{start}, {workingDays} WD overdue", start];
    }

    // "Report of the central associations for the first half of 2026" is about the "first half of 2026".
    public override string Period(string report) =>
        report.StartsWith("Work plan", StringComparison.Ordinal) ? $"work plan for {report.Split(" for ")[^1]}"
        : report.Split(" for ")[^1] is var period && period.StartsWith("the ", StringComparison.Ordinal) ? period["the ".Length..]
        : period;

    public override string UnitTag(ReportState state) =>
        state switch
        {
            ReportState.Missing => "[Report not yet received]",
            ReportState.Due => "[Report due]",
            _ => "[Report received]",
        };

    public override string ShortDate(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    protected override string ExtendedTo(DateOnly day) => $"extended to {ShortDate(day)}";

    protected override string Telephone => "Tel.";

    public override string DueOn(string day) => $"due {day}";

    public override string? Milestone(Milestone? milestone) =>
        milestone switch
        {
            Union.Milestone.Round10 => "round anniversary",
            Union.Milestone.Round5 => "anniversary ending in 5",
            _ => null,
        };

    public override string MonthOnly(string month) => $"only the month is known, {month}";

    public override string Tentative => "day to be confirmed";

    public override string MovedFrom(DateOnly day) => $"was {DayWithin(day)}";

    public override string Basis(string document) => $"ref.: {document}";

    public override string Section(DigestSection section) =>
        section switch
        {
            DigestSection.Overdue => "OVERDUE",
            DigestSection.Week => "DUE THIS WEEK",
            DigestSection.Prepare => "TO PREPARE",
            DigestSection.Far => "FAR AHEAD",
            _ => "CHANGED OR PAST",
        };

    public override string OverdueReports(int count) => $"{Count(count, "report")} overdue";

    public override string OverdueMatters(int count) => $"{count} overdue";

    public override string DueReports(int count) => $"{Count(count, "report")} due";

    public override string DueThisWeek(int count) => $"{count} due this week";

    public override string ToPrepare(int count) => $"{Count(count, "date")} to prepare";

    public override string FarAhead(int count, bool areDays) => areDays ? $"{Count(count, "date")} far ahead" : $"{count} far ahead";

    public override string Changes(int count) => Count(count, "update");

    public override string Rest(int count, bool isAll) => isAll ? Count(count, "item") : $"{count} more";

    public override string IsToday(string title) => $"today: {title}";

    public override string DueToday(int count) => $"{count} today";

    public override string Title(ReminderContent facts) =>
        facts.Kind switch
        {
            ReminderKind.Moved => $"Day changed: {facts.SubjectEn ?? facts.SubjectVi}",
            ReminderKind.Cancelled => $"No longer on the calendar: {facts.SubjectEn ?? facts.SubjectVi}",
            ReminderKind.Done when facts.Of == ReminderKind.Assignment => $"Answered: {facts.SubjectEn ?? facts.SubjectVi}",
            ReminderKind.Done => $"All received: {facts.SubjectEn ?? facts.SubjectVi}",
            ReminderKind.Expired => $"Past, not reminded in time: {facts.SubjectEn ?? facts.SubjectVi}",
            _ => ReminderTitle.En(facts),
        };

    public override string ShortTitle(ReminderContent facts) => Title(facts);

    public override string Later(AnswerAction choice) =>
        choice switch
        {
            AnswerAction.Tomorrow => "Remind me tomorrow",
            AnswerAction.NextWeek => "Remind me in a week",
            AnswerAction.NextMonth => "Remind me in a month",
            _ => "Remind me in 3 working days",
        };

    public override string YearListTag(int year) => $"[List of {year}]";

    public override string YearListHeading(int year) => $"Anniversaries of {year}";

    public override string YearListIntro(YearListContent list, string action) =>
        $"The list has {Count(list.Days, "day")}, of which {RoundYears(list.Rounds.Count)} and {FiveYears(list.Fives)} "
        + $"(all of it in the attached file{(list.File is { } file ? $" and at {file}" : "")}). To do: {action}.";

    public override string RoundYears(int count) => $"{count} ending in 0";

    public override string FiveYears(int count) => $"{count} ending in 5";

    public override string RoundYearsTitle => "ROUND ANNIVERSARIES";

    public override string MonthOrYear(int? month, int year) =>
        month is { } known ? new DateOnly(year, known, 1).ToString("MMMM yyyy", CultureInfo.InvariantCulture) : $"{year}";

    public override string OutlookTag => "[Two weeks]";

    public override string OutlookHeading => "The next two weeks";

    public override string Week(DateOnly from, DateOnly to) =>
        $"{(from.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "WEEKEND" : "WEEK")} {Span(from, to)}";

    public override string DecisionsTitle => "TO DECIDE";

    public override IReadOnlyList<string> ToDecide(int count) => [$"{count} to decide"];

    public override string Until(DateOnly day, bool isPast) => $"By {DayWithin(day)}{(isPast ? " (past)" : "")}";

    public override string AskedBy(string asker) => $"asked for by: {asker}";

    public override string MissingTitle => "REPORTS STILL MISSING";

    public override IReadOnlyList<string> MissingReports(int count) => [$"{Count(count, "report")} incomplete"];

    public override string Summary(ReminderContent facts)
    {
        var (received, owed) = (facts.Received ?? 0, facts.Owed ?? 0);
        var parts = MissingParts(
            facts,
            name => name.StartsWith("Department of ", StringComparison.Ordinal) ? name["Department of ".Length..] : name
        );
        return $"{SetName(facts)}: received {received} of {owed} ({Percent(received, owed)}), "
            + $"{owed - received} missing{(parts is null ? "" : $" ({parts})")}";
    }

    public override string Span(DateOnly from, DateOnly to) =>
        from == to ? ShortDate(to)
        : from.Year != to.Year ? $"{ShortDate(from)} - {ShortDate(to)}"
        : from.Month != to.Month ? $"{from.ToString("d MMMM", CultureInfo.InvariantCulture)} - {ShortDate(to)}"
        : $"{from.Day} - {ShortDate(to)}";

    public override string Known(PartialDate date) =>
        date.Precision switch
        {
            DatePrecision.Day => ShortDate(new(date.Year, date.Month, date.Day)),
            DatePrecision.Month => new DateOnly(date.Year, date.Month, 1).ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            _ => date.Year.ToString(CultureInfo.InvariantCulture),
        };

    public override string Owner(string owner) => $"in charge: {owner}";

    public override string ResultOf(string assignment) => $"The result of: {assignment}";

    public override string CheckTag => "[Check of the register]";

    public override string CheckSubject => "please check and complete your record";

    public override string? Gap(RecordGap gap) =>
        gap switch
        {
            RecordGap.Missing => "missing, please complete",
            RecordGap.Incomplete => "day or month missing, please complete",
            _ => null,
        };

    public override string Anniversaries(int count) => count == 1 ? "1 anniversary" : $"{count} anniversaries";

    public override string Others(int count) => count == 1 ? "1 event or term" : $"{count} events or terms";

    static string WorkingDays(int count) => Count(count, "working day");

    static string Count(int count, string text) => count == 1 ? $"1 {text}" : $"{count} {text}s";

    protected override string RoleName(Addressee addressee) =>
        addressee.Role switch
        {
            Role.Officer => "officer",
            Role.DepartmentHead => "head of department",
            Role.OfficeChief => "chief of office",
            Role.Leader => "leaders",
            Role.ClusterHead => "head of the cluster",
            Role.AssociationOffice => "unit's office",
            _ => addressee.ToString(),
        };
}
