using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Send.Transports;

namespace SyncWorker.Send;

/// <summary>Sends one mail by the configured transport, outside the outbox, and says in plain words what became of it.</summary>
sealed class TestMail(SendParts parts)
{
    public async Task<(Delivery Delivery, IReadOnlyList<string> Words)> SendAsync(string to, SyncConfig config, Moment at, CancellationToken cancellationToken)
    {
        var sender = config.Send.From.Address;
        var draft = new MailDraft
        {
            MessageId = $"<test.{at.Instant.ToUnixTimeMilliseconds()}@{sender[(sender.LastIndexOf('@') + 1)..]}>",
            Date = TimeZoneInfo.ConvertTime(at.Instant, config.Zone),
            From = new(config.Send.From.NameVi ?? config.Staff.Desk.NameVi, sender),
            To = new("", to),
            Subject = "[Nhắc việc] Thư thử: đường gửi thư hoạt động",
            Text = "Kính gửi quản trị viên,\n\nĐây là thư thử của SyncWorker. Nếu đọc được thư này, đường gửi thư hoạt động.\n\nThis is a test mail of SyncWorker.\n",
            Html = "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Thư thử</title></head><body><p>Kính gửi quản trị viên,</p><p>Đây là thư thử của SyncWorker. Nếu đọc được thư này, đường gửi thư hoạt động.</p><p lang=\"en\">This is a test mail of SyncWorker.</p></body></html>",
            Language = "vi",
            Headers = [new("Auto-Submitted", "auto-generated"), new("X-Auto-Response-Suppress", "OOF, AutoReply")],
        };
        await using var transport = parts.OpenTransport(config.Send);
        var delivery = await transport.SendAsync(
            new() { Name = $"test-{at.Instant.ToUnixTimeMilliseconds()}", MessageId = draft.MessageId, From = sender, To = to, Message = MimeMail.Compose(draft, Path.Combine(parts.Folders.Data, "scratch")) },
            () => { },
            cancellationToken);
        return (delivery, [Say(delivery, transport.Name, config.Send), .. Advice(config.Send)]);
    }

    static string Say(Delivery delivery, string transport, SendOptions options)
    {
        var server = transport == "pickup" ? "the pickup folder" : $"{options.Smtp?.Host}:{options.Smtp?.Port}";
        var code = delivery.Code is { } number ? $" ({number})" : "";
        return delivery switch
        {
            Delivery.Sent => transport == "pickup" ? "An .eml file was written; nothing was sent." : $"{server} took the mail{code}: {delivery.Text}. Look into the mailbox, and into its junk folder.",
            Delivery.Temporary => $"{server} refused the mail for now{code}: {delivery.Text}. The worker would try again later by itself.",
            Delivery.Permanent => $"{server} refused the mail for good{code}: {delivery.Text}. Check the sender's address and whether the account may send as it.",
            Delivery.LoginRefused => $"{server} refused the login{code}: {delivery.Text} Do not repeat this often, or the account is locked. Check smtp.user and set the password again: SyncWorker secret set {options.SecretName}",
            Delivery.NoServer => $"{server} was not reached or ended the session{code}: {delivery.Text}. Check host, port and security in send.json, the firewall, and the server's certificate.",
            _ => $"{server} got the mail and never answered: {delivery.Text}. It may have arrived: look into the mailbox before trying again.",
        };
    }

    // Microsoft's announcement of 2026-01-27; see the decisions in README.md.
    static IEnumerable<string> Advice(SendOptions options)
    {
        if (options is { Transport: TransportKind.Smtp, Smtp: { User: not null } smtp }
            && (smtp.Host.EndsWith(".office365.com", StringComparison.OrdinalIgnoreCase) || smtp.Host.EndsWith(".outlook.com", StringComparison.OrdinalIgnoreCase)))
        {
            yield return "Exchange Online ends the login by password for SMTP by default at the end of December 2026.";
        }
    }
}
