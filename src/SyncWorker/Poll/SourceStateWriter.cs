using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Poll;

/// <summary>
/// Keeps the health of each source in <c>feeds</c>, and tells IT through the log when one stays sick and when it recovers.
/// </summary>
sealed partial class SourceStateWriter(SyncStore store, TimeProvider clock, ILogger<SourceStateWriter> log)
{
    /// <summary>Logs that a source is healthy again after an alert about it.</summary>
    public void Recovered(SourceOptions source, Feed? before)
    {
        if (before?.BadRuns >= source.Health.TellAfter)
        {
            Recovered(source.Name, before.BadRuns);
        }
    }

    /// <summary>Writes the state after a good run, within the caller's transaction.</summary>
    public static void WriteHealthy(SyncDb db, Feed? before, Feed now)
    {
        if (before is null)
        {
            db.Feeds.Add(now);
            return;
        }

        db.Feeds.Update(now);
    }

    /// <summary>What a source that is to be left alone now gives instead of a run; null when it may be asked.</summary>
    public async Task<SourceResult?> LeftAloneAsync(SourceOptions source, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var feed = await db.Feeds.AsNoTracking().SingleOrDefaultAsync(feed => feed.Source == source.Name, cancellationToken);
        return feed is { Health: FeedHealth.Unhealthy, AskAgainAt: { } again } && again > clock.GetUtcNow()
            ? new(
                source.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It is left alone until {TimeZoneInfo.ConvertTime(again, zone):yyyy-MM-dd HH:mm} after {Count.Describe(feed.BadRuns, "bad run")}; `poll {source.Name}` asks it now. {feed.Reason}"
                ),
                new()
            )
            : null;
    }

    /// <summary>Writes that the source is unhealthy and how long it is left alone, and nothing else.</summary>
    public async Task WriteUnhealthyAsync(SourceOptions source, SourceResult sick, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var (now, reason) = (clock.GetUtcNow(), sick.Reason!);
        var feed = await db.Feeds.SingleOrDefaultAsync(feed => feed.Source == source.Name, cancellationToken);
        var bad = (feed?.BadRuns ?? 0) + 1;
        var again = BackOff.Until(sick, bad, now);
        if (feed is null)
        {
            db.Feeds.Add(
                new()
                {
                    Source = source.Name,
                    Health = FeedHealth.Unhealthy,
                    Reason = reason,
                    Since = now,
                    BadRuns = bad,
                    AskAgainAt = again,
                }
            );
        }
        else
        {
            feed.Since = feed.Health == FeedHealth.Unhealthy ? feed.Since : now;
            feed.Health = FeedHealth.Unhealthy;
            feed.Reason = reason;
            feed.BadRuns = bad;
            feed.AskAgainAt = again;
            db.Feeds.Update(feed);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (bad == source.Health.TellAfter)
        {
            LogStillUnhealthy(source.Name, bad, reason);
        }
    }

    [LoggerMessage(203, LogLevel.Error, "{Source} was unhealthy in {Runs} runs in a row; its rows were not changed: {Reason}")]
    partial void LogStillUnhealthy(string source, int runs, string reason);

    [LoggerMessage(204, LogLevel.Warning, "{Source} is healthy again after {Runs} bad runs")]
    partial void Recovered(string source, int runs);
}
