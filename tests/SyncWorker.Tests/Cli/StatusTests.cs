using System.Text.Json;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

/// <summary>The first thing IT types when something is wrong: it must answer then above all.</summary>
public sealed class StatusTests : IDisposable
{
    readonly TestFolders _folders = new();

    public StatusTests()
    {
        RunConfig.Write(_folders.Worker.Config, "{}");
        File.WriteAllText(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            """
            { "sources": [ { "name": "a", "url": "https://a.example.org/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" }, "auth": { "by": "bearer", "secret": "source-a" } } ] }
            """
        );
    }

    public void Dispose() => _folders.Dispose();

    Task<ProgramResult> StatusAsync(params string[] more) =>
        ProgramRun.WaitAsync(["status", "--config", _folders.Worker.Config, "--data", _folders.Worker.Data, .. more]);

    void Break() => File.WriteAllText(Path.Combine(_folders.Worker.Config, "staff.json"), "{\n  \"staf\": []\n}");

    [Fact]
    public async Task With_a_faulty_config_it_names_the_faults_and_the_copy_that_is_in_force()
    {
        Assert.Null(LastGoodConfig.Save(_folders.Worker));
        Break();

        var text = await StatusAsync();
        var json = JsonDocument.Parse((await StatusAsync("--json")).Output).RootElement.GetProperty("config");

        Assert.Equal(ExitCode.Partly, text.ExitCode);
        Assert.Contains("the last good copy, of ", text.Output, StringComparison.Ordinal);
        Assert.Contains("staff.json:2: staf:", text.Output, StringComparison.Ordinal);
        Assert.Contains("No run yet.", text.Output, StringComparison.Ordinal);
        Assert.Equal("staff.json", json.GetProperty("faults")[0].GetProperty("file").GetString());
        Assert.Equal(JsonValueKind.String, json.GetProperty("lastGoodAt").ValueKind);
    }

    [Fact]
    public async Task With_a_faulty_config_and_no_copy_it_ends_with_2()
    {
        Break();

        var run = await StatusAsync();

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("staff.json:2: staf:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_not_set_is_named_with_the_command_that_sets_it()
    {
        var run = await StatusAsync();

        Assert.Contains("SyncWorker secret set source-a", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Config:", run.Output, StringComparison.Ordinal);
    }
}
