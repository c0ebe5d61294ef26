using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail stop WHO</c></summary>
static class StopVerb
{
    static readonly Argument<string> s_who = MailRecipient.Argument();

    static readonly Option<DateOnly?> s_until = CommonOptions.Day(
        "--until",
        "The day from which it gets mail again. Left out: when it is resumed."
    );

    static readonly Option<string> s_reason = new("--reason")
    {
        Description = "Why, for whoever reads status.",
        Required = true,
        HelpName = "TEXT",
    };

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
        if (until <= context.Now.Today)
        {
            await Console.Error.WriteLineAsync($"{DayText.DayFirst(until.Value)} is not after today: nothing was stopped.");
            return ExitCode.Configuration;
        }

        var pause = new Pause(
            PausedKind.Mail,
            recipient.Key,
            recipient.Name == recipient.Key ? reason : $"{reason} ({recipient.Name})",
            context.Now.Instant,
            until is { } day ? Pauses.EndOn(day, context.Config.Zone) : null
        );
        await using var db = context.Store.OpenDurable();
        await Pauses.PauseAsync(db, pause, stopping);
        Deed.Log(context.Folders, $"mail stop {recipient.Key}", "stopped");
        var words = pause.Words(context.Config.Zone);
        Console.Out.WriteLine($"{char.ToUpperInvariant(words[0])}{words[1..]}");
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
