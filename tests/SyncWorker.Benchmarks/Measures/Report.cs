using System.Globalization;

namespace SyncWorker.Benchmarks.Measures;

/// <summary>What a ratio has to keep to.</summary>
enum Side
{
    /// <summary>So many times the time of the other at most.</summary>
    AtMost,

    /// <summary>So many times as fast as the other at least.</summary>
    AtLeast,
}

/// <param name="Of">The step of the same group that it is compared with.</param>
/// <param name="Limit">What is promised; null where nothing is.</param>
/// <param name="Side">On which side of the limit it has to be.</param>
readonly record struct Ratio(string Of, double? Limit = null, Side Side = Side.AtMost);

/// <summary>
/// What was measured, turn by turn. Prints what went wrong first, then a table a group in Markdown: medians of all turns, and of the
/// ratios within one turn, because the machine is not as quick in each.
/// </summary>
sealed class Report
{
    readonly List<(string Group, string Step)> _order = [];
    readonly Dictionary<(string Group, string Step), List<Measured>> _turns = [];
    readonly Dictionary<(string Group, string Step), Ratio> _ratios = [];
    readonly List<string> _faults = [];
    readonly List<(string Group, Counted Count)> _counts = [];

    public void Add(string group, Measured step, Ratio? ratio = null)
    {
        var key = (group, step.Name);
        if (!_turns.TryGetValue(key, out var turns))
        {
            _turns.Add(key, turns = []);
            _order.Add(key);
        }

        turns.Add(step);
        if (ratio is { } compared)
        {
            _ratios[key] = compared;
        }

        Console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"  {group}: {step.Name} {step.Seconds:0.00} s, processor {step.Processor:0.00} s")
        );
    }

    public void Add(string group, Counted count) => _counts.Add((group, count));

    /// <summary>Measures a part; what goes wrong in it is told first and costs the others nothing.</summary>
    public async Task TryAsync(string part, Func<Task> measure)
    {
        try
        {
            await measure();
        }
        catch (Exception error) when (error is BenchmarkException or InvalidOperationException or IOException)
        {
            _faults.Add($"{part}: {error.Message}");
            Console.Error.WriteLine($"  {part}: {error.Message}");
        }
    }

    /// <returns>The exit code: 1 where a part failed, 3 where a promise is missed.</returns>
    public int Print(TextWriter to, IEnumerable<string> machine)
    {
        List<string> missed =
        [
            .. _order.Where(IsMissed).Select(key => $"missed: {key.Group}, {key.Step}: {Words(key)}"),
            .. _counts
                .Where(count => count.Count.Value > count.Count.Limit)
                .Select(count => $"missed: {count.Group}, {Words(count.Count)}"),
        ];
        foreach (var line in _faults.Select(fault => $"failed: {fault}").Concat(missed))
        {
            to.WriteLine(line);
        }

        foreach (var line in machine)
        {
            to.WriteLine(line);
        }

        foreach (var group in _order.GroupBy(key => key.Group))
        {
            to.WriteLine($"\n{group.Key}\n");
            to.WriteLine(
                "| what | wall s | processor s | peak MB | ratio | of the processor | promise |\n| --- | --- | --- | --- | --- | --- | --- |"
            );
            foreach (var key in group)
            {
                to.WriteLine(Row(key));
            }

            foreach (var counts in _counts.Where(count => count.Group == group.Key).GroupBy(count => count.Count.Name))
            {
                to.WriteLine($"\n{Words(counts.MaxBy(count => count.Count.Value).Count)}");
            }
        }

        return _faults.Count > 0 ? 1
            : missed.Count > 0 ? 3
            : 0;
    }

    string Row((string Group, string Step) key)
    {
        var turns = _turns[key];
        var peak = turns.Max(turn => turn.PeakMegabytes);
        var ratio = _ratios.GetValueOrDefault(key);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {key.Step} | {Median(turns.Select(turn => turn.Seconds)):0.00} | {Median(turns.Select(turn => turn.Processor)):0.00} | {(peak > 0 ? peak : "")} | {Words(key)} | {(ratio.Of is null ? "" : $"{Value(key, turn => turn.Processor):0.00}")} | {Promise(ratio)} |"
        );
    }

    static string Words(Counted count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count.Name}: {count.Value:N0} (promise: ≤ {count.Limit:N0})");

    static string Promise(Ratio ratio) =>
        ratio.Limit is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"{(ratio.Side == Side.AtMost ? "≤" : "≥")} {limit:0.##}")
            : "";

    string Words((string Group, string Step) key) =>
        _ratios.TryGetValue(key, out var ratio) && Value(key, turn => turn.Seconds) is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"{value:0.00} × {ratio.Of}")
            : "";

    bool IsMissed((string Group, string Step) key) =>
        _ratios.TryGetValue(key, out var ratio)
        && ratio.Limit is { } limit
        && Value(key, turn => turn.Seconds) is { } value
        && (ratio.Side == Side.AtMost ? value > limit : value < limit);

    double? Value((string Group, string Step) key, Func<Measured, double> what)
    {
        var ratio = _ratios[key];
        if (!_turns.TryGetValue((key.Group, ratio.Of), out var others))
        {
            return null;
        }

        var values = _turns[key]
            .Zip(others, (mine, other) => ratio.Side == Side.AtMost ? what(mine) / what(other) : what(other) / what(mine))
            .Where(double.IsFinite)
            .ToList();
        return values.Count > 0 ? Median(values) : null;
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
