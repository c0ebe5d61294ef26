using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Writes what staff answered about one unit of a table: that its report has come, or that it has until a later day.</summary>
sealed class ReportAnswers(SyncStore store, StageSettings<RemindOptions> settings, TimeProvider clock)
{
    /// <returns>Whether it is written, now or from before, and what became of it, without any address.</returns>
    public async Task<(bool IsTaken, string Words)> RecordAsync(ReportAnswer answer, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var outcome = await ApplyAsync(db, answer, today, cancellationToken);
        if (outcome.IsTaken)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return outcome;
    }

    async Task<(bool IsTaken, string Words)> ApplyAsync(SyncDb db, ReportAnswer answer, DateOnly today, CancellationToken cancellationToken)
    {
        var line = await db
            .Ledger.Where(row => row.Id == answer.Reminder)
            .Select(row => new { row.Rule, row.Period })
            .SingleOrDefaultAsync(cancellationToken);
        var code =
            line is null ? null
            : line.Rule == RemindOptions.RequestRule ? line.Period
            : settings.Options.Reports.FirstOrDefault(rule => rule.Id == line.Rule)?.Code;
        if (code is null)
        {
            return (false, "the rule that asked for it is no longer in remind.json");
        }

        if (await FindAsync(db, answer.Unit, code, line!.Period, today, cancellationToken) is not { Partner: { } partner, Owed: { } owed })
        {
            return (false, $"the unit does not owe {code} for {line.Period}");
        }

        var what = $"{code} for {line.Period} of {partner.RegisterId ?? partner.NameVi}";
        return owed.ReceivedOn is { } known ? (!answer.IsExtension, $"{what}: received before, on {known:yyyy-MM-dd}")
            : answer.IsExtension ? Extend(owed, what, answer, today)
            : await ReceiveAsync(db, owed, partner, what, answer, today, cancellationToken);
    }

    // The duty of a union that was merged is its successor's.
    async Task<(Partner? Partner, Obligation? Owed)> FindAsync(
        SyncDb db,
        long unit,
        string code,
        string period,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var recorder = new ReceiptRecorder(settings, clock);
        var partners = await db
            .Partners.Where(partner => partner.Id == unit || partner.SuccessorId == unit)
            .OrderBy(partner => partner.SuccessorId == unit)
            .ToListAsync(cancellationToken);
        foreach (var partner in partners)
        {
            if (await recorder.FindAsync(db, partner.Id, code, period, today, cancellationToken) is { } owed)
            {
                return (partner, owed);
            }
        }

        return (null, null);
    }

    static (bool IsTaken, string Words) Extend(Obligation owed, string what, ReportAnswer answer, DateOnly today)
    {
        var span = DaySpan.NewDue(today);
        var reading = WrittenDay.Read(answer.WrittenDay, span);
        if (reading.Day is not { } day)
        {
            return (false, $"{what}: {NotRead(answer.WrittenDay, "hạn mới", reading.Fault, span)}");
        }

        if (day <= owed.Due)
        {
            return (false, $"{what}: it is due on {owed.Due:yyyy-MM-dd}, and {day:yyyy-MM-dd} is no later day");
        }

        owed.ExtendedTo = day;
        owed.ExtensionReason = $"gia hạn, {answer.Person}, {today:yyyy-MM-dd}";
        return (true, $"{what}: extended to {day:yyyy-MM-dd}");
    }

    async Task<(bool IsTaken, string Words)> ReceiveAsync(
        SyncDb db,
        Obligation owed,
        Partner partner,
        string what,
        ReportAnswer answer,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var span = DaySpan.Received(Periods.FirstDay(owed.Period), today);
        var reading = answer.WrittenDay is null ? new(today, DayFault.None) : WrittenDay.Read(answer.WrittenDay, span);
        if (reading.Day is not { } day)
        {
            return (false, $"{what}: {NotRead(answer.WrittenDay, "ngày nhận", reading.Fault, span)}");
        }

        await new ReceiptRecorder(settings, clock).WriteAsync(
            db,
            owed,
            new(partner.RegisterId ?? "", owed.Code, owed.Period, day)
            {
                Number = answer.Number,
                Evidence = $"answer of {answer.Person}, {today:yyyy-MM-dd}",
            },
            cancellationToken
        );
        return (true, $"{what}: received on {day:yyyy-MM-dd}");
    }

    static string NotRead(string? written, string label, DayFault fault, DaySpan span) =>
        written is null ? $"the line \"{label}\" is not in it" : $"\"{written}\" under \"{label}\" {WrittenDay.WhyEn(fault, span)}";
}

/// <summary>What a reader of a table answered about one of its units.</summary>
/// <param name="Reminder">The table's number in the ledger.</param>
/// <param name="Unit">The partner's number.</param>
/// <param name="Person">Who answered: <c>staff:bca-01</c>.</param>
sealed record ReportAnswer(long Reminder, long Unit, string Person)
{
    /// <summary>It gives a later day; else it says that the report has come.</summary>
    public required bool IsExtension { get; init; }

    /// <summary>The day as the person wrote it; null where none is written.</summary>
    public string? WrittenDay { get; init; }

    /// <summary>"Số văn bản".</summary>
    public string? Number { get; init; }
}
