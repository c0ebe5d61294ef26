using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>
/// How many mails the preview foresaw for a day, kept as a fact of the store: Remind writes it at the end of each run for the
/// days after, Send compares the day's mails with it.
/// </summary>
/// <param name="Day">The day of the mails.</param>
/// <param name="Mails">How many.</param>
/// <param name="On">The day on which it was foreseen.</param>
sealed record MailForecast(DateOnly Day, int Mails, DateOnly On)
{
    const string Prefix = "remind.foreseen.";

    /// <summary>Puts what is foreseen now in place of what was foreseen before for days after <paramref name="today"/>.</summary>
    public static async Task WriteAsync(
        SyncDb db,
        IReadOnlyDictionary<DateOnly, int> mails,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Forecasts older than a month have no use.
        var old = (await ReadAllAsync(db, cancellationToken))
            .Where(forecast => forecast.Day < today.AddDays(-31) || forecast.Day > today)
            .Select(forecast => Name(forecast.Day))
            .ToList();
        await db.Facts.Where(fact => old.Contains(fact.Name)).ExecuteDeleteAsync(cancellationToken);
        db.Facts.AddRange(
            mails.Select(pair => new Rows.StoreFact
            {
                Name = Name(pair.Key),
                Value = string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {today:yyyy-MM-dd}"),
            })
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// How many mails were foreseen for a day, with those of the days before it on which no reminders were planned: they are
    /// made up for. Null when there is no forecast for that day.
    /// </summary>
    public static async Task<int?> ForDayAsync(SyncDb db, DateOnly day, CancellationToken cancellationToken)
    {
        var days = await ReadAllAsync(db, cancellationToken);
        return days.Find(forecast => forecast.Day == day) is { } asked
            ? days.Where(forecast => forecast.Day > asked.On && forecast.Day <= day).Sum(forecast => forecast.Mails)
            : null;
    }

    static async Task<List<MailForecast>> ReadAllAsync(SyncDb db, CancellationToken cancellationToken) =>
        (await db.Facts.Where(fact => fact.Name.StartsWith(Prefix)).ToListAsync(cancellationToken)).ConvertAll(FromFact);

    static string Name(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{day:yyyy-MM-dd}");

    static MailForecast FromFact(Rows.StoreFact fact)
    {
        var (mails, on) = fact.Value.Split(' ') is [var number, var made] ? (number, made) : throw new FormatException(fact.Value);
        return new(DayText.ParseIso(fact.Name[Prefix.Length..]), int.Parse(mails, CultureInfo.InvariantCulture), DayText.ParseIso(on));
    }
}
