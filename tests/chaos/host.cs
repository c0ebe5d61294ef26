// Keeps one process of the program for many runs, so that those that are not killed cost no start: a startup hook, which the harness
// compiles. Reads a line of JSON (the words of a command) from the pipe CHAOS_IN, runs it, writes exit code and texts to CHAOS_OUT.
using System;
using System.IO;
using System.Reflection;
using System.Text.Json;
using System.Threading.Tasks;

internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("CHAOS_IN") is not { } input)
        {
            return;
        }

        var program = Assembly.Load("SyncWorker").GetType("SyncWorker.Cli.CommandLine", throwOnError: true)!;
        var run = program.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!;
        var pools = Assembly.Load("Microsoft.Data.Sqlite").GetType("Microsoft.Data.Sqlite.SqliteConnection")!.GetMethod("ClearAllPools")!;
        using var commands = new StreamReader(input);
        using var answers = new StreamWriter(Environment.GetEnvironmentVariable("CHAOS_OUT")!) { AutoFlush = true };
        while (commands.ReadLine() is { } line)
        {
            using var output = new StringWriter();
            using var errors = new StringWriter();
            Console.SetOut(output);
            Console.SetError(errors);
            var code = Task.Run(() => (Task<int>)run.Invoke(null, [JsonSerializer.Deserialize<string[]>(line)!])!).GetAwaiter().GetResult();
            pools.Invoke(null, null);
            answers.WriteLine(JsonSerializer.Serialize(new object[] { code, output.ToString(), errors.ToString() }));
        }

        Environment.Exit(0);
    }
}
