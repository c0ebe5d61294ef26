using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind;

/// <summary>What people ask of reminders and answer to them: explain, acknowledge, snooze.</summary>
sealed class RemindDesk(SyncStore store, SyncConfig config)
{
    /// <summary>The cases a key means: a ledger number, <c>rule/subject/period</c>, or a part of one.</summary>
    public async Task<IReadOnlyList<Explanation>> ExplainAsync(string key, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var facts = await RemindReader.FactsAsync(db, config, today, cancellationToken);
        var book = CaseBook.For(facts, today, today);
        var wanted = await MeantAsync(db, key, cancellationToken) is { } row ? new CaseKey(row.Rule, row.Subject, row.Period) : (CaseKey?)null;
        var text = Trim(key);
        var known = await db.Occurrences.Select(one => new { one.Rule, one.Subject, one.Period }).Distinct().ToListAsync(cancellationToken);
        List<CaseKey> keys = wanted is { } one
            ? [one]
            : known.Select(found => new CaseKey(found.Rule, found.Subject, found.Period)).Concat(book.ByKey.Keys).Distinct()
                .Where(found => found.Rule != Outlook.Rule || text.StartsWith(Outlook.Rule, StringComparison.Ordinal)) // its key holds the key of what it shows
                .Where(found => found.ToString() == text || found.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))
                .OrderBy(found => found.ToString(), StringComparer.Ordinal).ToList();
        keys = keys.Exists(found => found.ToString() == text) ? [.. keys.Where(found => found.ToString() == text)] : keys;

        var rows = await RowsAsync(db, keys.Count == 1 ? keys : [], cancellationToken);
        return [.. keys.Select(found => Explanation.Of(found, book.ByKey.GetValueOrDefault(found), facts, rows, today))];
    }

    /// <summary>"Đã nhận việc": no more reminders ahead of the day; an overdue report is chased nevertheless.</summary>
    public Task<int> AcknowledgeAsync(string key, string? recipient, bool all, DateOnly today, CancellationToken cancellationToken) =>
        AnswerAsync(key, recipient, all, today, row =>
        {
            row.State = OccurrenceState.Acknowledged;
            row.Reason += Day("; acknowledged on ", today);
        }, "acknowledged", cancellationToken);

    /// <summary>"Nhắc lại sau": silent until the day, then named once more.</summary>
    public Task<int> SnoozeAsync(string key, DateOnly until, string? recipient, bool all, DateOnly today, CancellationToken cancellationToken) =>
        AnswerAsync(key, recipient, all, today, row =>
        {
            row.State = OccurrenceState.Snoozed;
            row.SnoozedUntil = until;
            row.Reason += Day("; snoozed on ", today) + Day(" until ", until);
        }, null, cancellationToken);

    /// <returns>How many rows were answered; 0 when the key means nothing that anyone was told.</returns>
    async Task<int> AnswerAsync(string key, string? recipient, bool all, DateOnly today, Action<Occurrence> answer, string? marker, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var meant = await MeantAsync(db, key, cancellationToken);
        if (meant is null && Parts(key) is not { Length: 3 })
        {
            return 0;
        }

        var parts = meant is null ? Parts(key) : [meant.Rule, meant.Subject, meant.Period];
        recipient ??= all ? null : meant?.Recipient;
        var (rule, subject, period) = (parts[0], parts[1], parts[2]);
        var rows = (await db.Occurrences.AsTracking().Where(row => row.Rule == rule && row.Subject == subject && row.Period == period).ToListAsync(cancellationToken))
            .Where(row => row.State is OccurrenceState.Due or OccurrenceState.Late or OccurrenceState.Sent or OccurrenceState.Snoozed)
            .Where(row => all || row.Recipient == recipient)
            .GroupBy(row => row.Recipient)
            .Select(own => own.MaxBy(row => row.SendOn)!)
            .ToList();
        rows.ForEach(answer);
        if (all && marker is not null && rows.Count > 0 && !await db.Occurrences.AnyAsync(row => row.Rule == rule && row.Subject == subject && row.Period == period && row.Step == marker, cancellationToken))
        {
            db.Occurrences.Add(new()
            {
                Rule = rule,
                Subject = subject,
                Period = period,
                Step = marker,
                Recipient = LedgerRow.Everybody,
                Day = rows[0].Day,
                SendOn = today,
                State = OccurrenceState.Acknowledged,
                Reason = Day("acknowledged for all on ", today),
                Facts = rows[0].Facts,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    static async Task<Occurrence?> MeantAsync(SyncDb db, string key, CancellationToken cancellationToken) =>
        long.TryParse(key.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.Occurrences.FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;

    async Task<IReadOnlyList<ToldRow>> RowsAsync(SyncDb db, List<CaseKey> keys, CancellationToken cancellationToken)
    {
        if (keys is not [var key])
        {
            return [];
        }

        var rows = await (
            from row in db.Occurrences
            where row.Rule == key.Rule && row.Subject == key.Subject && row.Period == key.Period
            join mail in db.Outbox on row.OutboxId equals mail.Id into mails
            from mail in mails.DefaultIfEmpty()
            orderby row.Id
            select new { row, mail }).ToListAsync(cancellationToken);
        return [.. rows.Select(at => new ToldRow(RemindReader.Of(at.row), at.row.Reason)
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
