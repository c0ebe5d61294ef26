using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Union;

namespace SyncWorker.Cli.Schedule;

/// <summary><c>schedule pause WHAT</c></summary>
static class PauseVerb
{
    static readonly Option<DateOnly?> s_until = PauseOptions.Until("The day on which it goes on by itself. Left out: when it is resumed.");

    static readonly Option<string> s_reason = PauseOptions.Reason();

    public static Command Create()
    {
        var command = new Command(
            "pause",
            "Pauses a job (it is not started), a source (it is not asked, its rows stay) or a rule (nothing of it is due; what falls due\n"
                + "meanwhile is caught up as after days off). It ends by itself on the day of --until. The config stays as it is."
        )
        {
            ScheduleVerb.What,
            s_until,
            s_reason,
        };
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

                var words = ($"schedule pause {EnumWord.Kebab(kind)}:{name}", "paused");
                return await PauseOptions.BeginAsync(
                    context,
                    kind,
                    name,
                    result.GetValue(s_until),
                    result.GetValue(s_reason)!,
                    words,
                    stopping
                );
            }
        );
        return command;
    }
}
