using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting.Config;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send;

/// <summary>
/// Tells IT by a second transport that sending has stopped: one mail for one standstill. A second transport that fails too is
/// tried again after hours, and not at all while it refuses the login: an alarm must not become a trouble of its own.
/// </summary>
sealed partial class Alarm(SendParts parts, SyncConfig config, ILogger logger)
{
    const string Fact = "send.alarm";

    static readonly TimeSpan s_again = TimeSpan.FromHours(4);

    /// <param name="standstill">What has stopped, the same from run to run.</param>
    /// <param name="why">In words.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancellationToken">Stops it before anything is sent.</param>
    public async Task TellAsync(string standstill, string why, Moment at, CancellationToken cancellationToken)
    {
        if (config.Send.Alarm is not { } alarm)
        {
            return;
        }

        await using var db = parts.Store.OpenDurable();
        var noted = await db.Facts.Where(fact => fact.Name == Fact).Select(fact => fact.Value).SingleOrDefaultAsync(cancellationToken);
        if (Note.Read(noted) is { } before && before.Standstill == standstill && (before.NextTryAt is null || before.NextTryAt > at.Instant))
        {
            return;
        }

        // Noted first: a worker that dies here has told nobody once, and does not tell the same a hundred times.
        await NoteAsync(db, new(standstill, at.Instant + s_again));
        var waiting = await db.Outbox.CountAsync(mail => mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt, cancellationToken);
        var mail = SystemMail.Compose(
            config, at, "alarm", alarm.To, $"[SyncWorker] Đang dừng gửi thư - sending has stopped ({Environment.MachineName})",
            $"SyncWorker trên máy {Environment.MachineName} đã dừng gửi thư. {waiting} thư đang chờ.",
            why,
            "Xem / see: SyncWorker status; SyncWorker mail release --what-if; SyncWorker mail list",
            "Thư này được gửi một lần cho mỗi lần dừng, qua đường gửi thứ hai (send.json, alarm).");
        var delivery = await SystemMail.SendAsync(parts, alarm.Transport(config.Send), mail, CancellationToken.None);
        if (delivery is Delivery.Sent or Delivery.Uncertain)
        {
            await NoteAsync(db, new(standstill, null));
            LogTold(logger, standstill);
            return;
        }

        if (delivery is Delivery.LoginRefused or Delivery.Permanent)
        {
            await NoteAsync(db, new(standstill, null));
        }

        LogUntold(logger, standstill, $"{delivery.Code} {delivery.Text}".Trim());
    }

    /// <summary>Mail leaves again: the next standstill is a new one.</summary>
    public async Task OverAsync(CancellationToken cancellationToken)
    {
        await using var db = parts.Store.Open();
        if (await db.Facts.AnyAsync(fact => fact.Name == Fact, cancellationToken))
        {
            await db.Facts.Where(fact => fact.Name == Fact).ExecuteDeleteAsync(cancellationToken);
        }
    }

    static Task<int> NoteAsync(Store.SyncDb db, Note note)
    {
        var value = note.ToString();
        return db.Database.ExecuteSqlAsync($"""insert into facts ("Name", "Value") values ({Fact}, {value}) on conflict ("Name") do update set "Value" = excluded."Value" """, CancellationToken.None);
    }

    [LoggerMessage(503, LogLevel.Warning, "Sending has stopped ({Standstill}); IT was told by the second transport")]
    static partial void LogTold(ILogger logger, string standstill);

    [LoggerMessage(504, LogLevel.Error, "Sending has stopped ({Standstill}), and the second transport could not tell IT: {Words}")]
    static partial void LogUntold(ILogger logger, string standstill, string words);

    /// <param name="Standstill">What IT was told of.</param>
    /// <param name="NextTryAt">When to try to tell it again; null for never.</param>
    sealed record Note(string Standstill, DateTimeOffset? NextTryAt)
    {
        public static Note? Read(string? text) => text?.Split('\n') is [var standstill, var next]
            ? new(standstill, next.Length == 0 ? null : DateTimeOffset.ParseExact(next, "O", CultureInfo.InvariantCulture))
            : null;

        public override string ToString() => $"{Standstill}\n{NextTryAt?.ToString("O", CultureInfo.InvariantCulture)}";
    }
}
