using System.Text.Json;
using System.Text.RegularExpressions;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

/// <summary>A new source, as a person adds it who has read the help alone: the real program, real servers on this machine, real files.</summary>
public sealed partial class PollAddTests : IDisposable
{
    const string Key = "k3y-of-the-source";

    readonly TestFolders _folders = new();

    public PollAddTests()
    {
        foreach (var path in Directory.GetFiles(SourceTree.Config, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folders.Worker.Config, Path.GetRelativePath(SourceTree.Config, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        var data = Path.Combine(AppContext.BaseDirectory, "data");
        File.Copy(Path.Combine(data, "workbooks", "date-cell.xlsx"), Path.Combine(_folders.Worker.Config, "hoi-merged.xlsx"));
        File.Copy(Path.Combine(data, "hoi-1258.csv"), Path.Combine(_folders.Worker.Config, "hoi-1258.csv"));
    }

    string PollFile => Path.Combine(_folders.Worker.Config, "poll.json");

    string PollText => File.ReadAllText(PollFile);

    [Fact]
    public async Task A_programming_interface_with_a_cursor_and_a_key_is_added_at_the_first_try_and_polled()
    {
        await using var server = Api();
        var before = PollText;

        var run = await AddAsync(server.Address + "/v1/orgs", "--name", "hoi-api", "--secret", "hoi-api", "--header", "X-Api-Key");

        Assert.True(run.ExitCode == ExitCode.Done, run.ToString());
        await Golden.CompareAsync("Cli", "poll-add-api.txt", Shown(run.Output, server));
        await Golden.CompareAsync("Cli", "poll-add-api-entry.txt", Shown(Added(before), server));
        Assert.DoesNotContain(Key, run.Output + run.Errors + PollText, StringComparison.Ordinal);
        Assert.Empty(ConfigFolder.Load(_folders.Worker.Config).Faults);
        Assert.Contains("45 rows read", (await RunAsync("poll", "hoi-api")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_with_a_title_and_merged_cells_is_added_at_the_first_try_and_polled()
    {
        var run = await AddAsync(Path.Combine(_folders.Worker.Config, "hoi-merged.xlsx"));

        Assert.True(run.ExitCode == ExitCode.Done, run.ToString());
        await Golden.CompareAsync("Cli", "poll-add-workbook.txt", run.Output);
        Assert.Contains("\"file\": \"hoi-merged.xlsx\"", PollText, StringComparison.Ordinal);
        Assert.Contains("3 new", (await RunAsync("poll", "hoi-merged")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_in_windows_1258_is_added_at_the_first_try_and_polled()
    {
        var run = await AddAsync(Path.Combine(_folders.Worker.Config, "hoi-1258.csv"), "--lang", "vi");

        Assert.True(run.ExitCode == ExitCode.Done, run.ToString());
        await Golden.CompareAsync("Cli", "poll-add-1258.vi.txt", run.Output);
        Assert.Contains("5 new", (await RunAsync("poll", "hoi-1258")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_behind_OAuth2_is_added_at_the_first_try_and_polled()
    {
        await using var server = Scripted.Start(request =>
            request.Target == "/token"
                ? request.Body.Contains($"client_secret={Key}", StringComparison.Ordinal)
                    ? ScriptedAnswer.Json("""{ "access_token": "t1", "expires_in": 3600 }""")
                    : new(401, "", [])
                : request.Headers.GetValueOrDefault("Authorization") == "Bearer t1"
                    ? ScriptedAnswer.Json($"[{string.Join(",", Enumerable.Range(1, 12).Select(Org))}]")
                    : new(401, "", [])
        );

        var run = await AddAsync(
            server.Address + "/orgs",
            "--name",
            "hoi-oauth",
            "--secret",
            "hoi-oauth",
            "--user",
            "syncworker",
            "--oauth",
            server.Address + "/token"
        );

        Assert.True(run.ExitCode == ExitCode.Done, run.ToString());
        await Golden.CompareAsync("Cli", "poll-add-oauth.txt", Shown(run.Output, server));
        Assert.Contains("12 new", (await RunAsync("poll", "hoi-oauth")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_prints_the_entry_and_writes_nothing_and_JSON_has_all_of_it()
    {
        await using var server = Api();
        var before = PollText;
        string[] arguments =
        [
            server.Address + "/v1/orgs",
            "--name",
            "hoi-api",
            "--secret",
            "hoi-api",
            "--header",
            "X-Api-Key",
            "--dry-run",
        ];

        var run = await AddAsync(arguments);
        var json = await AddAsync([.. arguments, "--json"]);

        Assert.Contains("Would be added to poll.json:", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, PollText);
        await Golden.CompareAsync("Cli", "poll-add-api.json", Shown(json.Output, server));
        using var document = JsonDocument.Parse(json.Output);
        Assert.Contains(document.RootElement.GetProperty("entry").GetString()!.Split('\n')[^3], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_and_all_else_of_the_file_stay()
    {
        var before = PollText;

        await AddAsync(Path.Combine(_folders.Worker.Config, "hoi-1258.csv"));

        var entry = Added(before);
        Assert.Equal(before, PollText.Replace($",\n{entry}", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("documents", ExitCode.Configuration, "poll.json has a source \"documents\" already.", "--name", "documents")]
    [InlineData("a name of the command line", ExitCode.Configuration, "", "--name", "sample")]
    [InlineData("a name with capitals", ExitCode.Configuration, "", "--name", "Hội A")]
    [InlineData(
        "a key that is not set",
        ExitCode.Configuration,
        "The secret \"nobody-set-this\" is not set.",
        "--secret",
        "nobody-set-this"
    )]
    [InlineData("the key itself", ExitCode.Configuration, "takes the name of a secret", "--secret", "K3Y_itself")]
    [InlineData(
        "the key in its header",
        ExitCode.Configuration,
        "the header's name alone",
        "--secret",
        "hoi-api",
        "--header",
        "X-Api-Key: abc"
    )]
    [InlineData("a key that has no name", ExitCode.Configuration, "add: --secret NAME", "--header", "X-Api-Key")]
    [InlineData("two ways", ExitCode.Configuration, "A key goes one way", "--secret", "hoi-api", "--header", "X-A", "--query", "a")]
    [InlineData(
        "no client id",
        ExitCode.Configuration,
        "--user CLIENT-ID",
        "--secret",
        "hoi-api",
        "--oauth",
        "https://login.example.org/t"
    )]
    [InlineData("another sheet", ExitCode.Failed, "nothing was written. There is no list at", "--list", "x")]
    public async Task What_cannot_be_added_is_refused_with_a_sentence_and_the_file_stays(
        string what,
        int code,
        string words,
        params string[] options
    )
    {
        var before = PollText;
        var file = Path.Combine(_folders.Worker.Config, "a.json");
        await File.WriteAllTextAsync(file, """[ { "id": 1, "name": "Hội A" } ]""", TestContext.Current.CancellationToken);

        var run = await AddAsync([file, .. options]);

        Assert.True(run.ExitCode == code, $"{what}: {run}");
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("K3Y_itself", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of this program", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, PollText);
    }

    [Fact]
    public async Task A_secret_in_the_address_is_refused_before_anybody_is_asked()
    {
        await using var server = Api();

        var run = await AddAsync($"{server.Address}/v1/orgs?api_key={Key}");

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("--secret NAME --query api_key", run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_source_that_wants_a_key_says_how_to_name_one()
    {
        await using var server = Api();

        var run = await AddAsync(server.Address + "/v1/orgs");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("It answers 401", run.Errors, StringComparison.Ordinal);
        Assert.Contains("secret set NAME", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_config_with_faults_is_not_added_to()
    {
        await File.WriteAllTextAsync(
            PollFile,
            PollText.Replace("\"format\": \"csv\"", "\"format\": \"cvs\"", StringComparison.Ordinal),
            Stop
        );

        var run = await AddAsync(Path.Combine(_folders.Worker.Config, "hoi-1258.csv"));

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.DoesNotContain("hoi-1258", PollText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_a_source_by_its_newest_file()
    {
        var run = await AddAsync(Path.Combine(_folders.Worker.Config, "van-ban"), "--name", "van-ban-2");

        Assert.True(run.ExitCode == ExitCode.Done, run.ToString());
        Assert.Contains("\"folder\": { \"path\": \"van-ban\", \"files\": \"*.csv\" }", PollText, StringComparison.Ordinal);
    }

    public void Dispose() => _folders.Dispose();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static Scripted Api() =>
        Scripted.Start(request =>
        {
            var at = Cursor().Match(request.Target) is { Success: true } cursor ? int.Parse(cursor.Groups["at"].Value, null) : 0;
            return request.Headers.GetValueOrDefault("X-Api-Key") != Key
                ? new(401, "", [])
                : ScriptedAnswer.Json(
                    $$"""
                    { "result": { "items": [ {{string.Join(",", Enumerable.Range(at, Math.Min(20, 45 - at)).Select(Org))}} ],
                      "next_cursor": {{(at + 20 < 45 ? $"\"{at + 20}\"" : "null")}} }, "meta": { "total": 45 } }
                    """
                );
        });

    static string Org(int n) =>
        $$"""
            { "id": "o{{n}}", "name": { "vi": "Hội hữu nghị Việt Nam - Nước {{n}}", "en": "Vietnam - Country {{n}} Friendship Association" },
              "countryCode": "{{(n % 2 == 0 ? "FR" : "LA")}}", "foundedOn": "{{1950 + n}}-12-02T00:00:00Z", "active": true, "logo": "x.png",
              "contact": { "mails": [ { "kind": "office", "address": "vp{{n}}@example.org" }, { "kind": "press", "address": "bc{{n}}@example.org" } ] } }
            """;

    // What stands in the file now and did not before.
    string Added(string before)
    {
        var after = PollText;
        var start = 0;
        while (before[start] == after[start])
        {
            start++;
        }

        var length = after.Length - before.Length;
        return after.Substring(start, length).TrimStart(',', '\n');
    }

    static string Shown(string text, Scripted server) =>
        Day().Replace(text.Replace(server.Address, "http://127.0.0.1:12345", StringComparison.Ordinal), "on 2026-11-28");

    Task<ProgramResult> AddAsync(params string[] arguments) => RunAsync(["poll", "add", .. arguments]);

    Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramRun.WaitAsync(
            [.. arguments, "--config", _folders.Worker.Config, "--data", _folders.Worker.Data],
            new Dictionary<string, string>
            {
                ["COLUMNS"] = "80",
                ["LC_ALL"] = "C.UTF-8",
                ["SYNCWORKER_SECRET_HOI_API"] = Key,
                ["SYNCWORKER_SECRET_HOI_OAUTH"] = Key,
            }
        );

    [GeneratedRegex("cursor=(?<at>[0-9]+)")]
    private static partial Regex Cursor();

    [GeneratedRegex("on [0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Day();
}
