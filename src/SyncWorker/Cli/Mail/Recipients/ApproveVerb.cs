using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Send;

namespace SyncWorker.Cli.Mail.Recipients;

/// <summary><c>mail recipients approve</c></summary>
static class ApproveVerb
{
    static readonly Argument<string[]> s_recipients = new("RECIPIENT")
    {
        Description = "As `mail recipients list` names them, such as partner:12.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<bool> s_all = new("--all") { Description = "All that wait." };

    static readonly Option<string?> s_csv = new("--csv")
    {
        Description = "Those whose column answer says approve in the sheet that `mail recipients list --csv` wrote.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "approve",
            "Lets mail go to mailboxes outside the union's domains. If a sheet has a fault, nothing is approved and every fault is printed."
        )
        {
            s_recipients,
            s_all,
            s_csv,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var approvals = context.Services.GetRequiredService<MailboxApprovals>();
                var (waiting, _) = await approvals.ListAsync(stopping);
                var (meant, faults) = Meant(result, waiting);
                if (faults.Count > 0)
                {
                    faults.ForEach(Console.Error.WriteLine);
                    return ExitCode.Configuration;
                }

                await approvals.ApproveAsync(meant, PersonAccount.Name, stopping);
                Deed.Log(context.Folders, "mail recipients approve", $"{meant.Count} mailboxes approved");
                if (context.Json)
                {
                    JsonOutput.Print(new { approved = meant });
                }
                else
                {
                    Console.Out.WriteLine($"Approved: {meant.Count}. Mails that waited for it leave with the next run of send.");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    static (IReadOnlyList<RegisterMailbox> Meant, List<string> Faults) Meant(ParseResult result, IReadOnlyList<RegisterMailbox> waiting)
    {
        var named = result.GetValue(s_recipients) ?? [];
        if (result.GetValue(s_csv) is { } file)
        {
            try
            {
                return RecipientSheet.Read(file, waiting);
            }
            catch (Exception error) when (error is CsvException or IOException or UnauthorizedAccessException)
            {
                return ([], [error.Message]);
            }
        }

        var unknown = named
            .Where(name => !waiting.Any(mailbox => mailbox.Recipient == name))
            .Select(name => $"{name} does not wait for a person. See: SyncWorker mail recipients list")
            .ToList();
        return result.GetValue(s_all) ? (waiting, [])
            : named is [] ? ([], ["Name recipients, a sheet with --csv, or --all."])
            : ([.. waiting.Where(mailbox => named.Contains(mailbox.Recipient))], unknown);
    }
}
