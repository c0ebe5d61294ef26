using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>What people write down about reports: that one is asked for, that one has come.</summary>
sealed class ReportCommands(SyncStore store, StageSettings<RemindOptions> settings, TimeProvider clock)
{
    /// <summary>Makes an obligation for each partner that is meant.</summary>
    /// <param name="who">Kinds, register numbers or country:CODE.</param>
    /// <returns>What was asked of whom; nothing is when one of the words means nobody.</returns>
    public async Task<ReportRequest> AskAsync(string title, IReadOnlyList<string> who, DateOnly due, string? basis, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        static bool IsMeant(Partner partner, string word) => word == partner.Kind || word == partner.RegisterId || word == $"country:{partner.Country}";

        var all = (await db.Partners.Where(partner => partner.SuccessorId == null).OrderBy(partner => partner.Id).ToListAsync(cancellationToken))
            .Where(partner => partner.Status is PartnerStatus.Active or PartnerStatus.Suspected)
            .ToList();
        var unknown = who.Where(word => !all.Exists(partner => IsMeant(partner, word))).ToList();
        if (unknown.Count > 0 || who.Count == 0)
        {
            return new("", [], unknown);
        }

        var partners = all.Where(partner => who.Any(word => IsMeant(partner, word))).ToList();
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{RequestItems.CodePrefix}{today:yyyyMMdd}-");
        var count = await db.Obligations.Where(owed => owed.Code.StartsWith(prefix)).Select(owed => owed.Code).Distinct().CountAsync(cancellationToken);
        var code = string.Create(CultureInfo.InvariantCulture, $"{prefix}{count + 1}");
        db.Obligations.AddRange(partners.Select(partner => new Obligation
        {
            PartnerId = partner.Id,
            Code = code,
            Period = code,
            Due = due,
            Title = title,
            Basis = basis,
            CreatedAt = clock.GetUtcNow(),
        }));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(code, [.. partners.Select(partner => partner.NameVi)], []);
    }

    /// <summary>Notes that a report has come, and takes it out of mails that have not left.</summary>
    /// <returns>What was found wrong, or null when it is noted.</returns>
    public async Task<string?> ReceivedAsync(Receipt receipt, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var fault = await RecordAsync(db, receipt, today, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return fault;
    }

    /// <summary>The same within the caller's transaction.</summary>
    public async Task<string?> RecordAsync(SyncDb db, Receipt receipt, DateOnly today, CancellationToken cancellationToken)
    {
        var partner = await db.Partners.FirstOrDefaultAsync(candidate => candidate.RegisterId == receipt.Unit, cancellationToken);
        if (partner is null)
        {
            return $"No partner has the register number \"{receipt.Unit}\".";
        }

        var row = await db.Obligations.AsTracking().FirstOrDefaultAsync(owed => owed.PartnerId == partner.Id && owed.Code == receipt.Code && owed.Period == receipt.Period, cancellationToken);
        if (row is null && await OwedAsync(db, partner.Id, receipt, today, cancellationToken) is { } owed)
        {
            db.Obligations.Add(row = new() { PartnerId = partner.Id, Code = receipt.Code, Period = receipt.Period, Due = owed.Due, Basis = owed.Basis, CreatedAt = clock.GetUtcNow() });
        }

        if (row is null)
        {
            return $"{receipt.Unit} does not owe {receipt.Code} for {receipt.Period}. See: SyncWorker remind rules";
        }

        row.ReceivedOn = receipt.On;
        row.DocumentNumber = receipt.Number ?? row.DocumentNumber;
        row.Evidence = receipt.Evidence;
        await SilenceAsync(db, partner.Id, receipt, cancellationToken);
        return null;
    }

    async Task<OwedReport?> OwedAsync(SyncDb db, long partner, Receipt receipt, DateOnly today, CancellationToken cancellationToken)
    {
        var facts = await RemindReader.FactsAsync(db, settings, today, cancellationToken);
        return (
            from rule in settings.Options.Reports
            where rule.Code == receipt.Code
            from year in Enumerable.Range(today.Year - 2, 4)
            from period in Periods.InYear(year, rule.Period)
            where period.Key == receipt.Period && ReportItems.IsWanted(period, rule)
            from owed in ReportItems.Owed(period, rule, facts)
            where owed.Partner.Id == partner
            select owed).FirstOrDefault();
    }

    /// <summary>Takes the unit's own reminders out of mails that still wait; staff's tables count it from the next plan on.</summary>
    async Task SilenceAsync(SyncDb db, long partner, Receipt receipt, CancellationToken cancellationToken)
    {
        var subject = PartnerFacts.KeyOf(partner);
        string[] rules = [.. settings.Options.Reports.Where(rule => rule.Code == receipt.Code).Select(rule => rule.Id), RemindOptions.RequestRule];
        var waiting = db.Outbox.Where(mail => mail.State == OutboxState.Queued).Select(mail => (long?)mail.Id);
        await db.Ledger
            .Where(row => rules.Contains(row.Rule) && row.Subject == subject && row.Period == receipt.Period && (row.State == LedgerState.Due || row.State == LedgerState.Late) && waiting.Contains(row.OutboxId))
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, LedgerState.Cancelled)
                .SetProperty(row => row.OutboxId, (long?)null)
                .SetProperty(row => row.Reason, row => row.Reason + "; received before its mail left"), cancellationToken);
    }
}

/// <param name="Code">The request's code, which <c>report received</c> takes.</param>
/// <param name="Names">Of those who owe it now.</param>
/// <param name="Unknown">Words that mean nobody.</param>
sealed record ReportRequest(string Code, IReadOnlyList<string> Names, IReadOnlyList<string> Unknown);

/// <summary>That a report has come.</summary>
/// <param name="Unit">Register number such as CA-FR.</param>
/// <param name="Evidence">command, tracking-sheet, or the source's name.</param>
sealed record Receipt(string Unit, string Code, string Period, DateOnly On)
{
    /// <summary>"Số văn bản".</summary>
    public string? Number { get; init; }

    public required string Evidence { get; init; }
}
