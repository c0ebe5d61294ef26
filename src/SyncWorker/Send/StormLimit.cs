using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// The limit of mails a day. More than anybody foresaw is more often a mistake in a rule or a source than a busy day: sending is held until
/// a person consents. Checked once a run, before anything leaves.
/// </summary>
static class StormLimit
{
    /// <summary>The fact that holds the day and the number of mails that a person consented to.</summary>
    const string ConsentFact = "send.consent";

    /// <summary>Why today's mails need consent; null when they do not, or have it.</summary>
    public static async Task<string?> FindReasonAsync(SyncDb db, Moment at, StormOptions storm, CancellationToken cancellationToken)
    {
        var today = await CountAsync(db, at, cancellationToken);
        var planned = await db.Outbox.CountAsync(
            mail => mail.Day == at.Today && mail.State != OutboxState.Cancelled && !mail.Kind.StartsWith(OutboxMail.Notice),
            cancellationToken
        );
        var forecast = await MailForecast.ForDayAsync(db, at.Today, cancellationToken);
        if ((TooMany(today, at.Today, storm) ?? MoreThanForecast(planned, forecast, at.Today, storm)) is not { } why)
        {
            return null;
        }

        var consent = await db
            .Facts.Where(fact => fact.Name == ConsentFact)
            .Select(fact => fact.Value)
            .SingleOrDefaultAsync(cancellationToken);
        return
            consent?.Split(' ') is [var day, var count]
            && day == $"{at.Today:yyyy-MM-dd}"
            && today <= int.Parse(count, CultureInfo.InvariantCulture)
            ? null
            : why;
    }

    /// <summary>A person consents to the mails of today as they are now.</summary>
    public static async Task ConsentAsync(SyncDb db, Moment at, CancellationToken cancellationToken)
    {
        var consent = $"{at.Today:yyyy-MM-dd} {await CountAsync(db, at, cancellationToken)}";
        await StoreFacts.WriteAsync(db, ConsentFact, consent);
    }

    static string? TooMany(int today, DateOnly day, StormOptions storm) =>
        today > storm.MostADay
            ? $"{today} mails would go out on {day:dd'/'MM'/'yyyy}, more than the {storm.MostADay} that need nobody's consent (send.json, storm.mostADay)."
            : null;

    // Not compared with other days: in the season of the half-year reports one day rightly brings ten times a usual one.
    static string? MoreThanForecast(int planned, int? forecast, DateOnly day, StormOptions storm) =>
        forecast is { } count && planned - count > storm.OverPreviewMails && (planned - count) * 100 > count * storm.OverPreviewPercent
            ? $"{planned} mails would go out on {day:dd'/'MM'/'yyyy}, and the preview of the day before foresaw {count}: a rule, a source or the register may have changed more than was meant (send.json, storm.overPreview…)."
            : null;

    /// <summary>
    /// The mails that wait, of today or before, and those that left today. A recipient's several digests become one, so they count once.
    /// </summary>
    static async Task<int> CountAsync(SyncDb db, Moment at, CancellationToken cancellationToken)
    {
        var midnight = at.Instant - at.Time.ToTimeSpan();
        var waiting = await db
            .Outbox.Where(mail => mail.Day <= at.Today && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt))
            .Select(mail => new { mail.Recipient, mail.Kind })
            .Distinct()
            .CountAsync(cancellationToken);
        // When a year is rehearsed, a day is told by the mails that were made for it: they all leave on one day of the clock.
        var sent = at.IsRehearsal ? db.Outbox.Where(mail => mail.Day == at.Today) : db.Outbox.Where(mail => mail.SentAt >= midnight);
        return waiting + await sent.CountAsync(mail => mail.State == OutboxState.Sent, cancellationToken);
    }
}
