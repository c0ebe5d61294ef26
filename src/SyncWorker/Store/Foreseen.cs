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
sealed record Foreseen(DateOnly Day, int Mails, DateOnly On)
{
    const string Prefix = "remind.foreseen.";

    /// <summary>Puts what is foreseen now in place of what was foreseen before for days after <paramref name="today"/>.</summary>
    public static async Task WriteAsync(SyncDb db, IReadOnlyDictionary<DateOnly, int> mails, DateOnly today, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // What is older than a month helps nobody.
        var old = (await KnownAsync(db, cancellationToken)).Where(one => one.Day < today.AddDays(-31) || one.Day > today).Select(one => Name(one.Day)).ToList();
        await db.Facts.Where(fact => old.Contains(fact.Name)).ExecuteDeleteAsync(cancellationToken);
        db.Facts.AddRange(mails.Select(pair => new Rows.StoreFact { Name = Name(pair.Key), Value = string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {today:yyyy-MM-dd}") }));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// How many mails were foreseen for a day, with those of the days before it on which no reminders were planned: they are
    /// made up for. Null when nobody looked ahead to that day.
    /// </summary>
    public static async Task<int?> OfAsync(SyncDb db, DateOnly day, CancellationToken cancellationToken)
    {
        var days = await KnownAsync(db, cancellationToken);
        return days.Find(one => one.Day == day) is { } asked ? days.Where(one => one.Day > asked.On && one.Day <= day).Sum(one => one.Mails) : null;
    }

    static async Task<List<Foreseen>> KnownAsync(SyncDb db, CancellationToken cancellationToken) =>
        (await db.Facts.Where(fact => fact.Name.StartsWith(Prefix)).ToListAsync(cancellationToken)).ConvertAll(Of);

    static string Name(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{day:yyyy-MM-dd}");

    static Foreseen Of(Rows.StoreFact fact)
    {
        var (mails, on) = fact.Value.Split(' ') is [var number, var made] ? (number, made) : throw new FormatException(fact.Value);
        return new(DayText.ParseIso(fact.Name[Prefix.Length..]), int.Parse(mails, CultureInfo.InvariantCulture), DayText.ParseIso(on));
    }
}
