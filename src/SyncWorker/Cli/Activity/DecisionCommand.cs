using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Cli.Partner;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Activity;

/// <summary>What the verbs that decide about rows of activities share.</summary>
static class DecisionCommand
{
    public static readonly Argument<long> Row = new("ROW") { Description = "The row's number in activity list." };

    /// <summary>A verb that keeps a decision of the person who runs it.</summary>
    public static void On(Command command, Func<ActivityCommands, VerbContext, ParseResult, CancellationToken, Task<string>> decide)
    {
        command.Add(PartnerArgument.Why);
        command.Add(CommonOptions.Json);
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var refusal = await decide(context.Services.GetRequiredService<ActivityCommands>(), context, result, stopping);
                if (context.Json)
                {
                    JsonOutput.Print(new { kept = refusal.Length == 0, refusal = refusal.Length == 0 ? null : refusal });
                }
                else
                {
                    (refusal.Length > 0 ? Console.Error : Console.Out).WriteLine(
                        refusal.Length > 0 ? refusal : "Kept. Each count follows it."
                    );
                }

                return refusal.Length == 0 ? ExitCode.Done : ExitCode.Configuration;
            }
        );
    }
}
