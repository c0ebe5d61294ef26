using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner quiet --months 6</c></summary>
static class QuietVerb
{
    static readonly Option<int> s_months = new("--months")
    {
        Description = "So many months back from today.",
        DefaultValueFactory = _ => 6,
        HelpName = "N",
    };

    static readonly Option<int> s_most = new("--most")
    {
        Description = "Units with at most so many activities; 0 lists those with none.",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };

    public static Command Create()
    {
        var command = new Command(
            "quiet",
            "Lists associations and local unions with little or no activity in the last months, the quietest first. What no source tells\n"
                + "cannot be counted: ask the unit before you judge it."
        )
        {
            s_months,
            s_most,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        s_months.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 600)
            {
                result.AddError("--months takes 1 to 600.");
            }
        });
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var units = await context
                    .Services.GetRequiredService<FiguresQueries>()
                    .QuietAsync(result.GetValue(s_months), result.GetValue(s_most), context.Now, stopping);
                if (context.Json)
                {
                    JsonOutput.Print(
                        units.Select(unit => new
                        {
                            unit.Partner,
                            unit.RegisterId,
                            unit.Name,
                            unit.Kind,
                            activities = unit.Activities.ToString(),
                            last = unit.Last?.ToString(),
                        })
                    );
                    return ExitCode.Done;
                }

                foreach (var unit in units)
                {
                    Console.Out.WriteLine(
                        $"{unit.Partner, 5}  {unit.RegisterId, -9}  {unit.Activities, 5}  {unit.Last?.ToString() ?? "never told", -10}  {unit.Name}"
                    );
                }

                Console.Out.WriteLine(
                    $"{units.Count} units with at most {result.GetValue(s_most)} activities in {result.GetValue(s_months)} months."
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
