using System.Diagnostics;
using System.Globalization;
using SharpFuzz;
using SyncWorker.Fuzz;
using SyncWorker.Fuzz.Doors;

// Entries of the program that write temporary files do so in memory.
Environment.SetEnvironmentVariable("TMPDIR", Directory.Exists("/dev/shm") ? "/dev/shm" : null);
switch (args)
{
    case ["list"]:
        Console.WriteLine(string.Join('\n', AllDoors.List.Select(door => door.Name)));
        return 0;
    case ["afl", var name]:
        Fuzzer.Run(stream => AllDoors.Find(name)!.Enter(ReadAll(stream))); // nothing of the instrumented program may run before
        return 0;
    case ["replay", var name, .. var files] when AllDoors.Find(name) is { } door:
        foreach (var file in files)
        {
            Console.WriteLine($"{file}: {door.Enter(File.ReadAllBytes(file))}");
        }

        return 0;
    case [var name, .. var rest] when FuzzOptions.Read(rest) is { } options && (name == "all" || AllDoors.Find(name) is not null):
        return Enter(name == "all" ? AllDoors.List : [AllDoors.Find(name)!], options);
    default:
        Console.Error.WriteLine(
            """
            usage: SyncWorker.Fuzz DOOR|all [--inputs N] [--seed S] [--more FOLDER] [--findings FOLDER]
                   SyncWorker.Fuzz list | replay DOOR FILE... | afl DOOR
              --inputs    made of the corpus and entered after it, for each door (default 200000)
              --seed      the same seed makes the same inputs (default 1)
              --more      a folder of inputs that are entered besides the corpus
              --findings  where inputs that are findings are put (default: findings)
            Ends with 1 where something was found. afl is what tests/fuzz.sh runs under AFL++.
            """
        );
        return 2;
}

static int Enter(IReadOnlyList<Door> doors, FuzzOptions options)
{
    var found = 0;
    foreach (var door in doors)
    {
        var run = new Run(door, options.Seed);
        using var watch = new Timer(_ => HangWatch.Look(run, door, options.Findings), null, 5000, 5000);
        var result = run.Enter(options.Inputs, options.More is { } more ? Corpus.In(more) : []);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{door.Name, -16} {result.Inputs, 9} inputs  {result.Elapsed.TotalSeconds, 7:0.0} s  {result.Kinds, 6} kinds of answers  slowest {result.Slowest.TotalMilliseconds, 6:0} ms  memory {result.Growth / 1024.0 / 1024, 6:0.0} MB  {result.Findings.Count} findings"
            )
        );
        foreach (var (words, input) in result.Findings)
        {
            Console.WriteLine($"  {words}\n    {HangWatch.Save(options.Findings, door, input)}");
        }

        found += result.Findings.Count;
    }

    return found > 0 ? 1 : 0;
}

static byte[] ReadAll(Stream stream)
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}

/// <summary>What the command line asks for.</summary>
sealed record FuzzOptions(long Inputs, int Seed, string Findings)
{
    /// <summary>A folder of inputs besides the corpus.</summary>
    public string? More { get; init; }

    public static FuzzOptions? Read(string[] args)
    {
        var options = new FuzzOptions(200_000, 1, "findings");
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] == "--inputs" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var inputs))
            {
                options = options with { Inputs = inputs };
            }
            else if (args[i] == "--seed" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            {
                options = options with { Seed = seed };
            }
            else if (args[i] == "--more" && Directory.Exists(value))
            {
                options = options with { More = value };
            }
            else if (args[i] == "--findings" && value.Length > 0)
            {
                options = options with { Findings = value };
            }
            else
            {
                return null;
            }
        }

        return options;
    }
}

/// <summary>Ends the run when one input is read for longer than any may be: nothing else can get out of a hang.</summary>
static class HangWatch
{
    static readonly TimeSpan s_hang = TimeSpan.FromSeconds(20);

    static (byte[]? Input, TimeSpan Since) s_seen;

    public static void Look(Run run, Door door, string findings)
    {
        var (input, cpu) = (run.Current, Environment.CpuUsage.TotalTime);
        if (input is null || !ReferenceEquals(input, s_seen.Input))
        {
            s_seen = (input, cpu);
        }
        else if (cpu - s_seen.Since > s_hang)
        {
            Console.WriteLine($"{door.Name}: an input hangs\n    {Save(findings, door, input)}");
            Process.GetCurrentProcess().Kill();
        }
    }

    public static string Save(string folder, Door door, byte[] input)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, door.Name)).FullName, Run.FileName(input));
        File.WriteAllBytes(path, input);
        return path;
    }
}
