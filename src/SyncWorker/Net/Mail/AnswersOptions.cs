using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Net.Mail;

/// <summary>Where answers are sent to and where the job inbox reads them.</summary>
sealed class AnswersOptions
{
    /// <summary>The folder that is read where config names neither folder nor mailbox.</summary>
    const string UsualFolder = "answers";

    [Description("The mailbox that answers are sent to. Its mails must come into the mailbox or the folder below.")]
    [Mailbox]
    public required string To { get; init; }

    [Description(
        "The mailbox on its server that the job inbox reads. What was handled there is moved into the folders done, refused and replies."
    )]
    public ImapOptions? Imap { get; init; }

    [Description("The mailbox at Exchange Online that the job inbox reads by Microsoft Graph, instead of imap.")]
    public GraphMailboxOptions? Graph { get; init; }

    [Description(
        "A folder that the job inbox reads as well, one mail a file (.eml, or a Maildir's new). A relative path starts at the data folder."
    )]
    public string? Folder { get; init; }

    [Description("An answer is taken for so many days after its mail.")]
    [Range(1, 366)]
    public int Days { get; init; } = 30;

    [Description(
        "The name (authserv-id) that your mail server gives itself in Authentication-Results, such as mx.example.org. With it an answer counts only where the topmost such header of that server proves its sender (dmarc, dkim, spf or auth). Left out: senders are not proved."
    )]
    [TextPattern(@"^[^\s/:@]+$", "\"{0}\" is no name of a server.", "Write such as mx.example.org.")]
    public string? AuthServId { get; init; }

    [Description("Mails that were handled (in done, refused and replies) are deleted after so many days.")]
    [Range(1, 3660)]
    public int KeepDays { get; init; } = 90;

    /// <summary>The full path of the folder that is read; null where a mailbox is named and no folder.</summary>
    public string? FolderIn(string data) => Folder is null && IsMailboxNamed ? null : Path.GetFullPath(Folder ?? UsualFolder, data);

    /// <summary>Config names a place where answers come in.</summary>
    public bool IsPlaceNamed() => IsMailboxNamed || Folder is not null;

    bool IsMailboxNamed => Imap is not null || Graph is not null;
}
