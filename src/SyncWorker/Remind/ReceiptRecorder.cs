using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Records that a report was received, within the caller's transaction, under the config that the caller works with.</summary>
sealed class ReceiptRecorder(StageSettings<RemindOptions> settings, TimeProvider clock)
{
    /// <returns>What is wrong with the receipt, or null when it is recorded.</returns>
    public async Task<string?> RecordAsync(SyncDb db, Receipt receipt, DateOnly today, CancellationToken cancellationToken)
    {
        var partner = await db.Partners.FirstOrDefaultAsync(candidate => candidate.RegisterId == receipt.Unit, cancellationToken);
        if (partner is null)
        {
            return $"No partner has the register number \"{receipt.Unit}\".";
        }

        var row = await db
            .Obligations.AsTracking()
            .FirstOrDefaultAsync(
                owed => owed.PartnerId == partner.Id && owed.Code == receipt.Code && owed.Period == receipt.Period,
                cancellationToken
            );
        if (row is null && await OwedAsync(db, partner.Id, receipt, today, cancellationToken) is { } owed)
        {
            db.Obligations.Add(
                row = new()
                {
                    PartnerId = partner.Id,
                    Code = receipt.Code,
                    Period = receipt.Period,
                    Due = owed.Due,
                    Basis = owed.Basis,
                    CreatedAt = clock.GetUtcNow(),
                }
            );
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
            select owed
        ).FirstOrDefault();
    }

    /// <summary>Takes the unit's own reminders out of mails that still wait; staff's tables count it from the next plan on.</summary>
    async Task SilenceAsync(SyncDb db, long partner, Receipt receipt, CancellationToken cancellationToken)
    {
        var subject = PartnerFacts.KeyOf(partner);
        string[] rules =
        [
            .. settings.Options.Reports.Where(rule => rule.Code == receipt.Code).Select(rule => rule.Id),
            RemindOptions.RequestRule,
        ];
        var waiting = db.Outbox.Where(mail => mail.State == OutboxState.Queued).Select(mail => (long?)mail.Id);
        await db
            .Ledger.Where(row =>
                rules.Contains(row.Rule)
                && row.Subject == subject
                && row.Period == receipt.Period
                && (row.State == LedgerState.Due || row.State == LedgerState.Late)
                && waiting.Contains(row.OutboxId)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, LedgerState.Cancelled)
                        .SetProperty(row => row.OutboxId, (long?)null)
                        .SetProperty(row => row.Reason, row => row.Reason + "; received before its mail left"),
                cancellationToken
            );
    }
}

/// <summary>That a report has come.</summary>
/// <param name="Unit">Register number such as CA-FR.</param>
/// <param name="Evidence">command, tracking-sheet, or the source's name.</param>
sealed record Receipt(string Unit, string Code, string Period, DateOnly On)
{
    /// <summary>"Số văn bản".</summary>
    public string? Number { get; init; }

    public required string Evidence { get; init; }
}
