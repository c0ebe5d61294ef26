using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Net.Mail;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Net.Mail;

sealed class AnswersOptions
{
    [Description("The mailbox that answers are sent to. Its mails must come into the folder below.")]
    [Mailbox]
    public required string To { get; init; }

    [Description(
        "The folder that `remind` reads before it plans, one mail a file (.eml, or a Maildir's new). A relative path starts at the data folder."
    )]
    public string Folder { get; init; } = "answers";

    [Description("An answer is taken for so many days after its mail.")]
    [Range(1, 366)]
    public int Days { get; init; } = 30;

    [Description(
        "The name (authserv-id) that your mail server gives itself in Authentication-Results, such as mx.example.org. With it an answer counts only where the topmost such header of that server proves its sender (dmarc, dkim, spf or auth). Left out: senders are not proved."
    )]
    [TextPattern(@"^[^\s/:@]+$", "\"{0}\" is no name of a server.", "Write such as mx.example.org.")]
    public string? AuthServId { get; init; }

    [Description("Answers that were read (the folders done and refused) are deleted after so many days.")]
    [Range(1, 3660)]
    public int KeepDays { get; init; } = 90;

    /// <summary>The folder's full path.</summary>
    public string FolderIn(string data) => Path.GetFullPath(Folder, data);
}
