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
        var (row, fault) = await FindAsync(db, receipt.Unit, receipt.Code, receipt.Period, today, cancellationToken);
        if (row is not null)
        {
            await WriteAsync(db, row, receipt, cancellationToken);
        }

        return fault;
    }

    /// <summary>The row of what the unit of a register number owes, or why there is none.</summary>
    public async Task<(Obligation? Row, string? Fault)> FindAsync(
        SyncDb db,
        string unit,
        string code,
        string period,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var partner = await db.Partners.FirstOrDefaultAsync(candidate => candidate.RegisterId == unit, cancellationToken);
        return partner is null ? (null, $"No partner has the register number \"{unit}\".")
            : await FindAsync(db, partner.Id, code, period, today, cancellationToken) is { } row ? (row, null)
            : (null, $"{unit} does not owe {code} for {period}. See: SyncWorker remind rules");
    }

    /// <summary>Writes it into the row of what is owed.</summary>
    public Task WriteAsync(SyncDb db, Obligation row, Receipt receipt, CancellationToken cancellationToken)
    {
        row.ReceivedOn = receipt.On;
        row.DocumentNumber = receipt.Number ?? row.DocumentNumber;
        row.Evidence = receipt.Evidence;
        return SilenceAsync(db, row.PartnerId, receipt, cancellationToken);
    }

    /// <summary>The row of what a partner owes, made when a rule says that it does; null when it does not.</summary>
    public async Task<Obligation?> FindAsync(
        SyncDb db,
        long partner,
        string code,
        string period,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var row = await db
            .Obligations.AsTracking()
            .FirstOrDefaultAsync(owed => owed.PartnerId == partner && owed.Code == code && owed.Period == period, cancellationToken);
        if (row is null && await OwedAsync(db, partner, code, period, today, cancellationToken) is { } owed)
        {
            db.Obligations.Add(
                row = new()
                {
                    PartnerId = partner,
                    Code = code,
                    Period = period,
                    Due = owed.Due,
                    Basis = owed.Basis,
                    CreatedAt = clock.GetUtcNow(),
                }
            );
        }

        return row;
    }

    async Task<OwedReport?> OwedAsync(SyncDb db, long partner, string code, string key, DateOnly today, CancellationToken cancellationToken)
    {
        var facts = await RemindReader.FactsAsync(db, settings, today, cancellationToken);
        return (
            from rule in settings.Options.Reports
            where rule.Code == code
            from year in Enumerable.Range(today.Year - 2, 4)
            from period in Periods.InYear(year, rule)
            where period.Key == key && ReportItems.IsWanted(period, rule)
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
sealed record Receipt(string Unit, string Code, string Period, DateOnly On)
{
    /// <summary>"Số văn bản".</summary>
    public string? Number { get; init; }

    /// <summary>"x", "đã nhận": the day is the one it was read on, and does not correct one that is known.</summary>
    public bool IsOfReading { get; init; }

    /// <summary>command, tracking-sheet, the source's name, or whose answer said so.</summary>
    public required string Evidence { get; init; }
}
