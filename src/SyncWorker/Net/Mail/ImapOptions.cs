using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Config;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Net.Mail;

/// <summary>A mailbox that is read by IMAP.</summary>
[NotTogether(
    "port",
    "993",
    "security",
    "start-tls|start-tls-when-offered|none",
    At = "security",
    Message = ImapOptions.PortMessage,
    Fix = ImapOptions.PortFix
)]
[NotTogether("port", "143", "security", "tls", At = "security", Message = ImapOptions.PortMessage, Fix = ImapOptions.PortFix)]
sealed class ImapOptions
{
    public const string PortMessage = "Port {port} is not for that security.";
    public const string PortFix = "Write \"port\": 993 with tls, 143 with start-tls.";

    [Description("Name or address of the server.")]
    [ServerName]
    public required string Host { get; init; }

    [Description("Usually 993 with tls, 143 with start-tls.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 993;

    [Description("tls (from the first byte, port 993), start-tls, none.")]
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    [Description("Who signs in.")]
    public required string User { get; init; }

    [Description("Name of the secret, the password or with oAuth the client's secret: set it with `secret set NAME`.")]
    [SecretName]
    public required string Secret { get; init; }

    [Description("Sign in with an access token (XOAUTH2) instead of a password.")]
    public OAuthOptions? OAuth { get; init; }

    [Description("The folder of the mailbox that is read.")]
    public string Folder { get; init; } = "INBOX";

    [Description("One more file as in trust, for this server and its tokens alone.")]
    public string? TrustFile { get; init; }

    [Description("Proxy that the server is reached through, as smtp.proxy; left out, or \"none\": it is reached directly.")]
    [Shape(NetworkOptions.ProxyShape, NetworkOptions.ProxyFix)]
    public string? Proxy { get; init; }

    [Description("How long to wait for the server's next answer.")]
    [TextPattern(@"^\s*0*[1-9]", "{0} is no time to wait.", "Write such as \"1 minute\".")]
    public Duration Timeout { get; init; } = new(1, TimeUnit.Minutes);

    /// <summary>As a session with it is opened.</summary>
    public MailServer ToServer() =>
        new(MailProtocol.Imap, Host, Port, Security)
        {
            User = User,
            Secret = Secret,
            OAuth = OAuth,
            Proxy = Proxy,
        };
}
