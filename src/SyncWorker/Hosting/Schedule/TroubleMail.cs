using System.Globalization;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Mails IT by the second transport (alarm in send.json). From the worker itself: no process of a job may start at all.</summary>
sealed partial class TroubleMail(WorkerFolders folders, SecretStore secrets, CurrentConfig config, TimeProvider clock)
{
    const string See = "Xem / see: SyncWorker status";

    static readonly string s_machine = Environment.MachineName;

    /// <summary>Opens the transport; tests put their own here.</summary>
    public Func<SendOptions, IMailTransport>? Open { get; init; }

    /// <summary>What became of the mail; null when send.json names no way.</summary>
    public Task<Delivery?> TellAsync(string job, Trouble trouble) =>
        SendAsync(
            $"{job}: lỗi lặp lại - the same trouble again",
            $"Trên máy {s_machine}, việc \"{job}\" gặp cùng một lỗi {trouble.Runs} lần liên tiếp, từ {Since(trouble)}.",
            $"On {s_machine} the job \"{job}\" has had the same trouble {trouble.Runs} runs in a row, since {Since(trouble)}:",
            trouble.Example,
            See,
            "Thư này được gửi một lần cho mỗi lỗi, sau đó mỗi ngày một lần; khi hết lỗi sẽ có thư báo. One mail a trouble, then one a day, and one when it is over (send.json, alarm)."
        );

    /// <inheritdoc cref="TellAsync"/>
    public Task<Delivery?> TellEndAsync(string job, Trouble trouble) =>
        SendAsync(
            $"{job}: đã hoạt động lại - works again",
            $"Trên máy {s_machine}, việc \"{job}\" đã hoạt động lại từ {Local(trouble.WellSince!.Value)}.",
            $"On {s_machine} the job \"{job}\" works again since {Local(trouble.WellSince!.Value)}."
        );

    /// <inheritdoc cref="TellAsync"/>
    public Task<Delivery?> TellBegunAsync(IReadOnlyList<string> sentences) =>
        SendAsync(
            "cần xem - needs a look",
            [
                $"SyncWorker trên máy {s_machine} cần được xem:",
                .. sentences,
                See,
                "Mỗi ngày một thư cho đến khi hết lỗi. One mail a day until it is over.",
            ]
        );

    /// <inheritdoc cref="TellAsync"/>
    public Task<Delivery?> TellOverAsync(IReadOnlyList<string> sentences) =>
        SendAsync("đã hết lỗi - recovered", [$"Trên máy {s_machine} đã hết lỗi. This is over on {s_machine}:", .. sentences]);

    /// <inheritdoc cref="TellAsync"/>
    public Task<Delivery?> TellLastingAsync(IReadOnlyList<Trouble> troubles) =>
        SendAsync(
            "vẫn còn lỗi - still",
            [
                $"Trên máy {s_machine} vẫn còn lỗi. These troubles still last on {s_machine}:",
                .. troubles.Select(trouble => $"{Since(trouble)}: {trouble.Example}"),
                See,
            ]
        );

    /// <inheritdoc cref="TellAsync"/>
    public Task<Delivery?> TellDayAsync(IReadOnlyList<string> lines) =>
        SendAsync(
            "báo cáo ngày - the day's line",
            [$"SyncWorker trên máy {s_machine} đang chạy. SyncWorker runs on {s_machine}.", .. lines]
        );

    /// <inheritdoc cref="TellAsync"/>
    public Task<Delivery?> TellTimeOffAsync(IReadOnlyList<string> lines) =>
        SendAsync("đã khởi động lại - runs again", [$"SyncWorker trên máy {s_machine} đã ngừng một thời gian và nay chạy lại.", .. lines]);

    /// <summary>
    /// Whether nothing more is to be tried: sent, no way named, or refused for good. A refused login is not tried again: each try brings the
    /// account nearer to being locked. Never throws.
    /// </summary>
    public async Task<bool> TryAsync(Func<TroubleMail, Task<Delivery?>> send, ILogger logger)
    {
        try
        {
            var delivery = await send(this);
            if (delivery is null or Delivery.Sent or Delivery.Uncertain)
            {
                return true;
            }

            NotMailed(logger, $"{delivery.Code} {delivery.Text}".Trim());
            return delivery is Delivery.LoginRefused or Delivery.Permanent;
        }
#pragma warning disable CA1031 // Do not catch general exception types: the event log has said it, and status does
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotMailed(logger, error.GetType().Name);
            return false;
        }
    }

    string Since(Trouble trouble) => Local(trouble.Since);

    string Local(DateTimeOffset instant)
    {
        var zone = config.Current.Zone;
        return string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(instant, zone):dd/MM/yyyy HH:mm} ({zone.Id})");
    }

    async Task<Delivery?> SendAsync(string subject, params string[] paragraphs)
    {
        var settings = config.Current.SendSettings;
        if (settings.Options.Alarm is not { } alarm)
        {
            return null;
        }

        var mail = SystemMail.Compose(
            settings,
            Moment.Read(clock, settings.Union.Zone),
            "trouble",
            alarm.To,
            $"[SyncWorker] {subject} ({s_machine})",
            [.. paragraphs.Select(ReplyText.AddressesOut)]
        );
        var by = alarm.Transport(settings.Options);
        await using var transport = Open is { } open ? open(by) : new TransportChoice(folders, secrets, clock).Open(by);
        return await transport.SendAsync(mail, () => { }, CancellationToken.None);
    }

    [LoggerMessage(135, LogLevel.Error, "IT could not be told by mail: {Words}")]
    static partial void NotMailed(ILogger logger, string words);
}
