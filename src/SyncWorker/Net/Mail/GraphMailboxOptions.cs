using System.ComponentModel;

namespace SyncWorker.Net.Mail;

/// <summary>A mailbox that is read by Microsoft Graph.</summary>
sealed class GraphMailboxOptions : GraphAccess
{
    [Description("The folder of the mailbox that is read: inbox, or the id of a folder.")]
    public string Folder { get; init; } = "inbox";
}
