using System;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind;

/// <summary>What people ask of reminders and answer to them: explain, acknowledge, snooze.</summary>
sealed class ReminderCommands(SyncStore store, SyncConfig config)
{
    /// <summary>The cases a key means: a ledger number, <c>rule/subject/period</c>, or a part of one.</summary>
    public async Task<IReadOnlyList<Explanation>> ExplainAsync(string key, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var facts = await RemindReader.FactsAsync(db, config, today, cancellationToken);
        var items = DueItemIndex.Build(facts, today, today);
        var wanted = await FindEntryAsync(db, key, cancellationToken) is { } row ? new DueItemKey(row.Rule, row.Subject, row.Period) : (DueItemKey?)null;
        var text = Trim(key);
        var known = await db.Ledger.Select(occurrence => new { occurrence.Rule, occurrence.Subject, occurrence.Period }).Distinct().ToListAsync(cancellationToken);
        List<DueItemKey> keys = wanted is { } itemKey
            ? [itemKey]
            : known.Select(found => new DueItemKey(found.Rule, found.Subject, found.Period)).Concat(items.ByKey.Keys).Distinct()
                .Where(found => found.Rule != Outlook.Rule || text.StartsWith(Outlook.Rule, StringComparison.Ordinal)) // its key holds the key of what it shows
                .Where(found => found.ToString() == text || found.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))
                .OrderBy(found => found.ToString(), StringComparer.Ordinal).ToList();
        keys = keys.Exists(found => found.ToString() == text) ? [.. keys.Where(found => found.ToString() == text)] : keys;

        var rows = await RowsAsync(db, keys.Count == 1 ? keys : [], cancellationToken);
        return [.. keys.Select(found => Explanation.Create(found, items.ByKey.GetValueOrDefault(found), facts, rows, today))];
    }

    /// <summary>"Đã nhận việc": no more reminders ahead of the day; an overdue report is chased nevertheless.</summary>
    public Task<int> AcknowledgeAsync(string key, string? recipient, bool all, DateOnly today, CancellationToken cancellationToken) =>
        AnswerAsync(key, recipient, all, today, row =>
        {
            row.State = LedgerState.Acknowledged;
            row.Reason += Day("; acknowledged on ", today);
        }, new(StepKind.Acknowledged), cancellationToken);

    /// <summary>"Nhắc lại sau": silent until the day, then named once more.</summary>
    public Task<int> SnoozeAsync(string key, DateOnly until, string? recipient, bool all, DateOnly today, CancellationToken cancellationToken) =>
        AnswerAsync(key, recipient, all, today, row =>
        {
            row.State = LedgerState.Snoozed;
            row.SnoozedUntil = until;
            row.Reason += Day("; snoozed on ", today) + Day(" until ", until);
        }, null, cancellationToken);

    /// <returns>How many rows were answered; 0 when the key means nothing that anyone was told.</returns>
    async Task<int> AnswerAsync(string key, string? recipient, bool all, DateOnly today, Action<LedgerEntry> answer, ReminderStep? marker, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var meant = await FindEntryAsync(db, key, cancellationToken);
        if (meant is null && Parts(key) is not { Length: 3 })
        {
            return 0;
        }

        var parts = meant is null ? Parts(key) : [meant.Rule, meant.Subject, meant.Period];
        recipient ??= all ? null : meant?.Recipient;
        var (rule, subject, period) = (parts[0], parts[1], parts[2]);
        var rows = (await db.Ledger.AsTracking().Where(row => row.Rule == rule && row.Subject == subject && row.Period == period).ToListAsync(cancellationToken))
            .Where(row => row.State is LedgerState.Due or LedgerState.Late or LedgerState.Sent or LedgerState.SentLate or LedgerState.Snoozed)
            .Where(row => all || row.Recipient == recipient)
            .GroupBy(row => row.Recipient)
            .Select(own => own.MaxBy(row => row.SendOn)!)
            .ToList();
        rows.ForEach(answer);
        if (all && marker is { } step && rows.Count > 0 && !await db.Ledger.AnyAsync(row => row.Rule == rule && row.Subject == subject && row.Period == period && row.Step == step, cancellationToken))
        {
            db.Ledger.Add(new()
            {
                Rule = rule,
                Subject = subject,
                Period = period,
                Step = step,
                Recipient = LedgerRow.Everybody,
                Day = rows[0].Day,
                SendOn = today,
                State = LedgerState.Acknowledged,
                Reason = Day("acknowledged for all on ", today),
                Facts = rows[0].Facts,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    static async Task<LedgerEntry?> FindEntryAsync(SyncDb db, string key, CancellationToken cancellationToken) =>
        long.TryParse(key.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.Ledger.FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;

    async Task<IReadOnlyList<ExplainedRow>> RowsAsync(SyncDb db, List<DueItemKey> keys, CancellationToken cancellationToken)
    {
        if (keys is not [var key])
        {
            return [];
        }

        var rows = await (
            from row in db.Ledger
            where row.Rule == key.Rule && row.Subject == key.Subject && row.Period == key.Period
            join mail in db.Outbox on row.OutboxId equals mail.Id into mails
            from mail in mails.DefaultIfEmpty()
            orderby row.Id
            select new { row, mail }).ToListAsync(cancellationToken);
        return [.. rows.Select(at => new ExplainedRow(RemindReader.Map(at.row), at.row.Reason)
        {
            Mail = at.mail?.State,
            MailDay = at.mail?.Day,
            MailReason = at.mail?.Reason,
            SentAt = at.mail?.SentAt is { } sent ? TimeZoneInfo.ConvertTime(sent, config.Zone).DateTime : null,
        })];
    }

    /// <summary>Rule, subject and period. The subject of an outlook's line is itself the key of what it shows.</summary>
    static string[] Parts(string key)
    {
        var parts = Trim(key).Split('/');
        return parts is [Outlook.Rule, .. var subject, var week] ? [Outlook.Rule, string.Join('/', subject), week] : parts;
    }

    static string Trim(string key) => key.Trim().TrimStart('#');

    static string Day(string words, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{words}{day:yyyy-MM-dd}");
}
