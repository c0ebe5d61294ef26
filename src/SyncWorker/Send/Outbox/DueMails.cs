using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>Which mails are due.</summary>
static class DueMails
{
    /// <summary>Local time at which the weekly outlook leaves: after the week's schedule is closed.</summary>
    public static readonly TimeOnly WeeklyFrom = new(14, 0);

    /// <summary>Those that wait, whose time has come and whose recipient's mail nobody stopped, in no order.</summary>
    public static IQueryable<OutboxMail> Query(SyncDb db, Moment at)
    {
        var now = at.Instant;
        var outlooks = OutlooksUntil(at);
        return db.Outbox.Where(mail =>
            mail.Day <= at.Today
            && (mail.Kind != OutboxMail.Weekly || mail.Day <= outlooks)
            && !db.Holds.Any(hold =>
                hold.What == Pauses.MailPrefix + mail.Recipient && hold.ReleasedAt == null && (hold.Until == null || hold.Until > now)
            )
            && (
                mail.State == OutboxState.Queued
                || (
                    (mail.State == OutboxState.RetryAt || mail.State == OutboxState.Uncertain)
                    && mail.NextTryAt != null
                    && mail.NextTryAt <= now
                )
            )
        );
    }

    /// <summary>How many mails to a recipient have not left.</summary>
    public static Task<int> CountAsync(SyncDb db, string recipient, CancellationToken cancellationToken) =>
        db.Outbox.CountAsync(
            mail => mail.Recipient == recipient && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt),
            cancellationToken
        );

    /// <summary>Weekly outlooks of today that wait for their hour.</summary>
    public static async Task<int> OutlooksWaitingAsync(SyncStore store, Moment at, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var until = OutlooksUntil(at);
        return await db.Outbox.CountAsync(
            mail => mail.Kind == OutboxMail.Weekly && mail.State == OutboxState.Queued && mail.Day <= at.Today && mail.Day > until,
            cancellationToken
        );
    }

    /// <summary>The newest day whose outlooks may leave: from 14:00 of its day on; a rehearsed day is shown whole.</summary>
    public static DateOnly OutlooksUntil(Moment at) => at.IsRehearsal || at.Time >= WeeklyFrom ? at.Today : at.Today.AddDays(-1);
}
