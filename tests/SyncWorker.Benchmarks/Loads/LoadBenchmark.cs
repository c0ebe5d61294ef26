using System.Globalization;
using SyncWorker.Benchmarks.Measures;

namespace SyncWorker.Benchmarks.Loads;

/// <summary>Loads of several sizes, beside the tools of the engine on the same rows.</summary>
static class LoadBenchmark
{
    public static async Task TurnAsync(Report report, IEngine engine, IReadOnlyList<int> sizes)
    {
        Dictionary<int, Measured> firsts = [];
        foreach (var rows in sizes)
        {
            await report.TryAsync($"loads of {rows:N0}, {engine.Name}", async () => firsts[rows] = await SizeAsync(report, engine, rows));
        }

        foreach (var (smaller, larger) in sizes.Zip(sizes.Skip(1)))
        {
            if (firsts.TryGetValue(smaller, out var one) && firsts.TryGetValue(larger, out var ten))
            {
                var group = $"First loads, {engine.Name}: ten times the rows";
                report.Add(group, one with { Name = Words(smaller) });
                report.Add(group, ten with { Name = Words(larger) }, new(Words(smaller), 1.1 * larger / smaller));
            }
        }
    }

    static async Task<Measured> SizeAsync(Report report, IEngine engine, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "config"));
            Feeds.Write(folder, rows, changed: false);
            var megabytes = Feeds.Sources.Sum(source => new FileInfo(Feeds.Feed(folder, source)).Length) / 1_000_000;
            var group = $"{Words(rows)} over three sources, {megabytes} MB, {engine.Name}";
            await foreach (var (step, ratio) in engine.ImportAsync(folder))
            {
                report.Add(group, step, ratio);
            }

            var (steps, counts) = await Child.OwnAsync(
                "load-step",
                folder,
                rows.ToString(CultureInfo.InvariantCulture),
                engine.Name,
                engine.Server
            );
            foreach (var count in counts)
            {
                report.Add(group, count);
            }

            foreach (var step in steps)
            {
                report.Add(group, step, RatioOf(step.Name, engine, rows));
            }

            var first = steps.Single(step => step.Name == LoadSteps.First);
            report.Add(group, new Counted("first load: peak megabytes", first.PeakMegabytes, 1500));
            return first;
        }
        finally
        {
            await engine.EndAsync(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    // Of fewer rows a run takes as long as its start, which is not what is compared: nothing is promised.
    static Ratio? RatioOf(string step, IEngine engine, int rows)
    {
        var isPromised = rows >= 100_000;
        return step switch
        {
            LoadSteps.First => new(engine.Unit, isPromised ? engine.FirstLoadLimit(rows) : null),
            LoadSteps.Unchanged => new(LoadSteps.Parse, isPromised ? 2 : null),
            LoadSteps.Changed => new(LoadSteps.Parse, isPromised ? 3 : null),
            _ => null,
        };
    }

    static string Words(int rows) => string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows");
}
