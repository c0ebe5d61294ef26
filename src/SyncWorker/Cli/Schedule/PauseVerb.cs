using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Schedule;

/// <summary><c>schedule pause WHAT</c></summary>
static class PauseVerb
{
    static readonly Option<DateOnly?> s_until = CommonOptions.Day(
        "--until",
        "The day on which it goes on by itself. Left out: when it is resumed."
    );

    static readonly Option<string> s_reason = new("--reason")
    {
        Description = "Why, for whoever reads status.",
        Required = true,
        HelpName = "TEXT",
    };

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
                var until = result.GetValue(s_until);
                if (found is not var (kind, name))
                {
                    await Console.Error.WriteLineAsync(fault);
                    return ExitCode.Configuration;
                }

                if (until <= context.Now.Today)
                {
                    await Console.Error.WriteLineAsync($"{DayText.DayFirst(until.Value)} is not after today: nothing was paused.");
                    return ExitCode.Configuration;
                }

                var pause = new Pause(
                    kind,
                    name,
                    result.GetValue(s_reason)!,
                    context.Now.Instant,
                    until is { } day ? Pauses.EndOn(day, context.Config.Zone) : null
                );
                await using var db = context.Store.OpenDurable();
                await Pauses.PauseAsync(db, pause, stopping);
                var words = pause.Words(context.Config.Zone);
                Deed.Log(context.Folders, $"schedule pause {EnumWord.Kebab(kind)}:{name}", "paused");
                Console.Out.WriteLine($"{char.ToUpperInvariant(words[0])}{words[1..]}");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
