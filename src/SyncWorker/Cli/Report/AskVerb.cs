using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Report;

/// <summary><c>report ask TITLE --who … --due DATE</c></summary>
static class AskVerb
{
    static readonly Argument<string> s_title = new("TITLE")
    {
        Description = "What is asked for, as the mails say it: \"Danh sách đoàn đi dự\".",
    };

    static readonly Option<string[]> s_who = new("--who")
    {
        Description = "Who owes it: kinds (central_association, local_union), register numbers (CA-FR) or country:FR; several are allowed.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        HelpName = "WHO",
    };

    static readonly Option<DateOnly?> s_due = CommonOptions.Day("--due", "The day it is due: 2026-03-12 or 12/03/2026.");

    static readonly Option<string?> s_basis = new("--basis")
    {
        Description =
            "The document it rests on: \"Công văn số 12/LHHN-VP\", or the number alone of one in document list; mails cite it in full.",
        HelpName = "TEXT",
    };

    public static Command Create()
    {
        var command = new Command(
            "ask",
            "Asks partners for something by a day. It becomes an obligation like the regular reports: reminded of ahead, chased when\n"
                + "overdue (`requests` in remind.json), closed once `report received` or the tracking sheet records that it was received."
        )
        {
            s_title,
            s_who,
            s_due,
            s_basis,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var today = context.Now.Today;
                if (result.GetValue(s_due) is not { } due || due < today)
                {
                    await Console.Error.WriteLineAsync("--due is missing or is a day before today.");
                    return ExitCode.Configuration;
                }

                var basis = result.GetValue(s_basis);
                if (basis is not null)
                {
                    basis =
                        (await context.Services.GetRequiredService<DocumentQueries>().FindAsync(basis, context.Now, stopping))?.Citation
                        ?? basis;
                }

                var asked = await context
                    .Services.GetRequiredService<ReportCommands>()
                    .AskAsync(result.GetValue(s_title)!, result.GetValue(s_who) ?? [], due, basis, today, stopping);
                if (asked.Names.Count == 0)
                {
                    await Console.Error.WriteLineAsync(
                        $"--who {string.Join(' ', asked.Unknown)} matches no partner, so nothing was asked. Write kinds (central_association), register numbers (CA-FR) or country:FR."
                    );
                    return ExitCode.Configuration;
                }

                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            code = asked.Code,
                            due,
                            units = asked.Names,
                        }
                    );
                }
                else
                {
                    Console.Out.WriteLine(
                        $"{asked.Code}: asked of {asked.Names.Count} by {due:dd/MM/yyyy}: {string.Join("; ", asked.Names)}."
                    );
                    Console.Out.WriteLine($"When one has come: SyncWorker report received UNIT --code {asked.Code}");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
