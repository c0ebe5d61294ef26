using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Net.Mail;

namespace SyncWorker.Send;

/// <summary>How mails are sent by Microsoft Graph.</summary>
sealed class GraphOptions : GraphAccess
{
    [Description("The most mails a minute; left out for no limit. Exchange Online allows 30.")]
    [Range(1, 100_000)]
    public int? MailsAMinute { get; init; }
}
