using System.IO.Compression;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting;

/// <summary>What is written for who helps from outside holds nothing of people and no secret.</summary>
public sealed class SupportTests : IDisposable
{
    const string Secret = "Mật khẩu+7/x=";

    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mail to an.nguyen@example.org was refused", "an.nguyen")]
    [InlineData("\"\\u003Can\\u0040example.org\\u003E\"", "example.org")]
    [InlineData("mailto:an%40example.org", "an%40")]
    [InlineData("nguyễn.an＠example.org", "nguyễn")]
    [InlineData("call 024 3845 6303 or +84-24-3845-6303", "3845")]
    [InlineData("https://u:pw12@host.example/a?api_key=abc&x=1", "pw12")]
    [InlineData("https://u:pw12@host.example/a?api_key=abc&x=1", "abc")]
    [InlineData("Authorization: Bearer abc.def-123", "abc.def")]
    [InlineData("password=hunter2 failed", "hunter2")]
    [InlineData("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP", "eyJhbG")]
    [InlineData("key 9f86d081884c7d659a2feaa0c55ad015", "9f86d081")]
    [InlineData("login with Mật khẩu+7/x= failed", "khẩu")]
    [InlineData("p=M%E1%BA%ADt%20kh%E1%BA%A9u%2B7%2Fx%3D", "kh%E1")]
    public void What_a_stranger_may_not_read_is_taken_out(string text, string gone) =>
        Assert.DoesNotContain(
            gone,
            new Redaction(new Dictionary<string, string?> { ["api"] = Secret }).Text(text),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("2026-11-28 04:11:17.123 [INF] 2: poll done: 8 sources healthy, 1204 rows read")]
    [InlineData("source-b is unhealthy: https://host.example/api/members: 503 Service Unavailable")]
    [InlineData("relations/country:FR/2027 to staff:bcau-01: 5 working days before 15/09/2027; LU34-25")]
    [InlineData("/var/lib/syncworker/last-good-config/templates/digest.vi.html.hbs")]
    public void What_helps_stays(string text) =>
        Assert.Equal(text, new Redaction(new Dictionary<string, string?> { ["api"] = Secret }).Text(text));

    [Fact]
    public async Task The_zip_holds_config_runs_and_logs_and_nothing_that_was_planted()
    {
        foreach (var file in Directory.EnumerateFiles(SourceTree.Config, "*.json"))
        {
            File.Copy(file, Path.Combine(_folders.Worker.Config, Path.GetFileName(file)));
        }

        await File.AppendAllTextAsync(
            Path.Combine(_folders.Worker.Config, "staff.json"),
            "\n// ask chi.lan, 0912345678, for the login",
            Stop
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            """{ "sources": [ { "name": "a", "url": "https://a.example/x?key=plantedkey1", "headers": { "X-Api": "planted-header-2" }, "password": "planted-three" } ] }""",
            Stop
        );
        var store = await _folders.StoreAsync();
        new SecretStore(_folders.Worker, TimeProvider.System).Set("api", Secret, null);
        await using (var db = store.Open())
        {
            db.Runs.Add(
                new()
                {
                    Stage = "poll",
                    AsOf = new(2026, 1, 1),
                    StartedAt = DateTimeOffset.UnixEpoch,
                    Outcome = SyncWorker.Store.Rows.RunOutcome.Failed,
                    Error = $"refused {Secret} of le.hoa@example.org, planted-header-2",
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        Directory.CreateDirectory(_folders.Worker.Logs);
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Logs, "syncworker.log"),
            "poll done; planted-three; 0912 345 678; binh@x.vn\n",
            Stop
        );
        var zip = Path.Combine(_folders.Root, "support.zip");

        var run = await ProgramRun.WaitAsync(["support", zip, "--config", _folders.Worker.Config, "--data", _folders.Worker.Data]);

        Assert.True(run.ExitCode == ExitCode.Done, run.ToString());
        var texts = await ReadAsync(zip);
        Assert.Contains("\"bcau-01\"", texts["config/staff.json"], StringComparison.Ordinal);
        Assert.Contains("refused", texts["runs.txt"], StringComparison.Ordinal);
        Assert.Contains("poll done", texts["logs/syncworker.log"], StringComparison.Ordinal);
        var all = string.Join('\n', texts.Values);
        Assert.All(
            (string[])["@", "planted", "khẩu", "chi.lan", "912345678", "912 345", "le.hoa", "binh"],
            planted => Assert.DoesNotContain(planted, all, StringComparison.OrdinalIgnoreCase)
        );
        var again = await ProgramRun.WaitAsync(["support", zip, "--config", _folders.Worker.Config, "--data", _folders.Worker.Data]);
        Assert.Equal(ExitCode.Configuration, again.ExitCode);
    }

    public void Dispose() => _folders.Dispose();

    static async Task<Dictionary<string, string>> ReadAsync(string file)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var zip = await ZipFile.OpenReadAsync(file, Stop);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Stop));
            texts[entry.FullName] = await reader.ReadToEndAsync(Stop);
        }

        return texts;
    }
}
