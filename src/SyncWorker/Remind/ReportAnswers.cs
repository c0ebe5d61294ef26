using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Writes what staff answered about one unit of a table: that its report has come, or that it has until a later day.</summary>
sealed class ReportAnswers(StageSettings<RemindOptions> settings, TimeProvider clock)
{
    /// <summary>Writes it within the transaction of the store that is given; the caller saves.</summary>
    /// <param name="db">The store.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="today">The union's day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RecordedAnswer> RecordAsync(SyncDb db, ReportAnswer answer, DateOnly today, CancellationToken cancellationToken)
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
            return new(false, "the rule that asked for it is no longer in remind.json");
        }

        if (await FindAsync(db, answer.Unit, code, line!.Period, today, cancellationToken) is not { Partner: { } partner, Owed: { } owed })
        {
            return new(false, $"the unit does not owe {code} for {line.Period}");
        }

        var what = $"{code} for {line.Period} of {partner.RegisterId ?? partner.NameVi}";
        return owed.ReceivedOn is { } known ? new(!answer.IsExtension, $"{what}: received before, on {known:yyyy-MM-dd}")
            : answer.IsExtension ? Extend(owed, what, partner.NameVi, answer, today)
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

    static RecordedAnswer Extend(Obligation owed, string what, string unit, ReportAnswer answer, DateOnly today)
    {
        var span = DaySpan.NewDue(today);
        var reading = WrittenDay.Read(answer.WrittenDay, span);
        if (reading.Day is not { } day)
        {
            return new(false, $"{what}: {NotRead(answer.WrittenDay, "hạn mới", reading.Fault, span)}");
        }

        if (day <= owed.Due)
        {
            return new(false, $"{what}: it is due on {owed.Due:yyyy-MM-dd}, and {day:yyyy-MM-dd} is no later day");
        }

        owed.ExtendedTo = day;
        owed.ExtensionReason = $"gia hạn, {answer.Person}, {today:yyyy-MM-dd}";
        return new(true, $"{what}: extended to {day:yyyy-MM-dd}")
        {
            TextVi = $"{unit}: gia hạn đến {DayText.DayFirst(day)}",
            TextEn = $"{unit}: extended to {DayText.DayFirst(day)}",
        };
    }

    async Task<RecordedAnswer> ReceiveAsync(
        SyncDb db,
        Obligation owed,
        Partner partner,
        string what,
        ReportAnswer answer,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var span = DaySpan.Received(Periods.EarliestReceipt(owed.Period, owed.Due), today);
        var reading = answer.WrittenDay is null ? new(today, DayFault.None) : WrittenDay.Read(answer.WrittenDay, span);
        if (reading.Day is not { } day)
        {
            return new(false, $"{what}: {NotRead(answer.WrittenDay, "ngày nhận", reading.Fault, span)}");
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
        return new(true, $"{what}: received on {day:yyyy-MM-dd}")
        {
            TextVi = $"{partner.NameVi}: đã nhận báo cáo ngày {DayText.DayFirst(day)}",
            TextEn = $"{partner.NameVi}: report received on {DayText.DayFirst(day)}",
        };
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

/// <param name="IsTaken">It is written, now or from before.</param>
/// <param name="Words">What became of it, without any address.</param>
sealed record RecordedAnswer(bool IsTaken, string Words)
{
    /// <summary>What the next digest confirms, in Vietnamese; null where nothing new is written.</summary>
    public string? TextVi { get; init; }

    /// <summary>The same in English.</summary>
    public string? TextEn { get; init; }
}
