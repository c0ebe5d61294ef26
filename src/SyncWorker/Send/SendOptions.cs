using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
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
        "Proxy for what goes by HTTP, Microsoft Graph and the addresses that tokens come from, such as http://proxy.example.org:8080 or socks5://proxy.example.org:1080; \"none\" for no proxy. Without it: the system's own. For SMTP: smtp.proxy."
    )]
    [Shape(NetworkOptions.ProxyShape, NetworkOptions.ProxyFix)]
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

    [Description(
        "How long before a deadline, which begins at midnight, or an event the calendar entry that goes with a mail reminds; \"0 hours\": not at all."
    )]
    public Duration CalendarAlarm { get; init; } = new(15, TimeUnit.Hours);

    [Description("The office's part of the draft letters to units whose report is missing: a .docx a kind of unit.")]
    public LetterOptions Letter { get; init; } = new();

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
