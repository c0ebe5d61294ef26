using System.Diagnostics;
using System.Security.Cryptography;
using SyncWorker.Fuzz.Mutation;

namespace SyncWorker.Fuzz;

/// <summary>What inputs of one door led to.</summary>
/// <param name="Door">Its name.</param>
/// <param name="Inputs">How many were entered.</param>
/// <param name="Kinds">Kinds of answers that were told apart.</param>
sealed record RunResult(string Door, long Inputs, int Kinds)
{
    /// <summary>What was found: a sentence for each place of the program, with an input that leads there.</summary>
    public required IReadOnlyDictionary<string, byte[]> Findings { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>The processor's time of the slowest input.</summary>
    public TimeSpan Slowest { get; init; }

    /// <summary>Bytes in use more at the end than after the first inputs.</summary>
    public long Growth { get; init; }
}

/// <summary>
/// Enters inputs through a door. A finding is what the door does not name as an answer: an exception, more than two seconds of the
/// processor or 512 MB for one input, memory that is not given back, a promise that is broken.
/// </summary>
sealed class Run(Door door, int seed)
{
    const long MostBytes = 512L * 1024 * 1024;
    const long MostGrowth = 96L * 1024 * 1024;
    const int WarmUp = 2000;

    static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, byte[]> _findings = new(StringComparer.Ordinal);
    readonly HashSet<int> _kinds = [];
    readonly Stopwatch _watch = new();
    TimeSpan _slowest;

    /// <summary>The input that is being read, for a watch over hangs; null between two.</summary>
    public byte[]? Current { get; private set; }

    /// <summary>Enters the corpus and what there is besides, then as many inputs made of them.</summary>
    public RunResult Enter(long inputs, params IReadOnlyList<(string Name, byte[] Bytes)> more)
    {
        var began = Stopwatch.GetTimestamp();
        List<(string Name, byte[] Bytes)> corpus = [.. Corpus.Of(door), .. more];
        var mutator = new Mutator(door, [.. corpus.Select(input => input.Bytes)], seed);
        foreach (var (_, bytes) in corpus)
        {
            _ = One(bytes);
        }

        var before = 0L;
        for (var i = 0L; i < inputs; i++)
        {
            if (i == Math.Min(WarmUp, inputs / 2))
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }

            var input = mutator.Next();
            if (One(input) && input.Length <= 4096)
            {
                mutator.Keep(input);
            }
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        if (inputs > WarmUp && growth > MostGrowth)
        {
            _findings.TryAdd($"{growth / 1024 / 1024} MB were not given back", []);
        }

        return new(door.Name, inputs + corpus.Count, _kinds.Count)
        {
            Findings = _findings,
            Elapsed = Stopwatch.GetElapsedTime(began),
            Slowest = _slowest,
            Growth = growth,
        };
    }

    // Whether it led to a kind of answer that no input led to before.
    bool One(byte[] input)
    {
        Current = input;
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        _watch.Restart();
        try
        {
            return _kinds.Add(door.Enter(input));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return _findings.TryAdd(Describe(error), input);
        }
        finally
        {
            Current = null;
            Measure(input, cpu, GC.GetAllocatedBytesForCurrentThread() - bytes);
        }
    }

    void Measure(byte[] input, TimeSpan cpu, long bytes)
    {
        if (_watch.Elapsed > _slowest)
        {
            var used = Environment.CpuUsage.TotalTime - cpu;
            used = used > s_longest ? OnceMore(input, used) : used;
            _slowest = used > _slowest ? used : _slowest;
            if (used > s_longest)
            {
                _findings.TryAdd($"more than {s_longest.TotalSeconds} seconds of the processor", input);
            }
        }

        if (bytes > MostBytes)
        {
            _findings.TryAdd("more than 512 MB for one input", input);
        }
    }

    // The first time may have compiled the door's code, or have met what else the process did.
    TimeSpan OnceMore(byte[] input, TimeSpan first)
    {
        var before = Environment.CpuUsage.TotalTime;
        try
        {
            _ = door.Enter(input);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // found before
        }

        var second = Environment.CpuUsage.TotalTime - before;
        return second < first ? second : first;
    }

    // The exception and the first place of the program that it went through: one finding a place.
    static string Describe(Exception error)
    {
        var inner = error is AggregateException { InnerException: { } only } ? only : error;
        var place = (inner.StackTrace ?? "")
            .Split('\n')
            .Select(line => line.Trim())
            .FirstOrDefault(line =>
                line.Contains(" SyncWorker.", StringComparison.Ordinal)
                && !line.Contains("SyncWorker.Fuzz.Promise", StringComparison.Ordinal)
            );
        return $"{inner.GetType().Name}: {(inner is FindingException ? inner.Message : "")} {place}";
    }

    /// <summary>The name of a finding's file.</summary>
    public static string FileName(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 6));
}
