using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Inbox;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail answers [FOLDER]</c></summary>
static class AnswersVerb
{
    static readonly Argument<string?> s_folder = new("FOLDER")
    {
        Description = "Read this folder first, one mail a file (.eml, Maildir); each file is moved into its done, refused or replies.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var kind = new Option<string?>("--kind")
        {
            Description = $"Only these: {string.Join(", ", Enum.GetValues<InboxKind>().Select(EnumWord.Kebab))}.",
            HelpName = "KIND",
        };
        kind.AcceptOnlyFromAmong([.. Enum.GetValues<InboxKind>().Select(EnumWord.Kebab)]);
        var most = new Option<int>("--most")
        {
            Description = "How many, newest first.",
            DefaultValueFactory = _ => 50,
            HelpName = "N",
        };
        var command = new Command(
            "answers",
            "Lists the messages that came into the mailbox and the folder of answers and were handled, newest first: what each is, what became of\n"
                + "it, and why. The job inbox (SyncWorker inbox) handles them."
        )
        {
            s_folder,
            kind,
            most,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                if (result.GetValue(s_folder) is { } given)
                {
                    return await ReadAsync(context, Path.GetFullPath(given), stopping);
                }

                InboxKind? only = result.GetValue(kind) is { } word
                    ? Enum.GetValues<InboxKind>().Single(value => EnumWord.Kebab(value) == word)
                    : null;
                Print(context, await context.Services.GetRequiredService<InboxQueries>().ListAsync(only, result.GetValue(most), stopping));
                return ExitCode.Done;
            }
        );
        return command;
    }

    static async Task<int> ReadAsync(VerbContext context, string folder, CancellationToken stopping)
    {
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"There is no folder {folder}.");
            return ExitCode.Configuration;
        }

        var read = await context.Services.GetRequiredService<AnswerFolder>().ReadAsync(folder, context.Now.Today, stopping);
        if (context.Json)
        {
            JsonOutput.Print(
                read.Select(message => new
                {
                    message.File,
                    Kind = EnumWord.Kebab(message.Kind),
                    Outcome = EnumWord.Kebab(message.Outcome),
                    message.Words,
                    message.MoveFault,
                })
            );
        }
        else
        {
            foreach (var message in read)
            {
                Console.Out.WriteLine($"{EnumWord.Kebab(message.Outcome), -10} {message.File}: {message.Words}");
            }

            Console.Out.WriteLine($"{read.Count(message => message.IsTaken)} taken, {read.Count(message => !message.IsTaken)} not.");
        }

        return read.All(message => message.IsTaken) ? ExitCode.Done : ExitCode.Partly;
    }

    static void Print(VerbContext context, IReadOnlyList<InboxMessage> messages)
    {
        if (context.Json)
        {
            JsonOutput.Print(
                messages.Select(message => new
                {
                    message.Id,
                    At = message.HandledAt,
                    message.Name,
                    Kind = EnumWord.Kebab(message.Kind),
                    Outcome = EnumWord.Kebab(message.Outcome),
                    message.Words,
                    message.Recipient,
                    Mail = message.OutboxId,
                })
            );
            return;
        }

        foreach (var message in messages)
        {
            Console.Out.WriteLine(
                $"{Zones.Local(message.HandledAt, context.Config.Zone)}  {EnumWord.Kebab(message.Kind), -15} {EnumWord.Kebab(message.Outcome), -10} {message.Name}: {message.Words}"
            );
        }

        Console.Out.WriteLine(messages.Count == 0 ? "No such message." : $"{Count.Describe(messages.Count, "message")}.");
    }
}
