using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SyncWorker.Union;

sealed class AnswersOptions
{
    [Description("The mailbox that answers are sent to. Its mails must come into the folder below.")]
    public required string To { get; init; }

    [Description("The folder that `remind` reads before it plans, one mail a file (.eml, or a Maildir's new). A relative path starts at the data folder.")]
    public string Folder { get; init; } = "answers";

    [Description("An answer is taken for so many days after its mail.")]
    [Range(1, 366)]
    public int Days { get; init; } = 30;

    /// <summary>The folder's full path.</summary>
    public string FolderIn(string data) => Path.GetFullPath(Folder, data);
}
