using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>One mail of a preview.</summary>
/// <param name="Day">The day it leaves.</param>
sealed record PlannedMail(DateOnly Day, string Recipient, string? Address)
{
    /// <summary>It stands in the ledger; else it was computed.</summary>
    public required bool IsRecorded { get; init; }

    public required IReadOnlyList<PlannedReminder> Reminders { get; init; }
}

/// <summary>Who gets what, when and why: from the ledger for what has been, computed for what is to come.</summary>
static class RemindPreview
{
    /// <param name="isRehearsal">Today is a day that was asked for with --as-of.</param>
    public static async Task<IReadOnlyList<PlannedMail>> ReadAsync(
        SyncStore store,
        StageSettings<RemindOptions> settings,
        DateOnly today,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken,
        bool isRehearsal = false
    )
    {
        await using var db = store.Open();
        // A store in which the stage has never run has no past to show: all of the range is computed.
        var hasRun = await db.Runs.AnyAsync(run => run.Stage == "remind" && run.Outcome != RunOutcome.Running, cancellationToken);
        var first = hasRun || from > today ? today : from;
        // A range that begins before today is gone through as if its days were lived.
        var facts = await RemindReader.FactsAsync(db, settings, first, cancellationToken, isRehearsal || first < today);
        var items = DueItemIndex.Build(facts, first, to > first ? to : first);
        var ledger = await RemindReader.LedgerAsync(db, facts, items, first, cancellationToken);
        var mails = await RecordedAsync(db, from, to, cancellationToken);
        if (to >= first)
        {
            mails.AddRange(
                Preview
                    .Run(facts, ledger, first, to, items: items)
                    .Where(plan => plan.Today >= from)
                    .SelectMany(plan => Computed(plan, today))
            );
        }

        return
        [
            .. mails
                .OrderBy(mail => mail.Day)
                .ThenBy(mail => mail.Recipient, StringComparer.Ordinal)
                .ThenByDescending(mail => mail.IsRecorded),
        ];
    }

    static async Task<List<PlannedMail>> RecordedAsync(SyncDb db, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var rows = await (
            from row in db.Ledger
            join mail in db.Outbox on row.OutboxId equals mail.Id
            where mail.Day >= @from && mail.Day <= to
            select new
            {
                row,
                mail.Day,
                mail.Address,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(at => (at.Day, at.row.Recipient, at.Address))
                .Select(mail => new PlannedMail(mail.Key.Day, mail.Key.Recipient, mail.Key.Address)
                {
                    IsRecorded = true,
                    Reminders = Ordered(mail.Select(at => Reminder(at.row))),
                }),
        ];
    }

    static IEnumerable<PlannedMail> Computed(Plan plan, DateOnly today) =>
        plan
            .Reminders.Where(reminder => reminder.To is not null)
            .Concat(plan.Outlook)
            .GroupBy(reminder => (reminder.Recipient, reminder.To!.Address, reminder.MailKind))
            .Select(mail => new PlannedMail(plan.Today, mail.Key.Recipient, mail.Key.Address)
            {
                IsRecorded = false,
                Reminders = Ordered(
                    mail.Select(reminder =>
                        reminder.State == LedgerState.Due && plan.Today > today ? reminder with { State = LedgerState.Planned } : reminder
                    )
                ),
            });

    static PlannedReminder Reminder(LedgerEntry row) =>
        new()
        {
            Item = row.Item,
            Step = row.Step,
            Recipient = row.Recipient,
            Day = row.Day,
            SendOn = row.SendOn,
            State = row.State,
            Reason = row.Reason,
            Facts = ReminderContent.FromJson(row.Facts),
            UsefulUntil = row.UsefulUntil,
        };

    static IReadOnlyList<PlannedReminder> Ordered(IEnumerable<PlannedReminder> reminders) =>
        [.. reminders.OrderBy(reminder => reminder.Day).ThenBy(reminder => reminder.Item.ToString(), StringComparer.Ordinal)];
}
