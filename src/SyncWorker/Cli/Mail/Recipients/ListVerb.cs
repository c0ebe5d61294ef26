using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli.Mail.Recipients;

/// <summary><c>mail recipients list</c></summary>
static class ListVerb
{
    static readonly Option<string?> s_csv = new("--csv")
    {
        Description =
            "Write those that wait as a CSV sheet; put \"approve\" into its column answer and give it to `mail recipients approve --csv`.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "list",
            "Lists the mailboxes that wait for a person, those that were approved, and those that a server reported as not there. Exit code 4 when\n"
                + "a person must decide on one."
        )
        {
            s_csv,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var approvals = context.Services.GetRequiredService<MailboxApprovals>();
                var (waiting, approved) = await approvals.ListAsync(stopping);
                var dead = await approvals.ListDeadAsync(stopping);
                if (result.GetValue(s_csv) is { } file)
                {
                    // With a mark, or a spreadsheet takes the accents for another code page.
                    await File.WriteAllLinesAsync(
                        file,
                        waiting.Select(Line).Prepend(string.Join(',', RecipientSheet.Columns)),
                        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
                        stopping
                    );
                }

                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            waiting,
                            approved,
                            dead,
                        }
                    );
                }
                else
                {
                    Print("Wait for a person", waiting);
                    Print("Approved", approved);
                    PrintDead(dead);
                    Console.Out.WriteLine(
                        waiting.Count == 0
                            ? "No mailbox waits."
                            : $"{Count.Describe(waiting.Count, "mailbox").Replace("mailboxs", "mailboxes", StringComparison.Ordinal)} wait: SyncWorker mail recipients approve partner:ID, or --all"
                    );
                }

                return waiting.Count + dead.Count == 0 ? ExitCode.Done : ExitCode.Held;
            }
        );
        return command;
    }

    static string Line(RegisterMailbox mailbox) => CsvText.Line(mailbox.Recipient, mailbox.Name, mailbox.Address, mailbox.Source, "");

    static void Print(string title, IReadOnlyList<RegisterMailbox> mailboxes)
    {
        if (mailboxes.Count > 0)
        {
            Console.Out.WriteLine(title);
        }

        foreach (var mailbox in mailboxes)
        {
            Console.Out.WriteLine($"  {mailbox.Recipient, -14} {mailbox.Address, -36} {mailbox.Name} (said by {mailbox.Source})");
        }
    }

    static void PrintDead(IReadOnlyList<DeadAddress> mailboxes)
    {
        if (mailboxes.Count > 0)
        {
            Console.Out.WriteLine("Reported as not there: correct it where it is written, or SyncWorker mail recipients confirm ADDRESS");
        }

        foreach (var mailbox in mailboxes)
        {
            Console.Out.WriteLine($"  {mailbox.Recipient, -14} {mailbox.Address, -36} since {mailbox.Since:yyyy-MM-dd}: {mailbox.Reason}");
        }
    }
}
