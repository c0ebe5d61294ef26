using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Mails IT by the second transport (alarm in send.json). From the worker itself: no process of a job may start at all.</summary>
sealed class TroubleMail(WorkerFolders folders, SecretStore secrets, CurrentConfig config, TimeProvider clock)
{
    /// <summary>Opens the transport; tests put their own here.</summary>
    public Func<SendOptions, IMailTransport>? Open { get; init; }

    /// <summary>What became of the mail; null when send.json names no way.</summary>
    public Task<Delivery?> TellAsync(string job, Trouble trouble, CancellationToken cancellationToken) =>
        SendAsync(
            $"[SyncWorker] {job}: lỗi lặp lại - the same trouble again ({Environment.MachineName})",
            cancellationToken,
            $"Trên máy {Environment.MachineName}, việc \"{job}\" gặp cùng một lỗi {trouble.Runs} lần liên tiếp, từ {Since(trouble)}.",
            $"On {Environment.MachineName} the job \"{job}\" has had the same trouble {trouble.Runs} runs in a row, since {Since(trouble)}:",
            SmtpReplyText.WithoutAddresses(trouble.Example),
            "Xem / see: SyncWorker status",
            "Thư này được gửi một lần cho mỗi lỗi; khi hết lỗi sẽ có thư báo. One mail a trouble, and one when it is over (send.json, alarm)."
        );

    /// <inheritdoc cref="TellAsync"/>
    public Task<Delivery?> TellEndAsync(string job, CancellationToken cancellationToken) =>
        SendAsync(
            $"[SyncWorker] {job}: đã hoạt động lại - works again ({Environment.MachineName})",
            cancellationToken,
            $"Trên máy {Environment.MachineName}, việc \"{job}\" đã hoạt động lại.",
            $"On {Environment.MachineName} the job \"{job}\" works again."
        );

    string Since(Trouble trouble)
    {
        var zone = config.Current.Zone;
        return string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(trouble.Since, zone):dd/MM/yyyy HH:mm} ({zone.Id})");
    }

    async Task<Delivery?> SendAsync(string subject, CancellationToken cancellationToken, params string[] paragraphs)
    {
        var settings = config.Current.SendSettings;
        if (settings.Options.Alarm is not { } alarm)
        {
            return null;
        }

        var mail = SystemMail.Compose(settings, Moment.Read(clock, settings.Union.Zone), "trouble", alarm.To, subject, paragraphs);
        var by = alarm.Transport(settings.Options);
        await using var transport = Open is { } open ? open(by) : new TransportChoice(folders, secrets, clock).Open(by);
        return await transport.SendAsync(mail, () => { }, cancellationToken);
    }
}
