using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// Tells IT by a second transport that sending has stopped: one mail for one standstill. A second transport that fails too is
/// tried again after hours, and not at all while it refuses the login: an alarm must not become a trouble of its own.
/// </summary>
sealed partial class OperatorAlert(SendParts parts, StageSettings<SendOptions> settings, ILogger logger)
{
    const string Fact = "send.alarm";

    static readonly TimeSpan s_again = TimeSpan.FromHours(4);

    /// <summary>Tells of an outage, unless that was done. True when a way is named to do so: whoever else watches need not.</summary>
    /// <param name="outage">What has stopped, the same from run to run.</param>
    /// <param name="why">In words.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancellationToken">Stops it before anything is sent.</param>
    public async Task<bool> RaiseAsync(string outage, string why, Moment at, CancellationToken cancellationToken)
    {
        if (settings.Options.Alarm is not { } alarm)
        {
            return false;
        }

        await using var db = parts.Store.OpenDurable();
        var noted = await db.Facts.Where(fact => fact.Name == Fact).Select(fact => fact.Value).SingleOrDefaultAsync(cancellationToken);
        if (Note.Read(noted) is { } before && before.Outage == outage && (before.NextTryAt is null || before.NextTryAt > at.Instant))
        {
            return true;
        }

        // Recorded first: a worker that dies here loses this alert, but never sends it again at each start.
        await SaveAsync(db, new(outage, at.Instant + s_again));
        var waiting = await db.Outbox.CountAsync(
            mail => mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt,
            cancellationToken
        );
        var mail = SystemMail.Compose(
            settings,
            at,
            "alarm",
            alarm.To,
            $"[SyncWorker] Đang dừng gửi thư - sending has stopped ({Environment.MachineName})",
            $"SyncWorker trên máy {Environment.MachineName} đã dừng gửi thư. {waiting} thư đang chờ.",
            $"Lý do: {ReasonVi(outage)}",
            $"Reason: {why}",
            "Xem / see: SyncWorker status; SyncWorker mail release --what-if; SyncWorker mail list",
            "Thư này được gửi một lần cho mỗi lần dừng, qua kênh gửi thư thứ hai (send.json, alarm)."
        );
        var delivery = await SystemMail.SendAsync(parts, alarm.Transport(settings.Options), mail, CancellationToken.None);
        if (delivery is Delivery.Sent or Delivery.Uncertain)
        {
            await SaveAsync(db, new(outage, null));
            LogRaised(logger, outage);
            return true;
        }

        if (delivery is Delivery.LoginRefused or Delivery.Permanent)
        {
            await SaveAsync(db, new(outage, null));
        }

        LogNotRaised(logger, outage, $"{delivery.Code} {delivery.Text}".Trim());
        return true;
    }

    /// <summary>Mail leaves again: the next standstill is a new one.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        await using var db = parts.Store.Open();
        if (await db.Facts.AnyAsync(fact => fact.Name == Fact, cancellationToken))
        {
            await db.Facts.Where(fact => fact.Name == Fact).ExecuteDeleteAsync(cancellationToken);
        }
    }

    static Task SaveAsync(Store.SyncDb db, Note note) => Store.StoreFacts.WriteAsync(db, Fact, note.ToString());

    // What it is, for who reads no English; the details stand in the reason.
    static string ReasonVi(string outage) =>
        outage == SendGate.LoginOutage ? "máy chủ thư từ chối đăng nhập (mật khẩu sai hoặc đã hết hạn)."
        : outage.StartsWith("hold ", StringComparison.Ordinal) ? "việc gửi đang được giữ, chờ người có trách nhiệm duyệt."
        : "kênh gửi thư thứ nhất không gửi được.";

    [LoggerMessage(503, LogLevel.Warning, "Sending has stopped ({Outage}); an alert was sent to IT by the second transport")]
    static partial void LogRaised(ILogger logger, string outage);

    [LoggerMessage(504, LogLevel.Error, "Sending has stopped ({Outage}), and the alert to IT by the second transport failed: {Words}")]
    static partial void LogNotRaised(ILogger logger, string outage, string words);

    /// <param name="Outage">The outage that the alert was about.</param>
    /// <param name="NextTryAt">When to try to tell it again; null for never.</param>
    sealed record Note(string Outage, DateTimeOffset? NextTryAt)
    {
        public static Note? Read(string? text) =>
            text?.Split('\n') is [var standstill, var next]
                ? new(standstill, next.Length == 0 ? null : DateTimeOffset.ParseExact(next, "O", CultureInfo.InvariantCulture))
                : null;

        public override string ToString() => $"{Outage}\n{NextTryAt?.ToString("O", CultureInfo.InvariantCulture)}";
    }
}
