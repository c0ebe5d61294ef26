using System.Globalization;
using SyncWorker.Benchmarks.Loads;
using SyncWorker.Benchmarks.Measures;
using SyncWorker.Benchmarks.Poll;
using SyncWorker.Benchmarks.Remind;
using SyncWorker.Benchmarks.Send;

namespace SyncWorker.Benchmarks;

/// <summary>What the command line asks for.</summary>
sealed record Plan(IReadOnlySet<string> Parts)
{
    static readonly string[] s_parts = ["loads", "poll", "send", "remind"];

    public int Turns { get; init; } = 3;

    public int Rows { get; init; } = 1_000_000;

    /// <summary>Engines of the loads.</summary>
    public IReadOnlyList<string> Engines { get; init; } = ["sqlite", "postgres"];

    public int Mails { get; init; } = 10_000;

    /// <summary>Null where it is no such command line.</summary>
    public static Plan? Read(string[] args)
    {
        if (args is not [var part, .. var rest] || (part != "all" && !s_parts.Contains(part)))
        {
            return null;
        }

        var plan = new Plan(part == "all" ? s_parts.ToHashSet() : new HashSet<string> { part });
        for (var i = 0; i < rest.Length; i++)
        {
            var number =
                i + 1 < rest.Length && int.TryParse(rest[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            switch (rest[i])
            {
                case "--quick":
                    plan = plan with { Turns = 1, Rows = 100_000, Mails = 2_000 };
                    continue;
                case "--engine" when i + 1 < rest.Length && rest[i + 1] is "sqlite" or "postgres":
                    plan = plan with { Engines = [rest[i + 1]] };
                    break;
                case "--turns" when number > 0:
                    plan = plan with { Turns = number };
                    break;
                case "--rows" when number > 0:
                    plan = plan with { Rows = number };
                    break;
                case "--mails" when number > 0:
                    plan = plan with { Mails = number };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return plan;
    }

    public async Task<int> RunAsync()
    {
        var report = new Report();
        for (var turn = 0; turn < Turns; turn++)
        {
            Console.Error.WriteLine($"turn {turn + 1} of {Turns}, load {Machine.Load()}");
            if (Parts.Contains("loads"))
            {
                foreach (var engine in Engines)
                {
                    await report.TryAsync($"loads, {engine}", () => LoadsAsync(report, engine));
                }
            }

            if (Parts.Contains("poll"))
            {
                await report.TryAsync("poll", () => PollBenchmark.TurnAsync(report, Rows));
            }

            if (Parts.Contains("remind"))
            {
                await report.TryAsync("remind", () => RemindBenchmark.TurnAsync(report, Rows / 100));
            }
        }

        if (Parts.Contains("send"))
        {
            await report.TryAsync("send", () => SendBenchmark.RunAsync(report, Mails, Turns));
        }

        return report.Print(Console.Out, Machine.Describe(Path.GetTempPath()));
    }

    async Task LoadsAsync(Report report, string name)
    {
        using IEngine engine = name == "sqlite" ? new SqliteEngine() : PostgresEngine.Start();
        await LoadBenchmark.TurnAsync(report, engine, [Rows / 10, Rows]);
    }
}
