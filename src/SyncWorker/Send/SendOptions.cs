using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Send;

/// <summary>send.json.</summary>
[Needs(
    "transport",
    "smtp",
    "smtp",
    At = "transport",
    Message = "The transport is smtp, but no server is named.",
    Fix = "Add \"smtp\": { \"host\": \"mail.example.org\" }."
)]
[Needs(
    "transport",
    "graph",
    "graph",
    At = "transport",
    Message = "The transport is graph, but no mailbox is named.",
    Fix = "Add \"graph\": { \"mailbox\": …, \"tenant\": …, \"clientId\": …, \"secret\": \"graph\" }."
)]
sealed class SendOptions
{
    /// <summary>A length of time that is not nothing.</summary>
    public const string Positive = @"^\s*0*[1-9]";

    [Description("How mails leave: pickup (an .eml file each, nothing is sent), smtp, or graph (Microsoft 365).")]
    public TransportKind Transport { get; init; } = TransportKind.Pickup;

    [Description("The sender that people see.")]
    public required Sender From { get; init; }

    [Description(
        "Mail goes to addresses of these domains only (\".example.org\": and of all below it); anything else is refused and reported. The mailbox in trialTo is always allowed."
    )]
    [TextPattern(
        @"^(\.[^\s@*/:.]+|[^\s@*/:.]+\.[^\s@*/:.]+)(\.[^\s@*/:.]+)*$",
        "\"{0}\" is not a domain.",
        "Write the part after the @, such as \"example.org\"."
    )]
    public required IReadOnlyList<string> AllowedDomains { get; init; }

    [Description(
        "Whose addresses are allowed whatever their domain: staff (those in staff.json), register (those of the associations, for offices that have a free mailbox; each waits until a person has approved it with `mail recipients approve`)."
    )]
    public IReadOnlyList<AllowedList> AlsoAllowed { get; init; } = [];

    [Description(
        "With alsoAllowed register: the sources, by the names of poll.json, whose e-mail addresses of associations are believed. What another source says gets no mail."
    )]
    public IReadOnlyList<string> MailboxesFrom { get; init; } = [];

    [Description("What is due later than this many days from today stands under \"far ahead\" in a digest.")]
    [Range(7, 366)]
    public int FarAheadDays { get; init; } = 45;

    [Description("The pickup folder.")]
    public PickupOptions Pickup { get; init; } = new();

    [Description("The mail server; needed when transport is smtp.")]
    public SmtpOptions? Smtp { get; init; }

    [Description("The Microsoft 365 mailbox; needed when transport is graph.")]
    public GraphOptions? Graph { get; init; }

    [Description(
        "Proxy for what goes by HTTP, Microsoft Graph and the addresses that tokens come from, such as http://proxy.example.org:8080; \"none\" for no proxy. Without it: the system's own. SMTP goes past it."
    )]
    [Shape("^(none|[Hh][Tt][Tt][Pp][Ss]?://[^\\s@]+)$", "Write such as http://proxy.example.org:8080, or none.")]
    public string? Proxy { get; init; }

    [Description(
        "PEM files of private certificate authorities to trust beside the system's: for the mail server, Graph and the addresses that tokens come from."
    )]
    public IReadOnlyList<string> Trust { get; init; } = [];

    [Description("More mails on one day than this, or than the preview foresaw, are held until a person lets them go with `mail release`.")]
    public StormOptions Storm { get; init; } = new();

    [Description("Addresses, texts and the servers' words are forgotten this long after a mail was settled; that it was sent is kept.")]
    [Shape(Positive, "Write at least \"1 day\".")]
    public Duration KeepAddressesFor { get; init; } = new(400, TimeUnit.Days);

    [Description("The links by which staff answer a reminder, and where the answers are read; left out: mails have no such links.")]
    public AnswersOptions? Answers { get; init; }

    [Description(
        "How IT is told that sending has stopped, or that a job has the same trouble three runs in a row; left out: by the event log and `status` only."
    )]
    public AlarmOptions? Alarm { get; init; }

    [Description("What happens after a refusal that is only for now.")]
    public RetryOptions Retry { get; init; } = new();

    [Description("What happens to a mail of which nobody knows whether it arrived.")]
    public UncertainOptions Uncertain { get; init; } = new();

    /// <summary>
    /// Whether the domain is one of <see cref="AllowedDomains"/>: ".example.org" means the domain and all below it, "example.org" that one
    /// alone.
    /// </summary>
    public bool IsOwnDomain(string domain) =>
        AllowedDomains.Any(allowed =>
            allowed.StartsWith('.')
                ? domain.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)
                    || domain.Equals(allowed[1..], StringComparison.OrdinalIgnoreCase)
                : domain.Equals(allowed, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The secret that the transport signs in with.</summary>
    [JsonIgnore]
    [SecretName]
    public string? SecretName =>
        Transport switch
        {
            TransportKind.Smtp => Smtp?.Secret,
            TransportKind.Graph => Graph?.Secret,
            _ => null,
        };
}

enum AllowedList
{
    Staff,
    Register,
}

enum TransportKind
{
    Pickup,
    Smtp,
    Graph,
}

sealed class Sender
{
    [Description("Such as nhacviec@example.org.")]
    [Mailbox]
    public required string Address { get; init; }

    [Description("Shown beside the address in Vietnamese mails; the desk's name in staff.json when it is left out.")]
    public string? NameVi { get; init; }

    [Description("The same for English mails.")]
    public string? NameEn { get; init; }
}

sealed class PickupOptions
{
    [Description("Default: the folder pickup in the data folder. A relative path starts at the data folder.")]
    public string? Folder { get; init; }
}

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
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    [Description("Who signs in; left out for a server that knows this machine.")]
    public string? User { get; init; }

    [Description("Name of the secret, the password or with oauth the client's secret: set it with `secret set NAME`.")]
    [SecretName]
    public string? Secret { get; init; }

    [Description("Sign in with an access token (XOAUTH2) instead of a password.")]
    public OAuthOptions? OAuth { get; init; }

    [Description("One more file as in trust, for this server and its tokens alone.")]
    public string? TrustFile { get; init; }

    [Description("A .pfx file with the certificate that the server wants to see from this program.")]
    public string? CertificateFile { get; init; }

    [Description("Name of the secret that opens certificateFile.")]
    [SecretName]
    public string? CertificateSecret { get; init; }

    [Description("The most mails a minute; left out for no limit. Exchange Online allows 30.")]
    [Range(1, 100_000)]
    public int? MailsAMinute { get; init; }

    [Description("How long to wait for the server's next answer. After the message itself 10 minutes are due to it (RFC 5321).")]
    [TextPattern(SendOptions.Positive, "{0} is no time to wait.", "Write such as \"2 minutes\".")]
    public Duration Timeout { get; init; } = new(2, TimeUnit.Minutes);
}

sealed class OAuthOptions
{
    [Description("Where tokens come from, such as https://login.microsoftonline.com/TENANT/oauth2/v2.0/token.")]
    [Shape("^[Hh][Tt][Tt][Pp][Ss]?://[^\\s@]+$", "Write an https address.")]
    public required Uri TokenEndpoint { get; init; }

    [Description("The application's id.")]
    public required string ClientId { get; init; }

    [Description("Such as https://outlook.office365.com/.default.")]
    public string? Scope { get; init; }
}

sealed class GraphOptions
{
    [Description("The mailbox that mails are sent from.")]
    [Mailbox]
    public required string Mailbox { get; init; }

    [Description("Name or id of the tenant.")]
    public required string Tenant { get; init; }

    [Description("The application's id; it needs the permission Mail.Send for this mailbox.")]
    public required string ClientId { get; init; }

    [Description("Name of the client secret: set it with `secret set NAME`.")]
    [SecretName]
    public required string Secret { get; init; }

    [Description("Only for a national cloud or a test server.")]
    [Shape("^[Hh][Tt][Tt][Pp][Ss]?://[^\\s@]+$", "Write an https address.")]
    public Uri Endpoint { get; init; } = new("https://graph.microsoft.com/");

    [Description("Only for a national cloud or a test server: where tokens come from.")]
    [Shape("^[Hh][Tt][Tt][Pp][Ss]?://[^\\s@]+$", "Write an https address.")]
    public Uri Login { get; init; } = new("https://login.microsoftonline.com/");

    [Description("The most mails a minute; left out for no limit. Exchange Online allows 30.")]
    [Range(1, 100_000)]
    public int? MailsAMinute { get; init; }
}

enum SmtpSecurity
{
    StartTls,
    Tls,
    StartTlsWhenOffered,
    None,
}

sealed class StormOptions
{
    [Description("The most mails of one day that need nobody's consent.")]
    [Range(1, 100_000)]
    public int MostADay { get; init; } = 300;

    [Description(
        "A day that brings more mails than its preview foresaw the day before, by more than this many percent and more than overPreviewMails, is held."
    )]
    [Range(0, 10_000)]
    public int OverPreviewPercent { get; init; } = 50;

    [Description("So many mails more than foreseen need nobody's consent.")]
    [Range(0, 100_000)]
    public int OverPreviewMails { get; init; } = 20;
}

sealed class RetryOptions
{
    [Description("The first delay; it doubles each time.")]
    [TextPattern(SendOptions.Positive, "The first delay is {0}.", "Write such as \"5 minutes\".")]
    public Duration First { get; init; } = new(5, TimeUnit.Minutes);

    [Description("The longest delay.")]
    [TextPattern(SendOptions.Positive, "{0} is no time to wait.", "Write such as \"1 hour\".")]
    public Duration Longest { get; init; } = new(4, TimeUnit.Hours);

    [Description("After this long the mail is given up and reported.")]
    [TextPattern(SendOptions.Positive, "{0} is no time to wait.", "Write such as \"1 hour\".")]
    public Duration GiveUpAfter { get; init; } = new(3, TimeUnit.Days);
}

sealed class UncertainOptions
{
    [Description("Mails to staff: ask, assume-delivered, or resend (after the time below, marked as a possible repeat).")]
    public UncertainPolicy Staff { get; init; } = UncertainPolicy.Resend;

    [Description("Mails to associations: the same choices.")]
    public UncertainPolicy Associations { get; init; } = UncertainPolicy.Ask;

    [Description("How long to wait before a resend.")]
    [TextPattern(SendOptions.Positive, "{0} is no time to wait.", "Write such as \"1 hour\".")]
    public Duration ResendAfter { get; init; } = new(60, TimeUnit.Minutes);
}

enum UncertainPolicy
{
    Ask,
    Resend,
    AssumeDelivered,
}
