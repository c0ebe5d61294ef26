using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Schedule;

/// <summary><c>schedule resume WHAT</c></summary>
static class ResumeVerb
{
    public static Command Create()
    {
        var command = new Command("resume", "Lets a job, source or rule that was paused go on now.") { ScheduleVerb.What };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var (found, fault) = ScheduleVerb.Find(context, result.GetValue(ScheduleVerb.What)!);
                if (found is not var (kind, name))
                {
                    await Console.Error.WriteLineAsync(fault);
                    return ExitCode.Configuration;
                }

                await using var db = context.Store.OpenDurable();
                var wasPaused = await Pauses.ResumeAsync(db, kind, name, context.Now.Instant, stopping);
                Deed.Log(context.Folders, $"schedule resume {EnumWord.Kebab(kind)}:{name}", wasPaused ? "resumed" : "it was not paused");
                if (
                    context.Config.Pauses(context.Now.Instant).FirstOrDefault(pause => pause.Kind == kind && pause.Name == name) is
                    { } inConfig
                )
                {
                    await Console.Error.WriteLineAsync(
                        $"{inConfig.Words(context.Config.Zone)}. Take \"paused\" out there to let it go on before."
                    );
                    return ExitCode.Configuration;
                }

                Console.Out.WriteLine($"{EnumWord.Kebab(kind)} {name} {(wasPaused ? "goes on" : "was not paused")}.");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
