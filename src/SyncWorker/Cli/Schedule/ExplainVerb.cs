using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Union;

namespace SyncWorker.Cli.Schedule;

/// <summary><c>schedule explain TIMES</c></summary>
static class ExplainVerb
{
    static readonly Argument<string> s_times = new("TIMES")
    {
        Description = "As a job's \"run\" in schedule.json, in quotes: \"working days at 07:30\", or cron.",
    };

    public static Command Create()
    {
        var command = new Command(
            "explain",
            "Says what a line of times means before it is written into schedule.json: its next ten starts."
        )
        {
            s_times,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            (context, result, _) =>
            {
                var text = result.GetValue(s_times)!;
                RunTimes times;
                try
                {
                    times = RunTimes.Parse(text, null);
                }
                catch (FormatException error)
                {
                    Console.Error.WriteLine(error.Message);
                    return Task.FromResult(ExitCode.Configuration);
                }

                var now = context.Clock.GetUtcNow();
                var runs = NextRuns.Of(text, times, context.Config, now, 10);
                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            zone = context.Config.Zone.Id,
                            runs.Run,
                            runs.At,
                        }
                    );
                    return Task.FromResult(ExitCode.Done);
                }

                Console.Out.WriteLine(Zones.Label(context.Config.Zone, now));
                ListVerb.Print(runs);
                if (runs.At is [])
                {
                    Console.Out.WriteLine(
                        times is RunTimes.After after ? $"  each time {after.Job} has ended" : "  It never runs by itself."
                    );
                }

                return Task.FromResult(ExitCode.Done);
            }
        );
        return command;
    }
}
