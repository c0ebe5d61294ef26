using System.Text.Json;
using System.Text.RegularExpressions;
using SyncWorker.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

/// <summary>What verbs print with <c>--json</c>, by the real program on the demo's folder, kept as a file.</summary>
public sealed partial class JsonVerbTests : IDisposable
{
    readonly TestFolders _folders = new();

    string Demo => Path.Combine(_folders.Root, "demo");

    [Fact]
    public async Task What_verbs_that_do_one_thing_print_for_programs_is_as_reviewed()
    {
        await ProgramRun.WaitAsync(["demo", "--dir", Demo, "--as-of", "2026-07-06"]);
        var backup = Path.Combine(_folders.Root, "copy.db");
        var pages = new StringWriter { NewLine = "\n" };
        foreach (
            var (words, code) in new (string[], int)[]
            {
                (["backup", backup], ExitCode.Done),
                (["restore", backup, "--verify"], ExitCode.Done),
                (["restore", Path.Combine(_folders.Root, "none.db"), "--verify"], ExitCode.Failed),
                (["mail", "release", "--what-if", "--as-of", "2026-07-06"], ExitCode.Done),
                (["partner", "export", Path.Combine(_folders.Root, "r.csv"), "--kind", "local_union"], ExitCode.Done),
                (["partner", "export", Path.Combine(_folders.Root, "folders"), "--departments"], ExitCode.Done),
            }
        )
        {
            var run = await ProgramRun.WaitAsync([.. words, "--json", "--config", Path.Combine(Demo, "config")]);
            Assert.Equal((code, ""), (run.ExitCode, run.Errors));
            using var parsed = JsonDocument.Parse(run.Output);
            await pages.WriteLineAsync($"$ SyncWorker {string.Join(' ', words.Select(Named))} --json");
            await pages.WriteLineAsync(Bytes().Replace(Named(run.Output.ReplaceLineEndings("\n")), "\"bytes\": N"));
        }

        await Golden.CompareAsync("Cli", "json.txt", pages.ToString());
    }

    [Fact]
    public async Task A_hold_is_told_with_its_reason_and_released_for_programs_too()
    {
        await ProgramRun.WaitAsync(["demo", "--dir", Demo, "--as-of", "2026-07-06"]);
        var backup = Path.Combine(_folders.Root, "copy.db");
        Task<ProgramResult> On(params string[] words) => ProgramRun.WaitAsync([.. words, "--config", Path.Combine(Demo, "config")]);
        await On("backup", backup);
        await On("restore", backup);

        var held = await On("mail", "release", "--what-if", "--json");
        var released = await On("mail", "release", "--json");

        Assert.Equal((ExitCode.Held, 1), (held.ExitCode, Property(held, "held").GetArrayLength()));
        Assert.Equal(0, Property(held, "released").GetArrayLength());
        Assert.Equal((ExitCode.Done, 1), (released.ExitCode, Property(released, "released").GetArrayLength()));
    }

    public void Dispose() => _folders.Dispose();

    string Named(string text) => text.Replace(_folders.Root, "DIR", StringComparison.Ordinal);

    static JsonElement Property(ProgramResult run, string name) => JsonDocument.Parse(run.Output).RootElement.GetProperty(name);

    [GeneratedRegex("\"bytes\": [0-9]+")]
    private static partial Regex Bytes();
}
