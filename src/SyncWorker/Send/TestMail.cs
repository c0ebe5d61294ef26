using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>Sends one mail by the configured transport, outside the outbox, and says in plain words what became of it.</summary>
sealed class TestMail(SendParts parts)
{
    /// <param name="to">The mailbox.</param>
    /// <param name="by">The first transport, or the one for alarms.</param>
    /// <param name="settings">Names the sender.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancellationToken">Stops it before anything is sent.</param>
    public async Task<(Delivery Delivery, IReadOnlyList<string> Words)> SendAsync(
        string to,
        SendOptions by,
        StageSettings<SendOptions> settings,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        var mail = SystemMail.Compose(
            settings,
            at,
            "test",
            to,
            "[Nhắc việc] Thư kiểm tra: việc gửi thư đang hoạt động",
            "Đây là thư kiểm tra của hệ thống nhắc việc. Nếu đồng chí nhận được thư này, việc gửi thư đang hoạt động bình thường.",
            "This is a test mail of SyncWorker."
        );
        var delivery = await SystemMail.SendAsync(parts, by, mail, cancellationToken);
        return (delivery, [Describe(delivery, by), .. await CuredAsync(delivery, by, settings, cancellationToken), .. Advice(by)]);
    }

    // The server took it: whatever it refused before, the login is good.
    async Task<IReadOnlyList<string>> CuredAsync(
        Delivery delivery,
        SendOptions by,
        StageSettings<SendOptions> settings,
        CancellationToken cancellationToken
    )
    {
        if (delivery is not Delivery.Sent || !ReferenceEquals(by, settings.Options))
        {
            return [];
        }

        await using var db = parts.Store.OpenDurable();
        return await RefusedLogin.ForgetAsync(db, cancellationToken)
            ? ["The login was refused before and works now: the mails that wait leave at the next run of send."]
            : [];
    }

    static string Describe(Delivery delivery, SendOptions options)
    {
        var server = options.Transport switch
        {
            TransportKind.Smtp => $"{options.Smtp!.Host}:{options.Smtp.Port}",
            TransportKind.Graph => options.Graph!.Endpoint.Host,
            _ => "the pickup folder",
        };
        var code = delivery.Code is { } number ? $" ({number})" : "";
        var words = delivery.Text.TrimEnd('.');
        return delivery switch
        {
            Delivery.Sent => options.Transport == TransportKind.Pickup
                ? "An .eml file was written; nothing was sent."
                : $"{server} took the mail{code}: {words}. Look into the mailbox, and into its junk folder.",
            Delivery.Temporary => $"{server} refused the mail for now{code}: {words}. The worker would try again later by itself.",
            Delivery.Permanent =>
                $"{server} refused the mail for good{code}: {words}. Check {(delivery.Code is 550 or 551 or 553 && words.StartsWith("5.1.1", StringComparison.Ordinal) ? "the mailbox you named" : "the sender's address and whether the account may send as it")}.",
            Delivery.LoginRefused =>
                $"{server} refused the login{code}: {words}. Do not repeat this often, or the account is locked. Check smtp.user and set the password again: SyncWorker secret set {options.SecretName}",
            Delivery.NoServer => $"No mail was sent by {server}{code}: {words}.",
            _ => $"{server} got the mail and never answered: {words}. It may have arrived: look into the mailbox before trying again.",
        };
    }

    // Microsoft's announcement of 2026-01-27; see the decisions in README.md.
    static IEnumerable<string> Advice(SendOptions options)
    {
        if (
            options is { Transport: TransportKind.Smtp, Smtp: { User: not null } smtp }
            && (
                smtp.Host.EndsWith(".office365.com", StringComparison.OrdinalIgnoreCase)
                || smtp.Host.EndsWith(".outlook.com", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            yield return "Exchange Online ends the login by password for SMTP by default at the end of December 2026.";
        }
    }
}
