using System.Globalization;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// The weekly outlook: the rest of this week and the two office weeks after it, Monday to Sunday, once for each position that wants it.
/// Pure, like the planner, and beside it: its rows have a rule of their own, so they answer, supersede and expire nothing.
/// <list type="number">
/// <item>On the last working day of a week; a week without any has none. Was the service off on that day, or has the mail not left, it
/// is made on the next run, within 3 working days, late and for the days from then on.</item>
/// <item>Take every open case whose day lies in the window, whatever step it is at.</item>
/// <item>Its readers hold a role that one of its steps goes to; heads read all of their department, leaders and the chief of office
/// all of the union: a line a report, without names, and after its day what is still missing. Leaders have what is theirs to decide at
/// its head (<see cref="LeaderDecisions"/>).</item>
/// <item>Who has had an outlook for this week gets no second one.</item>
/// </list>
/// </summary>
static class Outlook
{
    /// <summary>The rule of its rows in the ledger.</summary>
    public const string Rule = "weekly-outlook";

    /// <summary>The weeks after the one in which it is made.</summary>
    const int Weeks = 2;

    /// <summary>A report that is missing is told to leaders for so many days after it was due.</summary>
    const int MissingDays = 60;

    /// <summary>A mail that could not leave is still of use for so many working days.</summary>
    const int UsefulWorkingDays = 3;

    /// <summary>How far an outlook that was missed is looked for: Tết with the weekends around it takes half of it.</summary>
    const int LongestBreakDays = 31;

    static readonly Addressee[] s_overview = [Role.DepartmentHead, Role.OfficeChief, Role.Leader];

    public static bool IsOn(DateOnly day, WorkCalendar calendar) => calendar.Back(day.AddDays((7 - (int)day.DayOfWeek) % 7)) == day;

    /// <param name="lastRun">The last day before today that was planned; null when nothing ever was, and then no outlook was
    /// missed.</param>
    /// <param name="remakesUnsent">One that has not left is made anew; a preview takes it as sent.</param>
    public static IReadOnlyList<PlannedReminder> Decide(
        DueItemIndex items,
        RemindFacts facts,
        Ledger ledger,
        DateOnly today,
        DateOnly? lastRun = null,
        bool remakesUnsent = false
    )
    {
        if (
            MeantFor(today, lastRun, remakesUnsent ? ledger : null, facts.Calendar) is not { } meant
            || !facts.Staff.Staff.Any(position => position.Mail.Contains(MailKind.Weekly))
        )
        {
            return [];
        }

        var week = Week(meant);
        var told = ledger
            .Rows.Where(row => row.Item.Rule == Rule && row.Item.Period == week && !(remakesUnsent && row.IsUnsent && meant < today))
            .Select(row => row.Recipient)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. facts
                .SetAside.Each(
                    Rule,
                    items
                        .Items.Where(dueItem => Stands(dueItem, facts, today, meant) || IsMissing(dueItem, facts, today))
                        .OrderBy(dueItem => dueItem.Day)
                        .ThenBy(dueItem => dueItem.Key.ToString(), StringComparer.Ordinal),
                    dueItem => (dueItem.Subject, ReminderTitle.Vi(dueItem.Facts)),
                    dueItem => Lines(dueItem, week, meant, facts, ledger, today)
                )
                .Concat(Decisions(items, week, meant, facts, ledger, today))
                .Where(line => !told.Contains(line.Recipient)),
        ];
    }

    /// <summary>Today, or the day whose outlook was missed or has not left; null when none is to be made.</summary>
    static DateOnly? MeantFor(DateOnly today, DateOnly? lastRun, Ledger? ledger, WorkCalendar calendar)
    {
        if (IsOn(today, calendar))
        {
            return today;
        }

        // A break may be longer than a week, and a week without a working day has no outlook to miss.
        var missed = Enumerable
            .Range(1, LongestBreakDays)
            .Select(back => today.AddDays(-back))
            .TakeWhile(day => calendar.WorkingDaysBetween(day, today) <= UsefulWorkingDays)
            .FirstOrDefault(day => IsOn(day, calendar));
        return
            calendar.IsWorking(today)
            && missed != default
            && (lastRun < missed || ledger?.Open.Any(row => row.Item.Rule == Rule && row.Item.Period == Week(missed)) == true)
            ? missed
            : null;
    }

    /// <summary>The ISO week, such as <c>2026-W28</c>.</summary>
    static string Week(DateOnly day)
    {
        var at = day.ToDateTime(default);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(at)}-W{ISOWeek.GetWeekOfYear(at):00}");
    }

    /// <summary>The last day of the window: the Sunday two weeks after that of the week it is made in.</summary>
    public static DateOnly Until(DateOnly meant) => meant.AddDays((7 - (int)meant.DayOfWeek) % 7 + (7 * Weeks));

    // The list of next year's days has its own mail; its day is no day to plan for. What is made late begins with its own day.
    static bool Stands(DueItem dueItem, RemindFacts facts, DateOnly today, DateOnly meant) =>
        (meant < today ? dueItem.Day >= today : dueItem.Day > today)
        && dueItem.Day <= Until(meant)
        && dueItem.Closed is null
        && dueItem.Rule != RemindOptions.YearListRule
        && dueItem.Day >= dueItem.KnownOn
        && dueItem.Day >= facts.GoLive;

    /// <summary>A report of many units whose day has passed.</summary>
    public static bool IsMissing(DueItem dueItem, RemindFacts facts, DateOnly today) =>
        dueItem.Units.Count > 0
        && dueItem.Closed is null
        && dueItem.Day <= today
        && dueItem.Day > today.AddDays(-MissingDays)
        && (dueItem.Day >= dueItem.KnownOn || dueItem.IsChasedFromBefore)
        && dueItem.Day >= facts.GoLive;

    static IEnumerable<PlannedReminder> Lines(
        DueItem dueItem,
        string week,
        DateOnly meant,
        RemindFacts facts,
        Ledger ledger,
        DateOnly today
    )
    {
        var roles = dueItem.Steps.SelectMany(step => step.To).Where(role => !role.IsOfAssociation).Distinct().ToList();
        if (roles.Count == 0)
        {
            return []; // for an association's own mailbox; staff have one line for all of them
        }

        var finder = new RecipientFinder(facts);
        IEnumerable<Unit?> units = dueItem.Units.Count == 0 ? [null] : [.. dueItem.Units];
        return roles
            .Union(s_overview)
            .SelectMany(role => units, (role, unit) => (Unit: unit, Found: finder.Find(role, unit?.Scope ?? dueItem.Scope, today)))
            .SelectMany(at => at.Found, (at, to) => (To: to, at.Unit))
            .Where(at => at.To.Mail.Contains(MailKind.Weekly))
            .GroupBy(at => at.To.Key, StringComparer.Ordinal)
            .Select(own =>
                (
                    own.First().To,
                    Units: own.Select(at => at.Unit).OfType<Unit>().Distinct().ToList(),
                    ReadsAll: own.Any(at => at.To.Role.Role is Role.Leader or Role.OfficeChief)
                )
            )
            .Where(own => own.Units.Count == 0 || own.Units.Exists(unit => unit.IsOpen))
            // Officers and heads are told by the steps after the day.
            .Where(own => own.ReadsAll || !IsMissing(dueItem, facts, today))
            .Where(own =>
                dueItem.CoveredBy is not { } held
                || !s_overview
                    .Concat(held.Steps.SelectMany(step => step.To))
                    .Any(role => finder.Find(role, held.Scope, today).Any(to => to.Key == own.To.Key))
            )
            .Select(own =>
                Line(dueItem, week, meant, own.To, own.Units, facts, ledger, today) is var line && own.ReadsAll
                    ? line with
                    {
                        Facts = Overview(line.Facts, dueItem, facts),
                    }
                    : line
            );
    }

    static IEnumerable<PlannedReminder> Decisions(
        DueItemIndex items,
        string week,
        DateOnly meant,
        RemindFacts facts,
        Ledger ledger,
        DateOnly today
    ) =>
        from leader in new RecipientFinder(facts)
            .Find(Role.Leader, new(), today)
            .Where(leader => leader.Mail.Contains(MailKind.Weekly))
            .DistinctBy(leader => leader.Key)
        from decision in LeaderDecisions.Find(items, facts, ledger, today)
        select new PlannedReminder
        {
            Item = new(Rule, $"decision:{decision.Key}", week),
            Step = new(StepKind.Outlook),
            Recipient = leader.Key,
            Day = decision.Until,
            SendOn = meant,
            State = meant < today ? LedgerState.Late : LedgerState.Due,
            Reason = $"to be decided by {DayText.Iso(decision.Until)}; {leader.Role} is {leader.Key}",
            Facts = new()
            {
                Kind = ReminderKind.Decision,
                SubjectVi = decision.Vi,
                SubjectEn = decision.En,
                AskedByVi = decision.AskedByVi,
                AskedByEn = decision.AskedByEn,
                WhyVi = leader.WhyVi,
                WhyEn = leader.WhyEn,
            },
            UsefulUntil = facts.Calendar.AddWorking(today, UsefulWorkingDays),
            To = leader,
        };

    /// <summary>For who reads of the whole union: no names of units, nothing to do, and whose field a day lies in.</summary>
    static ReminderContent Overview(ReminderContent said, DueItem dueItem, RemindFacts facts) =>
        said with
        {
            Missing = [],
            ActionVi = null,
            ActionEn = null,
            Actions = [],
            Department = said.Owed is null ? dueItem.Scope.Department : said.Department,
            DepartmentEn = said.Owed is null
                ? facts.Staff.Staff.FirstOrDefault(position => position.Department == dueItem.Scope.Department)?.DepartmentEn
                : said.DepartmentEn,
        };

    static PlannedReminder Line(
        DueItem dueItem,
        string week,
        DateOnly meant,
        Recipient to,
        List<Unit> units,
        RemindFacts facts,
        Ledger ledger,
        DateOnly today
    ) =>
        new()
        {
            Item = new(Rule, dueItem.Key.ToString(), week),
            Step = new(StepKind.Outlook),
            Recipient = to.Key,
            Day = dueItem.Day,
            SendOn = meant,
            State = meant < today ? LedgerState.Late : LedgerState.Due,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{dueItem.DayWhy}; within the outlook of {(meant < today ? today : today.AddDays(1)):yyyy-MM-dd} to {Until(meant):yyyy-MM-dd}, {(meant < today ? $"missed on {meant:yyyy-MM-dd}, the last working day of its week, and made up for" : "made on the last working day of the week")}; {to.Role} is {to.Key}{to.ForWhom}"
            ),
            Facts = RecipientContent.Complete(
                dueItem,
                new(new(StepKind.Outlook), today, "weekly outlook") { To = [], Raw = today },
                to,
                units,
                ledger,
                facts,
                today
            ),
            UsefulUntil = facts.Calendar.AddWorking(today, UsefulWorkingDays),
            To = to,
        };
}
