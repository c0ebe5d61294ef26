using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Cli.Reconcile;
using SyncWorker.Hosting;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>reconcile</c></summary>
static class ReconcileVerb
{
    static readonly Option<bool> s_plan = new("--plan") { Description = "Show what would change and why, and write nothing." };

    static readonly Option<bool> s_csv = new("--csv") { Description = "With --plan: print CSV." };

    static readonly Option<string?> s_html = new("--html")
    {
        Description = "With --plan: write it as a page to this file.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "reconcile",
            "Works out which rows of the sources are the same organisation and writes one golden record for each (tables partners and\n"
                + "countries). The same input twice writes nothing; a row that vanished is marked, never deleted. More changes at once than\n"
                + "the guard of reconcile.json allows are held until a person approves them (exit code 4)."
        )
        {
            s_plan,
            s_csv,
            s_html,
            CommonOptions.AsOf,
            CommonOptions.Json,
            ApproveVerb.Create(),
            LinksVerb.Create(),
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                if (!result.GetValue(s_plan))
                {
                    var done = await StageVerb.RunAsync(context, "reconcile", [], stopping);
                    if (context.Json)
                    {
                        JsonOutput.Print(StageLine.ForPrograms(done));
                    }

                    return ExitCode.From(done.Outcome);
                }

                var plan = await context.Services.GetRequiredService<PlanQueries>().ShowAsync(context.Now, stopping);
                if (result.GetValue(s_html) is { } file)
                {
                    await File.WriteAllTextAsync(file, PlanPage.Html(plan, context.Now), stopping);
                    Console.Out.WriteLine($"The plan was written to {Path.GetFullPath(file)}.");
                }
                else if (context.Json)
                {
                    JsonOutput.Print(plan);
                }
                else if (result.GetValue(s_csv))
                {
                    PlanPage.Csv(plan, Console.Out);
                }
                else
                {
                    PlanPage.Text(plan, Console.Out);
                }

                return plan.Guard.Count > 0 ? ExitCode.Held : ExitCode.Done;
            }
        );
        return command;
    }
}
