using System.CommandLine;
using SyncWorker.Cli.Mail;

namespace SyncWorker.Cli;

/// <summary><c>mail …</c></summary>
static class MailVerb
{
    public static Command Create() => new("mail", "Looks into the outbox: which mails wait, were sent, refused, or nobody knows; tries one again, cancels it, lets held ones go.")
    {
        ListVerb.Create(),
        ShowVerb.Create(),
        PreviewVerb.Create(),
        RetryVerb.Create(),
        CancelVerb.Create(),
        ReleaseVerb.Create(),
        AnswersVerb.Create(),
        TestVerb.Create(),
    };

    /// <summary>The number that <c>mail list</c> prints.</summary>
    public static Argument<long> Id() => new("ID") { Description = "The mail's number, as `mail list` prints it." };
}
