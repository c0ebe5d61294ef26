using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Keeps what people say of reports: that partners owe one by a day, that one was received.</summary>
sealed class ReportCommands(SyncStore store, StageSettings<RemindOptions> settings, TimeProvider clock)
{
    /// <summary>Makes an obligation for each partner that is meant.</summary>
    /// <param name="who">Kinds, register numbers or country:CODE.</param>
    /// <returns>The request and its partners; nothing is asked when a word matches no partner.</returns>
    public async Task<ReportRequest> AskAsync(
        string title,
        IReadOnlyList<string> who,
        DateOnly due,
        string? basis,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        static bool IsMeant(Partner partner, string word) =>
            word == partner.Kind || word == partner.RegisterId || word == $"country:{partner.Country}";

        var all = (
            await db.Partners.Where(partner => partner.SuccessorId == null).OrderBy(partner => partner.Id).ToListAsync(cancellationToken)
        )
            .Where(partner => partner.Status is PartnerStatus.Active or PartnerStatus.Suspected)
            .ToList();
        var unknown = who.Where(word => !all.Exists(partner => IsMeant(partner, word))).ToList();
        if (unknown.Count > 0 || who.Count == 0)
        {
            return new("", [], unknown);
        }

        var partners = all.Where(partner => who.Any(word => IsMeant(partner, word))).ToList();
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{RequestItems.CodePrefix}{today:yyyyMMdd}-");
        var count = await db
            .Obligations.Where(owed => owed.Code.StartsWith(prefix))
            .Select(owed => owed.Code)
            .Distinct()
            .CountAsync(cancellationToken);
        var code = string.Create(CultureInfo.InvariantCulture, $"{prefix}{count + 1}");
        db.Obligations.AddRange(
            partners.Select(partner => new Obligation
            {
                PartnerId = partner.Id,
                Code = code,
                Period = code,
                Due = due,
                Title = title,
                Basis = basis,
                CreatedAt = clock.GetUtcNow(),
            })
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(code, [.. partners.Select(partner => partner.NameVi)], []);
    }

    /// <summary>Notes that a report has come, and takes it out of mails that have not left.</summary>
    /// <returns>What was found wrong, or null when it is noted.</returns>
    public Task<string?> ReceivedAsync(Receipt receipt, DateOnly today, CancellationToken cancellationToken) =>
        WriteAsync(db => new ReceiptRecorder(settings, clock).RecordAsync(db, receipt, today, cancellationToken), cancellationToken);

    /// <summary>Gives a unit until a later day, by which it is chased from now on.</summary>
    /// <returns>What was found wrong, or null when it is noted.</returns>
    public Task<string?> ExtendAsync(OwedBy report, DateOnly until, string? reason, DateOnly today, CancellationToken cancellationToken) =>
        ChangeAsync(
            report,
            row =>
            {
                if (row.ReceivedOn is { } received)
                {
                    return Invariant($"{report}: received on {received:yyyy-MM-dd}. If that is wrong: SyncWorker report undo");
                }

                if (until <= row.Due)
                {
                    return Invariant($"{report}: it is due on {row.Due:yyyy-MM-dd}, and {until:yyyy-MM-dd} is no later day.");
                }

                (row.ExtendedTo, row.ExtensionReason) = (until, reason ?? "gia hạn");
                return null;
            },
            today,
            cancellationToken
        );

    /// <summary>Takes back what was noted of a report by mistake, that it has come and that it has more time: it is owed by its day again.</summary>
    /// <returns>What was found wrong, or null when it is taken back.</returns>
    public Task<string?> UndoAsync(OwedBy report, DateOnly today, CancellationToken cancellationToken) =>
        ChangeAsync(
            report,
            row =>
            {
                if (row is { ReceivedOn: null, ExtendedTo: null })
                {
                    return $"{report}: it was not received and has no more time; there is nothing to take back.";
                }

                (row.ReceivedOn, row.DocumentNumber, row.Evidence, row.ExtendedTo, row.ExtensionReason) = (null, null, null, null, null);
                return null;
            },
            today,
            cancellationToken
        );

    Task<string?> ChangeAsync(OwedBy report, Func<Obligation, string?> change, DateOnly today, CancellationToken cancellationToken) =>
        WriteAsync(
            async db =>
            {
                var (row, fault) = await new ReceiptRecorder(settings, clock).FindAsync(
                    db,
                    report.Unit,
                    report.Code,
                    report.Period,
                    today,
                    cancellationToken
                );
                return row is null ? fault : change(row);
            },
            cancellationToken
        );

    // Saved only when nothing was found wrong.
    async Task<string?> WriteAsync(Func<SyncDb, Task<string?>> write, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await write(db) is { } fault)
        {
            return fault;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A report that a unit owes.</summary>
/// <param name="Unit">Register number such as CA-FR.</param>
/// <param name="Code">The rule's or the request's.</param>
/// <param name="Period">Such as 2026-H1; of a request its code.</param>
sealed record OwedBy(string Unit, string Code, string Period)
{
    public override string ToString() => Code == Period ? $"{Unit}, {Code}" : $"{Unit}, {Code} {Period}";
}

/// <param name="Code">The request's code, which <c>report received</c> takes.</param>
/// <param name="Names">Of those who owe it now.</param>
/// <param name="Unknown">Words that match no partner.</param>
sealed record ReportRequest(string Code, IReadOnlyList<string> Names, IReadOnlyList<string> Unknown);
