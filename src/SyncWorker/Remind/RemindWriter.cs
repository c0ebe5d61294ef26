using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Writes a plan: obligations, ledger rows, one digest a recipient and day. The caller holds the transaction.</summary>
sealed class RemindWriter(SyncDb db, RemindFacts facts, long run, DateTimeOffset at)
{
    const int SqliteConstraint = 19;

    readonly List<string> _clashes = [];

    public int Obligations { get; private set; }

    public int Mails { get; private set; }

    public int Outlooks { get; private set; }

    /// <summary>Reminders that the ledger had already: set aside, so that they lose no others.</summary>
    public IReadOnlyList<string> Clashes => _clashes;

    public async Task WriteAsync(Plan plan, CancellationToken cancellationToken)
    {
        await CorrectAsync(plan, cancellationToken);
        foreach (
            var mails in plan
                .Reminders.Where(reminder => reminder.To is not null)
                .GroupBy(reminder => (reminder.Recipient, reminder.MailKind))
        )
        {
            var (recipient, kind) = mails.Key;
            var outbox = await OutboxAsync(mails.First().To!, plan.Today, kind, UsefulUntil(mails), cancellationToken);
            await InsertAsync([.. mails.Select(reminder => Row(reminder, outbox))], cancellationToken);
            foreach (var shown in plan.Shown.Where(row => row.Recipient == recipient && kind == OutboxMail.Digest))
            {
                await ShowAsync(shown, outbox, cancellationToken);
            }
        }

        await InsertAsync(
            [.. plan.Reminders.Where(reminder => reminder.To is null).Select(reminder => Row(reminder, null))],
            cancellationToken
        );
    }

    /// <summary>Adds rows together, and one by one when one of them cannot be added.</summary>
    async Task InsertAsync(IReadOnlyList<LedgerEntry> rows, CancellationToken cancellationToken)
    {
        try
        {
            db.Ledger.AddRange(rows);
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (IsClash(error))
        {
            db.ChangeTracker.Clear();
            foreach (var row in rows)
            {
                await InsertAsync(row, cancellationToken);
            }
        }

        db.ChangeTracker.Clear();
    }

    async Task InsertAsync(LedgerEntry row, CancellationToken cancellationToken)
    {
        try
        {
            db.Ledger.Add(row);
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (IsClash(error))
        {
            _clashes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Set aside: {row.Rule}/{row.Subject}/{row.Period} {row.Step} to {row.Recipient} for {row.Day:yyyy-MM-dd}: the ledger has it already. See: SyncWorker remind explain {row.Rule}/{row.Subject}/{row.Period}"
                )
            );
        }

        db.ChangeTracker.Clear();
    }

    // A unique index of the engine, whichever it is: SQLite's constraint error, SQLSTATE class 23.
    static bool IsClash(DbUpdateException error) =>
        error.InnerException is DbException inner
        && (
            inner.ErrorCode == SqliteConstraint
            || inner is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: SqliteConstraint }
            || inner.SqlState?.StartsWith("23", StringComparison.Ordinal) == true
        );

    /// <summary>What expired is shown in the mail that goes out anyway.</summary>
    async Task ShowAsync(LedgerEntry shown, long outbox, CancellationToken cancellationToken)
    {
        string? words = null;
        facts.SetAside.Try(
            shown.Item.Rule,
            () => (shown.Item.Subject, $"what expired of {shown.Item}"),
            () => words = ReminderTitle.Expired(ReminderContent.FromJson(shown.Facts)).ToJson()
        );
        if (words is not null)
        {
            await Row(shown)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.OutboxId, outbox)
                            .SetProperty(row => row.Facts, words)
                            .SetProperty(row => row.ChangedRun, run),
                    cancellationToken
                );
        }
    }

    /// <summary>Puts right what has not left, and makes room for what was withdrawn and is decided again.</summary>
    async Task CorrectAsync(Plan plan, CancellationToken cancellationToken)
    {
        foreach (var correction in plan.Corrections)
        {
            var (reason, words) = ($"; {correction.Because}", correction.Facts?.ToJson());
            await Row(correction.Row)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.State, correction.State)
                            .SetProperty(row => row.Facts, row => words ?? row.Facts)
                            .SetProperty(row => row.Reason, row => row.Reason + reason)
                            .SetProperty(row => row.OutboxId, row => correction.IsStillMailed ? row.OutboxId : null)
                            .SetProperty(row => row.ChangedRun, run),
                    cancellationToken
                );
        }

        foreach (var to in plan.Waiting)
        {
            await db
                .Outbox.Where(mail =>
                    mail.Recipient == to.Key
                    && mail.Message == null
                    && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt)
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(mail => mail.Address, to.Address)
                            .SetProperty(mail => mail.Copies, to.Copies)
                            .SetProperty(mail => mail.Salutation, to.Salutation)
                            .SetProperty(mail => mail.Language, to.Language),
                    cancellationToken
                );
        }

        var decided = plan
            .Reminders.Select(reminder =>
                (reminder.Item.Rule, reminder.Item.Subject, reminder.Item.Period, reminder.Step, reminder.Recipient, reminder.Day)
            )
            .ToHashSet();
        var withdrawn = await db
            .Ledger.Where(row => row.State == LedgerState.Withdrawn || row.State == LedgerState.Planned)
            .Select(row => new
            {
                row.Id,
                row.Rule,
                row.Subject,
                row.Period,
                row.Step,
                row.Recipient,
                row.Day,
            })
            .ToListAsync(cancellationToken);
        foreach (var row in withdrawn.Where(row => decided.Contains((row.Rule, row.Subject, row.Period, row.Step, row.Recipient, row.Day))))
        {
            await db.Ledger.Where(old => old.Id == row.Id).ExecuteDeleteAsync(cancellationToken);
        }
    }

    IQueryable<LedgerEntry> Row(LedgerEntry row) => db.Ledger.Where(stored => stored.Id == row.Id);

    /// <summary>Makes the weekly outlooks: one mail a person, beside the digest. One that has not left is made anew.</summary>
    public async Task WriteOutlookAsync(Plan plan, CancellationToken cancellationToken)
    {
        foreach (var lines in plan.Outlook.GroupBy(line => line.Recipient))
        {
            var waiting = await db
                .Outbox.Where(row =>
                    row.Recipient == lines.Key
                    && row.Kind == OutboxMail.Weekly
                    && row.Message == null
                    && (row.State == OutboxState.Queued || row.State == OutboxState.RetryAt)
                )
                .OrderBy(row => row.Id)
                .FirstOrDefaultAsync(cancellationToken);
            var mail = waiting ?? New(lines.First().To!, plan.Today, lines.Max(line => line.UsefulUntil), OutboxMail.Weekly);
            if (waiting is null)
            {
                db.Outbox.Add(mail);
                await db.SaveChangesAsync(cancellationToken);
            }
            else
            {
                await db.Ledger.Where(row => row.OutboxId == waiting.Id).ExecuteDeleteAsync(cancellationToken);
            }

            await InsertAsync([.. lines.Select(line => Row(line, mail.Id))], cancellationToken);
            Outlooks++;
        }
    }

    /// <summary>Keeps a row of each report owed soon, and follows a due day that config moved.</summary>
    public async Task WriteObligationsAsync(IEnumerable<OwedReport> owed, CancellationToken cancellationToken)
    {
        var rows = await db.Obligations.AsTracking().ToDictionaryAsync(row => (row.PartnerId, row.Code, row.Period), cancellationToken);
        foreach (var owedReport in owed)
        {
            if (!rows.TryGetValue((owedReport.Partner.Id, owedReport.Code, owedReport.Period), out var row))
            {
                db.Obligations.Add(
                    row = new()
                    {
                        PartnerId = owedReport.Partner.Id,
                        Code = owedReport.Code,
                        Period = owedReport.Period,
                        CreatedAt = at,
                    }
                );
                Obligations++;
            }

            row.Due = owedReport.ExtendedFrom ?? owedReport.Due;
            row.Basis = owedReport.Basis;
            row.ExemptReason ??= owedReport.ExemptReason;
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Remembers since when each rule, each country and each event is known.</summary>
    public async Task WriteSinceAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var known = await db
            .Facts.Where(fact => fact.Name.StartsWith(RemindReader.SincePrefix))
            .Select(fact => fact.Name)
            .ToListAsync(cancellationToken);
        db.Facts.AddRange(
            facts
                .RulesSince.Keys.Concat(facts.Countries.Select(country => country.Key))
                .Concat(facts.Events.Select(held => $"event:{held.Id}"))
                .Select(key => RemindReader.SincePrefix + key)
                .Except(known)
                .Select(name => new StoreFact { Name = name, Value = DayText.Iso(today) })
        );
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Today's mail of the kind while it can still take lines, else that of the next working day.</summary>
    async Task<long> OutboxAsync(Recipient to, DateOnly today, string kind, DateOnly? usefulUntil, CancellationToken cancellationToken)
    {
        for (var day = today; ; day = facts.Calendar.AddWorking(day, 1))
        {
            var mail = await db
                .Outbox.AsTracking()
                .FirstOrDefaultAsync(row => row.Recipient == to.Key && row.Day == day && row.Kind == kind, cancellationToken);
            if (mail is { State: not OutboxState.Queued })
            {
                continue; // its text is frozen or about to be
            }

            if (mail is null)
            {
                db.Outbox.Add(mail = New(to, day, usefulUntil, kind));
                Mails++;
            }
            else
            {
                mail.UsefulUntil =
                    mail.UsefulUntil is null || usefulUntil is null ? null
                    : mail.UsefulUntil > usefulUntil ? mail.UsefulUntil
                    : usefulUntil;
            }

            await db.SaveChangesAsync(cancellationToken);
            return mail.Id;
        }
    }

    OutboxMail New(Recipient to, DateOnly day, DateOnly? usefulUntil, string kind) =>
        new()
        {
            Recipient = to.Key,
            Day = day,
            Kind = kind,
            Address = to.Address,
            Copies = to.Copies,
            Salutation = to.Salutation,
            Language = to.Language,
            UsefulUntil = usefulUntil,
            State = OutboxState.Queued,
            CreatedRun = run,
            CreatedAt = at,
        };

    LedgerEntry Row(PlannedReminder reminder, long? outbox) =>
        reminder.ToEntry(reminder.Facts.ToJson()) with
        {
            OutboxId = outbox,
            CreatedRun = run,
            ChangedRun = run,
        };

    static DateOnly? UsefulUntil(IEnumerable<PlannedReminder> mails) =>
        mails.Where(mail => mail.State != LedgerState.Expired).Any(mail => mail.UsefulUntil is null)
            ? null
            : mails.Max(mail => mail.UsefulUntil);
}
