using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail stop WHO</c></summary>
static class StopVerb
{
    static readonly Argument<string> s_who = MailRecipient.Argument();

    static readonly Option<DateOnly?> s_until = PauseOptions.Until("The day from which it gets mail again. Left out: when it is resumed.");

    static readonly Option<string> s_reason = PauseOptions.Reason();

    public static Command Create()
    {
        var command = new Command(
            "stop",
            "Stops all mail to one position or association now. What falls due for a position goes to the head of its department meanwhile\n"
                + "(where there is none, it waits); what falls due for an association waits. It ends by itself on the day of --until."
        )
        {
            s_who,
            s_until,
            s_reason,
        };
        VerbContext.On(
            command,
            (context, result, stopping) =>
                MailRecipient.OnAsync(
                    context,
                    result.GetValue(s_who)!,
                    recipient => StopAsync(context, recipient, result.GetValue(s_until), result.GetValue(s_reason)!, stopping),
                    stopping
                )
        );
        return command;
    }

    static async Task<int> StopAsync(
        VerbContext context,
        MailRecipient recipient,
        DateOnly? until,
        string reason,
        CancellationToken stopping
    )
    {
        var why = recipient.Name == recipient.Key ? reason : $"{reason} ({recipient.Name})";
        var words = ($"mail stop {recipient.Key}", "stopped");
        var code = await PauseOptions.BeginAsync(context, PausedKind.Mail, recipient.Key, until, why, words, stopping);
        if (code != ExitCode.Done)
        {
            return code;
        }

        await using var db = context.Store.Open();
        var waiting = await DueMails.CountAsync(db, recipient.Key, stopping);
        Console.Out.WriteLine(
            recipient.IsPosition
                ? "What falls due goes to the head of the department from the next run of remind on; without one, it waits."
                : "What falls due waits until then, and leaves as one mail."
        );
        if (waiting > 0)
        {
            Console.Out.WriteLine($"{waiting} {(waiting == 1 ? "mail" : "mails")} in the outbox: SyncWorker mail list");
        }

        return ExitCode.Done;
    }
}
