using System.CommandLine;
using System.Globalization;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Schedule;

/// <summary><c>schedule list</c></summary>
static class ListVerb
{
    static readonly Option<int> s_most = new("--most")
    {
        Description = "How many starts of each job.",
        DefaultValueFactory = _ => 10,
        HelpName = "N",
    };

    public static Command Create()
    {
        var command = new Command(
            "list",
            "Prints the next starts of each job in local time, holidays and working Saturdays counted, and what a person paused."
        )
        {
            s_most,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var now = context.Clock.GetUtcNow();
                var jobs = NextRuns.All(context.Config, now, result.GetValue(s_most));
                await using var db = context.Store.Open();
                IReadOnlyList<Pause> pauses = [.. await Pauses.InForceAsync(db, now, stopping), .. context.Config.Pauses(now)];
                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            zone = context.Config.Zone.Id,
                            jobs,
                            pauses,
                        }
                    );
                    return ExitCode.Done;
                }

                Console.Out.WriteLine(Zones.Label(context.Config.Zone, now));
                foreach (var job in jobs)
                {
                    Print(job);
                }

                foreach (var pause in pauses)
                {
                    Console.Out.WriteLine(pause.Words(context.Config.Zone));
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>One job: its times in words, then its starts, a line a day.</summary>
    public static void Print(NextRuns job)
    {
        Console.Out.WriteLine(job.Job == job.Run ? job.Run : $"{job.Job}: {job.Run}");
        foreach (var day in job.At.GroupBy(at => at.Date))
        {
            Console.Out.WriteLine(
                $"  {day.Key.DayOfWeek, -9} {DayText.DayFirst(DateOnly.FromDateTime(day.Key))}  {string.Join(" ", day.Select(at => at.ToString(at.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture)))}"
            );
        }
    }
}
