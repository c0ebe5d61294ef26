using System.CommandLine;
using SyncWorker.Cli.Mail.Recipients;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail recipients …</c></summary>
static class RecipientsVerb
{
    public static Command Create() =>
        new(
            "recipients",
            "The mailboxes of associations that lie outside allowedDomains (send.json, alsoAllowed register). A new or changed one gets no mail\n"
                + "until a person has approved it; its mails wait. `send golive` approves those that are known by then."
        )
        {
            Recipients.ListVerb.Create(),
            ApproveVerb.Create(),
            ConfirmVerb.Create(),
        };
}
