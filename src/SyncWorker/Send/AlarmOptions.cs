using System.ComponentModel;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Send;

[Needs("by", "smtp", "smtp", At = "by", Message = AlarmOptions.NoTransport, Fix = AlarmOptions.TransportFix)]
[Needs("by", "graph", "graph", At = "by", Message = AlarmOptions.NoTransport, Fix = AlarmOptions.TransportFix)]
sealed class AlarmOptions
{
    public const string NoTransport = "The second transport is named, but not what it needs.";
    public const string TransportFix = "Add \"smtp\" or \"graph\" within alarm, as for the first transport.";

    [Description("IT's mailbox, one that does not need the server that has stopped.")]
    [Mailbox]
    public required string To { get; init; }

    [Description("The second way out: pickup (a folder that something else picks up), smtp or graph.")]
    public TransportKind By { get; init; } = TransportKind.Pickup;

    [Description("The second pickup folder.")]
    public PickupOptions Pickup { get; init; } = new() { Folder = "alarm" };

    [Description("The second mail server; needed when by is smtp.")]
    public SmtpOptions? Smtp { get; init; }

    [Description("The Microsoft 365 mailbox; needed when by is graph.")]
    public GraphOptions? Graph { get; init; }

    [Description(
        "Local time of a daily line to IT by this way: mails sent and waiting, holds, sources that cannot be read, troubles, next runs. Left out: none."
    )]
    public TimeOnly? Daily { get; init; }

    /// <summary>As a transport is opened.</summary>
    public SendOptions Transport(SendOptions main) =>
        new()
        {
            From = main.From,
            AllowedDomains = [],
            Transport = By,
            Pickup = Pickup,
            Smtp = Smtp,
            Graph = Graph,
            Proxy = main.Proxy,
            Trust = main.Trust,
        };
}
