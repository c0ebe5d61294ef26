using System.CommandLine;
using SyncWorker.Cli.Mail;

namespace SyncWorker.Cli;

/// <summary><c>mail …</c></summary>
static class MailVerb
{
    public static Command Create() =>
        new(
            "mail",
            "Shows the mails of the outbox and their states (waiting, sent, refused, uncertain); retries or cancels a mail, releases held mails,\nstops all mail to one recipient."
        )
        {
            ListVerb.Create(),
            ShowVerb.Create(),
            PreviewVerb.Create(),
            RetryVerb.Create(),
            CancelVerb.Create(),
            ReleaseVerb.Create(),
            StopVerb.Create(),
            ResumeVerb.Create(),
            AnswersVerb.Create(),
            RecipientsVerb.Create(),
            TestVerb.Create(),
        };

    /// <summary>The number that <c>mail list</c> prints.</summary>
    public static Argument<long> Id() => new("ID") { Description = "The mail's number, as `mail list` prints it." };
}
