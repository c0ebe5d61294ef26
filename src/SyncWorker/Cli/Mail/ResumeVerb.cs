using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Store;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail resume WHO</c></summary>
static class ResumeVerb
{
    static readonly Argument<string> s_who = MailRecipient.Argument();

    public static Command Create()
    {
        var command = new Command("resume", "Lets mail to a position or association that was stopped leave again, from now on.") { s_who };
        VerbContext.On(
            command,
            (context, result, stopping) =>
                MailRecipient.OnAsync(
                    context,
                    result.GetValue(s_who)!,
                    async recipient =>
                    {
                        await using var db = context.Store.OpenDurable();
                        var wasStopped = await Pauses.ResumeAsync(db, PausedKind.Mail, recipient.Key, context.Now.Instant, stopping);
                        Deed.Log(context.Folders, $"mail resume {recipient.Key}", wasStopped ? "resumed" : "it was not stopped");
                        Console.Out.WriteLine($"Mail to {recipient.Name} {(wasStopped ? "leaves again" : "was not stopped")}.");
                        return ExitCode.Done;
                    },
                    stopping
                )
        );
        return command;
    }
}
