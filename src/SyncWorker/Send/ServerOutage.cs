using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// Since when the mail server has taken no mail because it was not reached, kept from run to run: a run without a mail that is due says
/// nothing of the server. The worker's watch reads it.
/// </summary>
/// <param name="Since">The end of the first run of it.</param>
/// <param name="Why">As the newest run said it.</param>
sealed record ServerOutage(DateTimeOffset Since, string Why)
{
    /// <summary>The fact's name.</summary>
    public const string Fact = "send.outage";

    public static ServerOutage? Read(string? value) =>
        value?.Split('\n', 2) is [var since, var why]
            ? new(DateTimeOffset.ParseExact(since, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), why)
            : null;

    /// <summary>After a run that was to reach the server.</summary>
    /// <param name="db">The store.</param>
    /// <param name="summary">What the run did.</param>
    /// <param name="at">Now.</param>
    public static async Task NoteAsync(SyncDb db, DeliverySummary summary, DateTimeOffset at)
    {
        if (summary.NotReached is not { } why)
        {
            if (summary.Tried > 0)
            {
                await StoreFacts.RemoveAsync(db, Fact);
            }

            return;
        }

        var before = summary.Sent > 0 ? null : Read(await StoreFacts.ReadAsync(db, Fact));
        await StoreFacts.WriteAsync(
            db,
            Fact,
            string.Create(CultureInfo.InvariantCulture, $"{before?.Since ?? at:O}\n{why.ReplaceLineEndings(" ")}")
        );
    }

    /// <summary>How much of the time between two instants mail may leave in.</summary>
    public static TimeSpan MailTime(DateTimeOffset from, DateTimeOffset to, UnionSettings union)
    {
        var (hours, zone) = (union.MailHours, union.Zone);
        var sum = TimeSpan.Zero;
        for (var day = Day(from); day <= Day(to) && sum < TimeSpan.FromDays(1); day = day.AddDays(1))
        {
            if (hours.Days == MailDays.WorkingDays && !union.Calendar.IsWorking(day))
            {
                continue;
            }

            var (opens, closes) = (Zones.Instant(day, hours.From, zone), Zones.Instant(day, hours.To, zone));
            var (first, last) = (from > opens ? from : opens, to < closes ? to : closes);
            sum += last > first ? last - first : TimeSpan.Zero;
        }

        return sum;

        DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
    }
}
