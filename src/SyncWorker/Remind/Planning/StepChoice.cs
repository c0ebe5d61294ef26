using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>The steps of a case that have come for one recipient, and the units they concern.</summary>
sealed record ArrivedSteps(DueItem Item, Recipient To, List<Step> Steps, List<Unit> Units)
{
    public void Add(Step step, Unit? unit)
    {
        if (!Steps.Contains(step))
        {
            Steps.Add(step);
        }

        if (unit is not null && !Units.Contains(unit))
        {
            Units.Add(unit);
        }
    }
}

/// <summary>Chooses what one recipient is told of a case on one day; each step that is not told gets a row that says why.</summary>
/// <param name="decided">Takes the rows.</param>
/// <param name="movedToday">Whom a notice of today tells that the day moved.</param>
sealed class StepChoice(
    RemindFacts facts,
    Ledger ledger,
    DateOnly today,
    List<PlannedReminder> decided,
    IReadOnlySet<(DueItemKey, string)> movedToday
)
{
    /// <summary>What is made up for at the start and the step after it lie more working days apart than this.</summary>
    const int CatchUpApart = 2;

    /// <summary>Decides which of the steps that have come is told: the newest, once, or none with the reason.</summary>
    /// <param name="start">The first day that counts.</param>
    /// <param name="rows">The ledger of the case.</param>
    public void Choose(ArrivedSteps arrived, DateOnly start, List<LedgerEntry> rows)
    {
        if (WithoutToldOfMove(arrived, rows) is { Count: > 0 } open)
        {
            ChooseNewest(arrived with { Steps = [.. open.OrderBy(step => step.SendOn).ThenBy(step => step.Raw)] }, start, rows);
        }
    }

    void ChooseNewest(ArrivedSteps arrived, DateOnly start, List<LedgerEntry> rows)
    {
        var (dueItem, to, steps, _) = arrived;
        var own = rows.Where(row => row.Recipient == to.Key).ToList();
        var told = own.Where(row => row.WasNotified).MaxBy(row => row.SendOn);
        var newest = steps[^1];
        foreach (var older in steps.SkipLast(1))
        {
            Write(
                dueItem,
                to,
                older,
                older.SendOn < start ? LedgerState.Skipped : LedgerState.Superseded,
                older.SendOn < start ? $"before start {start:yyyy-MM-dd}"
                    : older.SendOn == newest.SendOn ? $"falls on the same day as \"{newest.Name}\": one mail"
                    : $"\"{newest.Name}\" is newer"
            );
        }

        if (told is not null && (told.SendOn > newest.SendOn || (told.SendOn == newest.SendOn && told.SendOn != today)))
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"\"{told.Step}\" was newer");
        }
        else if (ToldBefore(dueItem, own, newest) is { } later)
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"\"{later.Step}\" was told on {later.SendOn:yyyy-MM-dd}");
        }
        else if (Snoozes.Until(own.Where(row => row.Day == dueItem.Day), dueItem, facts.Calendar) is { } until && today < until)
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"snoozed until {until:yyyy-MM-dd}");
        }
        else if (newest.SendOn < start && dueItem.Day < today && !dueItem.IsChasedFromBefore)
        {
            Write(dueItem, to, newest, LedgerState.Skipped, $"before start {start:yyyy-MM-dd}");
        }
        else if (newest.SendOn < start && !IsKnownTo(dueItem, to) && SoonAfter(dueItem, newest) is { } next)
        {
            Write(
                dueItem,
                to,
                newest,
                LedgerState.Skipped,
                $"before start {start:yyyy-MM-dd}; \"{next.Name}\" comes on {next.SendOn:yyyy-MM-dd}, too soon after it"
            );
        }
        else if (dueItem.ExpiresOn is { } last && today > last)
        {
            Write(
                dueItem,
                to,
                newest,
                LedgerState.Expired,
                $"the day passed on {dueItem.Day:yyyy-MM-dd}, a late mail was of use until {last:yyyy-MM-dd}"
            );
        }
        else if (
            !newest.IsOverdue
            && rows.Exists(row =>
                row.State == LedgerState.Acknowledged
                && row.Day == dueItem.Day
                && (row.Recipient == to.Key || row.Recipient == LedgerEntry.Everybody)
            )
        )
        {
            Write(dueItem, to, newest, LedgerState.Skipped, "acknowledged before");
        }
        else
        {
            Mail(arrived, newest, start);
        }
    }

    /// <summary>Something was decided for the recipient before, though it may have been taken back.</summary>
    bool IsKnownTo(DueItem dueItem, Recipient to) => ledger.RowsOf(dueItem.Key).Any(row => row.Recipient == to.Key);

    /// <summary>The next step to the same roles, when it comes so soon that one from before the start need not be made up for.</summary>
    Step? SoonAfter(DueItem dueItem, Step newest) =>
        dueItem.Steps.FirstOrDefault(step => step.SendOn > today && step.To.Intersect(newest.To).Any()) is { } next
        && facts.Calendar.WorkingDaysBetween(today, next.SendOn) <= CatchUpApart
            ? next
            : null;

    /// <summary>
    /// A step of a later day that was told with the notice before a break: an earlier one that was missed has nothing to say any more.
    /// </summary>
    LedgerEntry? ToldBefore(DueItem dueItem, List<LedgerEntry> own, Step newest) =>
        newest.IsOverdue || newest.SendOn >= today
            ? null
            : own.Find(row =>
                row.WasNotified
                && row.Day == dueItem.Day
                && dueItem.Steps.Any(step => step.Name == row.Step && !step.IsOverdue && step.Raw > newest.Raw)
            );

    void Mail(ArrivedSteps arrived, Step step, DateOnly start)
    {
        var (dueItem, to, _, units) = arrived;
        var late = step.SendOn < today && step.SendOn >= start;
        var on = step.SendOn < start ? today : step.SendOn; // the newest from before the start is no late one: today is its day
        var why =
            step.SendOn == today ? step.Why
            : late ? $"{step.Why}; late by {new Lead(facts.Calendar.WorkingDaysBetween(step.SendOn, today), LeadUnit.WorkingDays)}"
            : $"{step.Why}; the newest step from before the start, {start:yyyy-MM-dd}";
        decided.Add(
            new()
            {
                Item = dueItem.Key,
                Step = step.Name,
                Recipient = to.Key,
                Day = dueItem.Day,
                SendOn = on,
                State = late ? LedgerState.Late : LedgerState.Due,
                Reason = $"{dueItem.DayWhy}; {why}; {to.Role} is {to.Key}{to.ForWhom}",
                Facts = RecipientContent.Complete(dueItem, step, to, units, ledger, facts, today) with
                {
                    LateWorkingDays = late ? facts.Calendar.WorkingDaysBetween(step.SendOn, today) : null,
                },
                UsefulUntil = dueItem.ExpiresOn,
                To = to,
            }
        );
    }

    /// <summary>Adds a row that is only recorded, or shown to who missed it.</summary>
    public void Write(DueItem dueItem, Recipient to, Step step, LedgerState state, string reason) =>
        decided.Add(
            new()
            {
                Item = dueItem.Key,
                Step = step.Name,
                Recipient = to.Key,
                Day = dueItem.Day,
                SendOn = step.SendOn,
                State = state,
                Reason = $"{dueItem.DayWhy}; {step.Why}; {reason}",
                Facts =
                    state == LedgerState.Expired
                        ? ReminderTitle.Expired(dueItem.Facts with { WhyVi = to.WhyVi, WhyEn = to.WhyEn })
                        : dueItem.Facts,
                To = state == LedgerState.Expired ? to : null,
            }
        );

    /// <summary>What a moved day need not say again: what the notice says today, and what was told of a day near by.</summary>
    List<Step> WithoutToldOfMove(ArrivedSteps arrived, List<LedgerEntry> rows)
    {
        var (dueItem, to, steps, _) = arrived;
        List<Step> open = [];
        foreach (var step in steps)
        {
            if (movedToday.Contains((dueItem.Key, to.Key)))
            {
                Write(dueItem, to, step, LedgerState.Superseded, "the day moved, which is told today");
            }
            else if (rows.Find(row => row.Recipient == to.Key && IsNearby(row, dueItem.Day, step)) is { } told)
            {
                Write(
                    dueItem,
                    to,
                    step,
                    LedgerState.Superseded,
                    $"told on {told.SendOn:yyyy-MM-dd} of {told.Day:yyyy-MM-dd}, a day near by"
                );
            }
            else
            {
                open.Add(step);
            }
        }

        return open;
    }

    /// <summary>
    /// The step told of another day, and comes again sooner after that than its own lead is long: 5 days before, two days later.
    /// </summary>
    static bool IsNearby(LedgerEntry row, DateOnly day, Step step) =>
        row is { WasNotified: true, IsUnsent: false }
        && row.Step == step.Name
        && row.Day != day
        && step.SendOn.DayNumber - row.SendOn.DayNumber < Math.Abs(day.DayNumber - step.SendOn.DayNumber);
}
