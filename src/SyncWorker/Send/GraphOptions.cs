using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Send;

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
