using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Config;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Send;

[Together(
    "user",
    "secret",
    At = "user",
    Message = "Only one of user and secret is there.",
    Fix = "Name both, or neither for a server that knows this machine."
)]
[Needs(
    "oAuth",
    "*",
    "secret",
    At = "oAuth",
    Message = "No secret is named for it.",
    Fix = "Add \"user\" and \"secret\": the mailbox, and the name of the client's secret."
)]
[NotTogether(
    "port",
    "465",
    "security",
    "start-tls|start-tls-when-offered|none",
    At = "security",
    Message = SmtpOptions.PortMessage,
    Fix = SmtpOptions.PortFix
)]
[NotTogether(
    "port",
    "80|110|143|443|993|995",
    "security",
    "start-tls|tls|start-tls-when-offered|none",
    At = "port",
    Message = "Port {port} is not that of a server that takes mail.",
    Fix = "Write 587 with start-tls, 465 with tls, 25 inside the house."
)]
[Needs(
    "certificateSecret",
    "*",
    "certificateFile",
    At = "certificateSecret",
    Message = "It opens no file: certificateFile is missing.",
    Fix = "Add \"certificateFile\"."
)]
[NotTogether("port", "25|587", "security", "tls", At = "security", Message = SmtpOptions.PortMessage, Fix = SmtpOptions.PortFix)]
sealed class SmtpOptions
{
    public const string PortMessage = "Port {port} is not for that security.";
    public const string PortFix = "Write \"port\": 465 with tls, 587 with start-tls.";

    [Description("Name or address of the server.")]
    [ServerName]
    public required string Host { get; init; }

    [Description("Usually 587 with start-tls, 465 with tls, 25 inside the house.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("start-tls, tls (from the first byte, port 465), start-tls-when-offered, none.")]
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    [Description("Who signs in; left out for a server that knows this machine.")]
    public string? User { get; init; }

    [Description("Name of the secret, the password or with oauth the client's secret: set it with `secret set NAME`.")]
    [SecretName]
    public string? Secret { get; init; }

    [Description("Sign in with an access token (XOAUTH2) instead of a password.")]
    public OAuthOptions? OAuth { get; init; }

    [Description("One more file as in trust, for this server and its tokens alone.")]
    public string? TrustFile { get; init; }

    [Description("A .pfx file, in the config folder, with the certificate that the server wants to see from this program.")]
    public string? CertificateFile { get; init; }

    [Description("Name of the secret that opens certificateFile.")]
    [SecretName]
    public string? CertificateSecret { get; init; }

    [Description(
        "Proxy that the server is reached through (HTTP CONNECT or SOCKS), such as http://proxy.example.org:8080 or socks5://proxy.example.org:1080; left out, or \"none\": it is reached directly."
    )]
    [Shape(NetworkOptions.ProxyShape, NetworkOptions.ProxyFix)]
    public string? Proxy { get; init; }

    [Description("The most mails a minute; left out for no limit. Exchange Online allows 30.")]
    [Range(1, 100_000)]
    public int? MailsAMinute { get; init; }

    [Description("How long to wait for the server's next answer. After the message itself 10 minutes are due to it (RFC 5321).")]
    [TextPattern(SendOptions.Positive, "{0} is no time to wait.", "Write such as \"2 minutes\".")]
    public Duration Timeout { get; init; } = new(2, TimeUnit.Minutes);

    /// <summary>As a session with it is opened.</summary>
    public MailServer ToServer() =>
        new(MailProtocol.Smtp, Host, Port, Security)
        {
            User = User,
            Secret = Secret,
            OAuth = OAuth,
            Proxy = Proxy,
            CertificateFile = CertificateFile,
            CertificateSecret = CertificateSecret,
        };
}
