using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Reconcile;
using SyncWorker.Union;

namespace SyncWorker.Cli.Reconcile;

/// <summary><c>reconcile approve</c></summary>
static class ApproveVerb
{
    static readonly Argument<string> s_hash = new("HASH")
    {
        Description = "The plan's name, as the guard and --plan print it; its first letters do.",
    };

    public static Command Create()
    {
        var command = new Command(
            "approve",
            "Applies a plan that the guard held, once, if it is still exactly what would be done. If the sources have changed since,\n"
                + "it prints what is different and applies nothing (exit code 4)."
        )
        {
            s_hash,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var done = await context
                    .Services.GetRequiredService<ReconcileStage>()
                    .ApproveAsync(result.GetValue(s_hash)!, PersonAccount.Name, new(context.Now), stopping);
                Deed.Log(context.Folders, $"reconcile approve {result.GetValue(s_hash)}", EnumWord.Kebab(done.Outcome));
                if (context.Json)
                {
                    JsonOutput.Print(StageLine.ForPrograms(done));
                }
                else
                {
                    StageLine.Print(done);
                }

                return ExitCode.From(done.Outcome);
            }
        );
        return command;
    }
}
