using SyncWorker.Cli;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>What is of people stays with those whom it is for.</summary>
public sealed class PrivacyTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("an@x.org", true)]
    [InlineData("AN@X.ORG", true)]
    [InlineData("<an@x.org>, other", true)]
    [InlineData("an@x.org.", true)]
    [InlineData("\"email\":\"an@x.org\"", true)]
    [InlineData("\"email\":\"\\u003Can\\u0040x.org\\u003E\"", true)]
    [InlineData("first line\\nan@x.org", true)]
    [InlineData("mailto:an@x.org?subject=a", true)]
    [InlineData("lan@x.org", false)]
    [InlineData("l.an@x.org", false)]
    [InlineData("l+an@x.org", false)]
    [InlineData("ân@x.org", false)]
    [InlineData("an@x.org.vn", false)]
    [InlineData("an@x.orga", false)]
    [InlineData("an@x-org", false)]
    public void A_mailbox_is_found_whole_in_every_spelling(string text, bool isFound)
    {
        var pattern = new AddressPattern("an@x.org");

        Assert.Equal(isFound, pattern.IsIn(text));
        Assert.Equal(isFound, pattern.Replace(text, "(removed)").Contains("(removed)", StringComparison.Ordinal));
        Assert.True(isFound || pattern.Replace(text, "(removed)") == text);
    }

    [Fact]
    public async Task A_forgotten_mailbox_leaves_answers_escaped_texts_and_approvals_and_its_neighbour_stays()
    {
        using var fixture = await SendFixture.OpenAsync();
        var answers = Path.Combine(fixture.Folders.Data, "answers");
        foreach (
            var (folder, name, address) in ((string, string, string)[])
                [
                    ("done", "1.eml", "an@example.org"),
                    ("refused", "2.eml", "an@example.org"),
                    ("done", "3.eml", "lan@example.org"),
                    ("", "4.eml", "an@example.org"),
                ]
        )
        {
            Directory.CreateDirectory(Path.Combine(answers, folder));
            await File.WriteAllTextAsync(Path.Combine(answers, folder, name), $"From: {address}\r\n\r\n", Stop);
        }

        Directory.CreateDirectory(fixture.Folders.ConfigHistory);
        await using (
            var past = await System.IO.Compression.ZipFile.OpenAsync(
                Path.Combine(fixture.Folders.ConfigHistory, "a.zip"),
                System.IO.Compression.ZipArchiveMode.Create,
                Stop
            )
        )
        {
            await using var text = new StreamWriter(await past.CreateEntry("staff.json").OpenAsync(Stop));
            await text.WriteAsync("an@example.org");
        }

        Directory.CreateDirectory(fixture.Folders.LastGoodConfig);
        await File.WriteAllTextAsync(
            Path.Combine(fixture.Folders.LastGoodConfig, "staff.json"),
            "{\n\"email\": \"an@example.org\" }",
            Stop
        );
        var copied = await fixture.QueueAsync("staff:1", with: mail => mail.Copies = "lan@example.org");
        await using (var db = fixture.Store.Open())
        {
            db.Quarantine.Add(
                new()
                {
                    Source = "a",
                    Position = "1",
                    Raw = "{\"email\":\"an\\u0040example.org\"}",
                    Reasons = "lan@example.org stands twice",
                }
            );
            db.ApprovedMailboxes.Add(
                new()
                {
                    Recipient = "partner:1",
                    Address = "an@example.org",
                    ApprovedBy = "a person",
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        var report = await new ForgottenAddress(fixture.Store, fixture.Folders).ForgetAsync("an@example.org", isRehearsal: false, Stop);

        Assert.Equal(
            ["3.eml", "4.eml"],
            Directory.GetFiles(answers, "*.eml", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Contains(report.Left, sentence => sentence.Contains("a past config, names it", StringComparison.Ordinal));
        Assert.Contains(report.Left, sentence => sentence.StartsWith("1 mail in " + answers, StringComparison.Ordinal));
        Assert.Contains(
            report.Left,
            sentence =>
                sentence.Contains("last-good-config", StringComparison.Ordinal)
                && sentence.Contains("staff.json:2", StringComparison.Ordinal)
        );
        Assert.Equal("lan@example.org", (await fixture.MailAsync(copied.Id)).Copies);
        var dump = string.Join('\n', StoreDump.Read(fixture.Store));
        Assert.Contains("lan@example.org stands twice", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("u0040", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_makes_is_its_accounts_alone_without_an_installer()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes");
        using var folders = new TestFolders();
        var run = await ProgramRun.WaitAsync(["--config", SourceTree.Config, "--data", folders.Worker.Data, "remind"]);

        Assert.True(File.Exists(folders.Worker.Store), run.ToString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(folders.Worker.Store));
        Assert.Null(WorldWritableCheck.FindReadable(folders.Worker));

        Open(folders.Worker.Data, folders.Worker.Store);
        Assert.Contains("chmod", WorldWritableCheck.FindReadable(folders.Worker), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u001B]0;title\u0007", "␛]0;title␇")]
    [InlineData("a\u202Eb\u2066", "a<U+202E>b<U+2066>")]
    [InlineData("\u009B31m", "<U+009B>31m")]
    [InlineData("Hội hữu nghị\n\tViệt Nam 👩‍👩‍👧", "Hội hữu nghị\n\tViệt Nam 👩‍👩‍👧")]
    public void A_terminal_is_shown_what_would_steer_it(string text, string shown) => Assert.Equal(shown, TerminalText.Show(text));

    [Theory]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－cmd")]
    [InlineData("＠SUM(A1)")]
    public void A_formula_in_wide_letters_is_guarded_too(string text) =>
        Assert.StartsWith("'", CsvText.Cell(text).TrimStart('"'), StringComparison.Ordinal);

    static UnixFileMode Mode(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);

    static void Open(params string[] paths)
    {
        foreach (var path in paths)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, Mode(path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            }
        }
    }
}
