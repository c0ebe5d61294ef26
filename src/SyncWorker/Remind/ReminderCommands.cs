using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Keeps what people answer to a reminder: acknowledged, or snoozed until a day.</summary>
sealed class ReminderCommands(SyncStore store)
{
    /// <summary>
    /// "Đã nhận việc": no more reminders ahead of the day; an overdue report is chased nevertheless. "Đã gửi, đã xong" is the same, told
    /// apart in the reason.
    /// </summary>
    public Task<int> AcknowledgeAsync(
        string key,
        string? recipient,
        bool all,
        DateOnly today,
        CancellationToken cancellationToken,
        bool isDone = false,
        SyncDb? within = null
    ) =>
        AnswerAsync(
            key,
            recipient,
            all,
            today,
            row =>
            {
                row.State = LedgerState.Acknowledged;
                row.Reason += Day(isDone ? "; done on " : "; acknowledged on ", today);
            },
            new(StepKind.Acknowledged),
            within,
            cancellationToken
        );

    /// <summary>"Không phải việc của tôi": kept with the reminder; the next ones come as before, until somebody has the task.</summary>
    public Task<int> DeclineAsync(
        string key,
        string recipient,
        DateOnly today,
        CancellationToken cancellationToken,
        SyncDb? within = null
    ) =>
        AnswerAsync(
            key,
            recipient,
            all: false,
            today,
            row => row.Reason += Day("; said to be not their task on ", today),
            null,
            within,
            cancellationToken
        );

    /// <summary>"Nhắc lại sau": silent until the day, then named once more.</summary>
    public Task<int> SnoozeAsync(
        string key,
        DateOnly until,
        string? recipient,
        bool all,
        DateOnly today,
        CancellationToken cancellationToken,
        SyncDb? within = null
    ) =>
        AnswerAsync(
            key,
            recipient,
            all,
            today,
            row =>
            {
                row.State = LedgerState.Snoozed;
                row.SnoozedUntil = until;
                row.Reason += Day("; snoozed on ", today) + Day(" until ", until);
            },
            null,
            within,
            cancellationToken
        );

    /// <summary>What is open of a recipient: in mails that have not left, and put off.</summary>
    public async Task<(int Unsent, int Snoozed)> CountOpenAsync(string recipient, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var own = db.Ledger.Where(row => row.Recipient == recipient);
        return (
            await own.CountAsync(row => row.State == LedgerState.Due || row.State == LedgerState.Late, cancellationToken),
            await own.CountAsync(row => row.State == LedgerState.Snoozed, cancellationToken)
        );
    }

    /// <summary>What one recipient put off is named again to another, who takes its work over.</summary>
    public async Task MoveSnoozesAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (from == to)
        {
            return;
        }

        await using var db = store.OpenDurable();
        await db
            .Ledger.Where(row =>
                row.Recipient == from
                && row.State == LedgerState.Snoozed
                && !db.Ledger.Any(other =>
                    other.Recipient == to
                    && other.Rule == row.Rule
                    && other.Subject == row.Subject
                    && other.Period == row.Period
                    && other.Step == row.Step
                    && other.Day == row.Day
                )
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Recipient, to)
                        .SetProperty(row => row.Reason, row => row.Reason + $"; taken over from {from}"),
                cancellationToken
            );
    }

    /// <param name="within">A transaction of the caller's own, who commits it; null for one of its own.</param>
    /// <returns>How many rows were answered; 0 when the key names no reminder that was sent.</returns>
    async Task<int> AnswerAsync(
        string key,
        string? recipient,
        bool all,
        DateOnly today,
        Action<LedgerEntry> answer,
        ReminderStep? marker,
        SyncDb? within,
        CancellationToken cancellationToken
    )
    {
        await using var own = within is null ? store.OpenDurable() : null;
        var db = within ?? own!;
        await using var transaction = within is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var meant = await ReminderKeys.FindEntryAsync(db, key, cancellationToken);
        if (meant is null && ReminderKeys.Parts(key) is not { Length: 3 })
        {
            return 0;
        }

        var parts = meant is null ? ReminderKeys.Parts(key) : [meant.Rule, meant.Subject, meant.Period];
        recipient ??= all ? null : meant?.Recipient;
        var (rule, subject, period) = (parts[0], parts[1], parts[2]);
        var rows = (
            await db
                .Ledger.AsTracking()
                .Where(row => row.Rule == rule && row.Subject == subject && row.Period == period)
                .ToListAsync(cancellationToken)
        )
            .Where(row =>
                row.State is LedgerState.Due or LedgerState.Late or LedgerState.Sent or LedgerState.SentLate or LedgerState.Snoozed
            )
            .Where(row => all || row.Recipient == recipient)
            .GroupBy(row => row.Recipient)
            .Select(own => own.MaxBy(row => row.SendOn)!)
            .ToList();
        rows.ForEach(answer);
        if (
            all
            && marker is { } step
            && rows.Count > 0
            && !await db.Ledger.AnyAsync(
                row => row.Rule == rule && row.Subject == subject && row.Period == period && row.Step == step && row.Day == rows[0].Day,
                cancellationToken
            )
        )
        {
            db.Ledger.Add(
                new()
                {
                    Rule = rule,
                    Subject = subject,
                    Period = period,
                    Step = step,
                    Recipient = LedgerEntry.Everybody,
                    Day = rows[0].Day,
                    SendOn = today,
                    State = LedgerState.Acknowledged,
                    Reason = Day("acknowledged for all on ", today),
                    Facts = rows[0].Facts,
                }
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return rows.Count;
    }

    static string Day(string words, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{words}{day:yyyy-MM-dd}");
}
