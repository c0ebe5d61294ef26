using System.ComponentModel;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Net.Mail;

/// <summary>How an access token for a mail server is got.</summary>
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
