using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Cli.Partner;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Figures;

/// <summary><c>figures freeze PERIOD</c></summary>
static class FreezeVerb
{
    static readonly Argument<string> s_period = PeriodArgument.Create();

    public static Command Create()
    {
        var command = new Command(
            "freeze",
            "Keeps the figures of a period with their sources as they are today, such as those of a signed review. What is counted otherwise\n"
                + "later is shown as a correction by figures PERIOD."
        )
        {
            s_period,
            PartnerArgument.Why,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                if (PeriodArgument.Read(result.GetValue(s_period)) is not [var period])
                {
                    return ExitCode.Configuration;
                }

                var frozen = await context
                    .Services.GetRequiredService<FrozenFiguresCommands>()
                    .FreezeAsync(period, PersonAccount.Name, result.GetValue(PartnerArgument.Why), context.Now, stopping);
                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            period = period.Key,
                            on = context.Now.Today,
                            figures = frozen.Figures.Count,
                        }
                    );
                }
                else
                {
                    Console.Out.WriteLine($"{frozen.Figures.Count} figures of {period.Key} are kept as of {context.Now.Today:dd/MM/yyyy}.");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
