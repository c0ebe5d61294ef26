using System.ComponentModel;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Pages;

/// <summary>The section <c>pages</c> of schedule.json: the pages that people look at, and for whom they are.</summary>
sealed record PagesOptions
{
    [Description(
        "The folder that the job pages writes to, such as a share that all staff may read; a relative one starts at the data folder. Left out: none is written."
    )]
    public string? Folder { get; init; }

    [Description("staff: no mailbox stands in any page. it: mailboxes as well.")]
    public Audience Audience { get; init; } = Audience.Staff;

    [Description("The languages of the pages; the first is that of the folder's index.html.")]
    [NotEmpty("No page would be written.", "Write vi, en or both.")]
    public IReadOnlyList<MailLanguage> Languages { get; init; } = [MailLanguage.Vi, MailLanguage.En];
}

/// <summary>Who may open the folder of the pages.</summary>
enum Audience
{
    /// <summary>Everyone of the union's office: no mailbox is shown.</summary>
    Staff,

    /// <summary>IT alone.</summary>
    It,
}
