using System.ComponentModel;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Net.Mail;

/// <summary>A mailbox of Exchange Online that is reached by Microsoft Graph, as an application of the tenant.</summary>
class GraphAccess
{
    [Description("The mailbox: that mails are sent from, or that answers come into.")]
    [Mailbox]
    public required string Mailbox { get; init; }

    [Description("Name or id of the tenant.")]
    public required string Tenant { get; init; }

    [Description(
        "The application's id; it needs an application permission for this mailbox: Mail.Send to send from it, Mail.ReadWrite to read answers in it."
    )]
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
}
