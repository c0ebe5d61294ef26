using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Activity;

/// <summary><c>activity list PERIOD [--joined|--asked]</c></summary>
static class ListVerb
{
    static readonly Argument<string> s_period = PeriodArgument.Create();

    static readonly Option<bool> s_joined = new("--joined") { Description = "Only what several rows tell and is counted once." };

    static readonly Option<bool> s_asked = new("--asked") { Description = "The pairs of rows that may be one activity: a person decides." };

    public static Command Create()
    {
        var command = new Command(
            "list",
            "Lists the activities of a period, each once, with the rows that tell it and the reason why they are one."
        )
        {
            s_period,
            s_joined,
            s_asked,
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

                var groups = (await context.Services.GetRequiredService<ActivityQueries>().ListAsync(context.Now, stopping)).Groups;
                if (result.GetValue(s_asked))
                {
                    Asked(context, [.. groups.Asked.Where(pair => period.Touches(pair.A.Day) || period.Touches(pair.B.Day))]);
                    return ExitCode.Done;
                }

                Listed(
                    context,
                    [
                        .. groups
                            .Activities.Where(activity =>
                                period.Touches(activity.Day) && (!result.GetValue(s_joined) || activity.Told.Count > 1)
                            )
                            .OrderBy(activity => activity.Day),
                    ]
                );
                return ExitCode.Done;
            }
        );
        return command;
    }

    static void Listed(VerbContext context, List<CountedActivity> activities)
    {
        if (context.Json)
        {
            JsonOutput.Print(activities.Select(ForPrograms));
            return;
        }

        foreach (var activity in activities)
        {
            Console.Out.WriteLine(
                $"{activity.Day}  {activity.Shown.Name}  [{string.Join("; ", activity.Units.Select(unit => unit.Name))}]"
            );
            if (activity.Told.Count > 1)
            {
                Console.Out.WriteLine($"            counted once: {string.Join("; ", activity.Reasons)}");
            }

            foreach (var row in activity.Told)
            {
                Console.Out.WriteLine($"            {Line(row)}");
            }
        }

        Console.Out.WriteLine(
            $"{activities.Count} activities. Two of them in one? SyncWorker activity apart ROW. One of them twice? SyncWorker activity same ROW ROW"
        );
    }

    static void Asked(VerbContext context, List<AskedPair> pairs)
    {
        if (context.Json)
        {
            JsonOutput.Print(
                pairs.Select(pair => new
                {
                    rows = new[] { Row(pair.A), Row(pair.B) },
                    pair.Score,
                    pair.Reason,
                })
            );
            return;
        }

        foreach (var pair in pairs)
        {
            Console.Out.WriteLine($"{pair.A.Day}  {pair.Reason}");
            Console.Out.WriteLine($"            {Line(pair.A)}");
            Console.Out.WriteLine($"            {Line(pair.B)}");
        }

        Console.Out.WriteLine(
            $"{pairs.Count} pairs. One activity: SyncWorker activity same ROW ROW. Two: SyncWorker activity apart ROW --from ROW"
        );
    }

    static string Line(ToldActivity row) => $"row {row.Row, -6} {row.Key}  {row.Name}  [{row.Lead?.Name ?? "no unit"}]";

    static object ForPrograms(CountedActivity activity) =>
        new
        {
            day = activity.Day.ToString(),
            name = activity.Shown.Name,
            activity.Level,
            units = activity.Units.Select(unit => new
            {
                unit.Name,
                unit.Partner,
                unit.Level,
            }),
            participants = activity.Participants?.ToString(),
            money = activity.Money?.ToString(),
            activity.Campaign,
            aid = activity.Aid?.ToString(),
            activity.Reasons,
            rows = activity.Told.Select(Row),
        };

    static object Row(ToldActivity row) =>
        new
        {
            row.Row,
            row.Key.Source,
            row.Key.ExternalId,
            row.Name,
            lead = row.Lead?.Name,
        };
}
