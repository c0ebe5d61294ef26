using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Explains reminders: why each was sent, was late or was not sent.</summary>
sealed class ReminderQueries(SyncStore store, StageSettings<RemindOptions> settings)
{
    /// <summary>The reminders that a key names: a ledger number, <c>rule/subject/period</c>, or a part of one.</summary>
    /// <param name="isRehearsal">Today is a day that was asked for with --as-of.</param>
    public async Task<IReadOnlyList<Explanation>> ExplainAsync(
        string key,
        DateOnly today,
        CancellationToken cancellationToken,
        bool isRehearsal = false
    )
    {
        await using var db = store.Open();
        var facts = await RemindReader.FactsAsync(db, settings, today, cancellationToken, isRehearsal);
        // The days of a paused rule are explained too: that it is paused is the answer.
        var items = DueItemIndex.Build(facts with { PausedRules = new Dictionary<string, PausedUntil>() }, today, today);
        var wanted = await ReminderKeys.FindEntryAsync(db, key, cancellationToken) is { } row
            ? new DueItemKey(row.Rule, row.Subject, row.Period)
            : (DueItemKey?)null;
        var text = ReminderKeys.Trim(key);
        var known = await db
            .Ledger.Select(occurrence => new
            {
                occurrence.Rule,
                occurrence.Subject,
                occurrence.Period,
            })
            .Distinct()
            .ToListAsync(cancellationToken);
        List<DueItemKey> keys = wanted is { } itemKey
            ? [itemKey]
            : known
                .Select(found => new DueItemKey(found.Rule, found.Subject, found.Period))
                .Concat(items.ByKey.Keys)
                .Distinct()
                // Its key holds the key of what it shows
                .Where(found => found.Rule != Outlook.Rule || text.StartsWith(Outlook.Rule, StringComparison.Ordinal))
                .Where(found => found.ToString() == text || found.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))
                .OrderBy(found => found.ToString(), StringComparer.Ordinal)
                .ToList();
        keys = keys.Exists(found => found.ToString() == text) ? [.. keys.Where(found => found.ToString() == text)] : keys;

        var rows = await RowsAsync(db, keys.Count == 1 ? keys : [], cancellationToken);
        return [.. keys.Select(found => Explanation.Create(found, items.ByKey.GetValueOrDefault(found), facts, rows, today))];
    }

    /// <summary>The day that a reminder is about; null when the key names none that was decided.</summary>
    public async Task<DateOnly?> DayAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (await ReminderKeys.FindEntryAsync(db, key, cancellationToken) is { } entry)
        {
            return entry.Day;
        }

        return ReminderKeys.Parts(key) is [var rule, var subject, var period]
            ? await db
                .Ledger.Where(row => row.Rule == rule && row.Subject == subject && row.Period == period)
                .MaxAsync(row => (DateOnly?)row.Day, cancellationToken)
            : null;
    }

    async Task<IReadOnlyList<(LedgerEntry Entry, OutboxMail? Mail)>> RowsAsync(
        SyncDb db,
        List<DueItemKey> keys,
        CancellationToken cancellationToken
    )
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
            select new { row, mail }
        ).ToListAsync(cancellationToken);
        foreach (var mail in rows.Select(at => at.mail).OfType<OutboxMail>())
        {
            mail.SentAt = mail.SentAt is { } sent ? TimeZoneInfo.ConvertTime(sent, settings.Union.Zone) : null;
        }

        return [.. rows.Select(at => (at.row, (OutboxMail?)at.mail))];
    }
}
