using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SyncWorker.Config.Secrets;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Trouble of the machine is one sentence, not a trace of each source; and messages that sent IT the wrong way.</summary>
public sealed class UnusableStoreTests
{
    const string TwoSources = """
        { "sources": [
          { "name": "a", "url": "http://127.0.0.1:1/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" }, "http": { "retries": 0 } },
          { "name": "b", "url": "http://127.0.0.1:1/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" }, "http": { "retries": 0 } }
        ] }
        """;

    [Fact]
    public async Task A_store_that_cannot_be_used_is_said_once_for_all_sources_and_without_a_trace()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        await using var poll = await PollFixture.OpenAsync(TwoSources);
        SqliteConnection.ClearAllPools();
        Directory.Delete(poll.DataFolder, recursive: true);
        await File.WriteAllTextAsync(poll.DataFolder, "a file in its place", TestContext.Current.CancellationToken);

        var result = await poll.PollAsync();
        File.Delete(poll.DataFolder);

        Assert.Equal(StageOutcome.Failed, result.Outcome);
        Assert.StartsWith(
            "2 sources could not be polled: The store cannot be opened",
            Assert.Single(result.Notes),
            StringComparison.Ordinal
        );
        var line = Assert.Single(poll.Logged.Lines, line => line.Id is 205 or 210);
        Assert.Equal((210, result.Notes[0]), (line.Id, line.Text));
        Assert.Null(line.Error);
    }

    [Theory]
    [InlineData("smtp", "Set it again with: SyncWorker secret set smtp")]
    [InlineData("answers", "A new one is made after: SyncWorker secret remove answers")]
    public void A_secret_that_cannot_be_opened_names_the_command_that_cures_it(string name, string words) =>
        Assert.Equal(words, SecretStore.Cure(name));

    [Fact]
    public async Task A_data_folder_of_another_account_is_not_taken_for_one_without_a_store()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
        {
            Assert.Skip("only root becomes another account");
            return;
        }

        using var folders = new TestFolders();
        await folders.StoreAsync();
        File.SetUnixFileMode(folders.Worker.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("setpriv") { RedirectStandardOutput = true };
        foreach (
            var word in (string[])
                [
                    "--reuid=65534",
                    "--clear-groups",
                    "dotnet",
                    Path.Combine(AppContext.BaseDirectory, "SyncWorker.dll"),
                    "--info",
                    "--config",
                    folders.Worker.Config,
                    "--data",
                    folders.Worker.Data,
                ]
        )
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"{folders.Worker.Store} (this account may not look there)", output, StringComparison.Ordinal);
    }
}
