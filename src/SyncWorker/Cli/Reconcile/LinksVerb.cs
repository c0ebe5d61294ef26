using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Reconcile;

/// <summary><c>reconcile links</c></summary>
static class LinksVerb
{
    static readonly Option<bool> s_csv = new("--csv") { Description = "Print CSV, a line for each place where a row was seen." };

    static readonly Option<string?> s_source = new("--source") { Description = "Only the rows of this source.", HelpName = "NAME" };

    public static Command Create()
    {
        var command = new Command(
            "links",
            "Lists every row of the sources with the partner it belongs to, the score and the reason in words."
        )
        {
            s_csv,
            s_source,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var links = await context.Services.GetRequiredService<LinkQueries>().ListAsync(result.GetValue(s_source), stopping);
                if (context.Json)
                {
                    JsonOutput.Print(links);
                    return ExitCode.Done;
                }

                if (result.GetValue(s_csv))
                {
                    TerminalText.Width = null;
                    Console.Out.WriteLine("source,position,external_id,partner_id,register_id,decision,score,reason");
                    foreach (var link in links)
                    {
                        Console.Out.WriteLine(
                            CsvText.Line(
                                link.Source,
                                link.Position,
                                link.ExternalId,
                                link.PartnerId?.ToString(CultureInfo.InvariantCulture),
                                link.RegisterId,
                                link.Decision,
                                link.Score?.ToString("0.00", CultureInfo.InvariantCulture),
                                link.Reason
                            )
                        );
                    }

                    return ExitCode.Done;
                }

                foreach (var link in links)
                {
                    var to = link.PartnerId is null ? link.Decision : $"{link.RegisterId ?? $"partner {link.PartnerId}"} {link.Score:0.00}";
                    TerminalText.Row($"{link.Source} {link.Position}  {link.Name}  ->  {to}  [{link.Reason}]");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
