using System.Globalization;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// "Three things to decide" at the head of the leaders' outlook. Pure:
/// <list type="number">
/// <item>A department whose units owe a report for more than 7 working days (after the draft letter of the last step): how to go on.</item>
/// <item>A conclusion or a petition that is as late: how to go on.</item>
/// <item>A year ending in 0 whose first step was told, which no event covers and nobody has taken: how it is celebrated, while there is time
/// to prepare it.</item>
/// <item>The newest change of the register that the guard holds: whether it is applied.</item>
/// <item>The worst of each kind come first, then the next of each kind, until there are three.</item>
/// </list>
/// </summary>
static class LeaderDecisions
{
    const int Most = 3;
    const int OverdueWorkingDays = 7;

    /// <summary>The last day to decide on what is overdue: so many working days after it was due, two weeks after it is first asked for.</summary>
    const int LastOverdueWorkingDays = OverdueWorkingDays + 10;

    /// <summary>
    /// The last day to decide how a day is celebrated: so many working days before it, when the letters are drafted. After it there is
    /// nothing left to decide.
    /// </summary>
    const int LastRoundWorkingDays = 15;

    public static IReadOnlyList<LeaderDecision> Find(DueItemIndex items, RemindFacts facts, Ledger ledger, DateOnly today)
    {
        List<LeaderDecision>[] kinds =
        [
            [.. items.Items.SelectMany(dueItem => OverdueReports(dueItem, facts, today)).OrderByDescending(at => at.Weight)],
            [
                .. items
                    .Items.Where(dueItem => IsOverdueAssignment(dueItem, facts, today))
                    .Select(dueItem => Assignment(dueItem, facts, today)),
            ],
            [.. items.Items.Where(dueItem => IsOpenRound(dueItem, facts, ledger, today)).Select(dueItem => Round(dueItem, facts, today))],
            [.. facts.HeldChanges.Where(held => held.Until >= today).OrderByDescending(held => held.Since).Take(1).Select(Held)],
        ];
        return
        [
            .. kinds
                .SelectMany(kind =>
                    kind.OrderByDescending(at => at.Weight).ThenBy(at => at.Until).Select((decision, rank) => (decision, rank))
                )
                .OrderBy(at => at.rank)
                .Take(Most)
                .Select(at => at.decision)
                .OrderBy(decision => decision.Until),
        ];
    }

    static IEnumerable<LeaderDecision> OverdueReports(DueItem dueItem, RemindFacts facts, DateOnly today)
    {
        if (dueItem.Units.Count == 0 || !Outlook.IsMissing(dueItem, facts, today))
        {
            return [];
        }

        var late = facts.Calendar.WorkingDaysBetween(dueItem.Day, today);
        return late <= OverdueWorkingDays
            ? []
            : dueItem
                .Units.GroupBy(unit => unit.Scope.Department)
                .Select(own => (Department: own.Key, Missing: own.Count(unit => unit.IsOpen), Owed: own.Count()))
                .Where(own => own.Missing > 0)
                .Select(own =>
                    Ask(own.Department, facts, today) with
                    {
                        Key = $"{dueItem.Key}:{own.Department}",
                        Weight = own.Missing,
                        Until = facts.Calendar.AddWorking(dueItem.Day, LastOverdueWorkingDays),
                        Vi = Text(
                            $"{own.Department}: {own.Missing:00}/{own.Owed:00} đơn vị chưa gửi {dueItem.Facts.SubjectVi}, quá hạn {late:00} ngày làm việc; quyết định cách đôn đốc hoặc gia hạn"
                        ),
                        En = Text(
                            $"{DepartmentEn(own.Department, facts)}: {own.Missing} of {own.Owed} units have not sent \"{dueItem.Facts.SubjectEn ?? dueItem.Facts.SubjectVi}\", {late} working days overdue; decide how to go on, or on more time"
                        ),
                    }
                );
    }

    static bool IsOverdueAssignment(DueItem dueItem, RemindFacts facts, DateOnly today) =>
        dueItem is { Facts.Kind: ReminderKind.Assignment, Closed: null }
        && dueItem.Day >= dueItem.KnownOn
        && dueItem.Day < today
        && facts.Calendar.WorkingDaysBetween(dueItem.Day, today) > OverdueWorkingDays;

    static LeaderDecision Assignment(DueItem dueItem, RemindFacts facts, DateOnly today)
    {
        var late = facts.Calendar.WorkingDaysBetween(dueItem.Day, today);
        return Ask(dueItem.Scope.Department, facts, today) with
        {
            Key = dueItem.Key.ToString(),
            Weight = late,
            Until = facts.Calendar.AddWorking(dueItem.Day, LastOverdueWorkingDays),
            Vi = Text($"{ReminderTitle.Vi(dueItem.Facts)}: quá hạn {late:00} ngày làm việc, chưa có kết quả; quyết định hướng xử lý"),
            En = Text($"{ReminderTitle.En(dueItem.Facts)}: {late} working days overdue, no answer yet; decide how to go on"),
        };
    }

    static bool IsOpenRound(DueItem dueItem, RemindFacts facts, Ledger ledger, DateOnly today) =>
        dueItem is { Facts.Milestone: Milestone.Round10, CoveredBy: null, IsOutlookOnly: false, Closed: null }
        && LastDay(dueItem, facts) >= today
        && ledger.RowsOf(dueItem.Key) is { Count: > 0 } rows
        && rows.Any(row => row.WasNotified)
        && !rows.Any(row => row.State == LedgerState.Acknowledged);

    static DateOnly LastDay(DueItem round, RemindFacts facts) => facts.Calendar.AddWorking(round.Day, -LastRoundWorkingDays);

    // First while it goes into the plan, by the second step; where that has passed, by the last day. Neither moves from week to week.
    static DateOnly DecideBy(DueItem round, RemindFacts facts, DateOnly today)
    {
        var last = LastDay(round, facts);
        return
            round.Steps.Select(step => step.SendOn).Order().Skip(1).FirstOrDefault(last) is var second && second >= today && second < last
            ? second
            : last;
    }

    static LeaderDecision Round(DueItem dueItem, RemindFacts facts, DateOnly today)
    {
        return Ask(dueItem.Scope.Department, facts, today) with
        {
            Key = dueItem.Key.ToString(),
            Until = DecideBy(dueItem, facts, today),
            Vi = $"{ReminderTitle.Vi(dueItem.Facts)} (ngày {DayText.DayFirst(dueItem.Day)}); quyết định quy mô, hình thức kỷ niệm",
            En = Text($"{ReminderTitle.En(dueItem.Facts)} ({dueItem.Day:d MMMM yyyy}); decide how it is celebrated"),
        };
    }

    static LeaderDecision Held(HeldChange held) =>
        new()
        {
            Key = $"plan:{held.Hash}",
            Until = held.Until,
            AskedByVi = "Bộ phận kỹ thuật",
            AskedByEn = "IT",
            Vi = $"Thay đổi lớn của sổ đăng ký chờ duyệt từ ngày {DayText.DayFirst(held.Since)}; duyệt hay không duyệt",
            En = Text($"A large change of the register is held since {held.Since:d MMMM yyyy}; approve it or not"),
        };

    // The head of the department asks; a department without one asks itself.
    static LeaderDecision Ask(string? department, RemindFacts facts, DateOnly today)
    {
        var head = new RecipientFinder(facts).Find(Role.DepartmentHead, new() { Department = department }, today).FirstOrDefault();
        return new()
        {
            Key = "",
            Vi = "",
            En = "",
            AskedByVi = head?.PositionVi ?? department,
            AskedByEn = head?.PositionEn ?? DepartmentEn(department, facts),
        };
    }

    static string? DepartmentEn(string? department, RemindFacts facts) =>
        facts.Staff.Staff.FirstOrDefault(position => position.Department == department)?.DepartmentEn ?? department;

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Something that leaders are asked to decide.</summary>
sealed record LeaderDecision
{
    /// <summary>What it is about, for the ledger.</summary>
    public required string Key { get; init; }

    /// <summary>The last day for it.</summary>
    public DateOnly Until { get; init; }

    public required string Vi { get; init; }

    public required string En { get; init; }

    /// <summary>Who asks for it: "Trưởng Ban Châu Âu"; null when nobody is known.</summary>
    public string? AskedByVi { get; init; }

    /// <inheritdoc cref="AskedByVi"/>
    public string? AskedByEn { get; init; }

    /// <summary>How many units it is about: the more, the sooner it is named.</summary>
    public int Weight { get; init; }
}
