using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Cli;

/// <summary>Another person takes over: what moves is shown first, and the day's run then follows.</summary>
public sealed class PersonReplaceTests : IDisposable
{
    readonly TestFolders _folders = new();

    string Demo => Path.Combine(_folders.Root, "demo");

    string StaffFile => Path.Combine(Demo, "config", "staff.json");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_would_move_is_shown_and_nothing_changes_and_then_it_moves_and_comments_stay()
    {
        await ProgramRun.WaitAsync(["demo", "--dir", Demo, "--as-of", "2026-06-15"]);
        var before = await File.ReadAllTextAsync(StaffFile, Stop);

        var look = await OnAsync("person", "replace", "bcau-02", "bcau-01", "--what-if");

        Assert.Contains("bcau-01 gets covers: RU, UA, BY, AZ, AM, GE.", look.Output, StringComparison.Ordinal);
        Assert.Contains("bcau-tb stands in for bcau-01 where bcau-02 did.", look.Output, StringComparison.Ordinal);
        Assert.Matches(@"staff:bcau-02: [1-9]\d* → 0", look.Output);
        Assert.Equal(before, await File.ReadAllTextAsync(StaffFile, Stop));

        var done = await OnAsync("person", "replace", "bcau-02", "bcau-01");

        Assert.Equal(look.Output.Replace("Would change:", "Changed:", StringComparison.Ordinal), done.Output);
        var after = await File.ReadAllTextAsync(StaffFile, Stop);
        Assert.Equal(
            before.Split('\n').Where(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal)),
            after.Split('\n').Where(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("\"bcau-02\"", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_put_off_is_named_again_to_the_successor()
    {
        await ProgramRun.WaitAsync(["demo", "--dir", Demo, "--as-of", "2026-06-15"]);
        var store = new SyncStore(WorkerFolders.Resolve(Path.Combine(Demo, "config"), Path.Combine(Demo, "data")), TimeProvider.System);
        await using var db = store.Open();
        var id = await db.Ledger.Where(row => row.Recipient == "staff:bca-02").Select(row => row.Id).FirstAsync(Stop);
        await db.Ledger.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LedgerState.Snoozed), Stop);

        var run = await OnAsync("person", "replace", "bca-02", "bca-01");

        Assert.Contains("1 put off", run.Output, StringComparison.Ordinal);
        Assert.Equal("staff:bca-01", await db.Ledger.Where(row => row.Id == id).Select(row => row.Recipient).SingleAsync(Stop));
    }

    [Fact]
    public void A_new_person_in_the_same_position_gets_its_mail_and_not_the_leave_of_the_one_before()
    {
        var (config, _) = ConfigFolder.Load(SourceTree.Config);
        var draft = new ConfigDraft(SourceTree.Config);

        new PositionReplacement(config!.Staff, draft).ByMailbox(
            config.Staff.Staff.Single(position => position.Id == "bcau-01"),
            "new.officer@example.org"
        );

        var position = draft.Load().Config!.Staff.Staff.Single(position => position.Id == "bcau-01");
        Assert.Equal(("new.officer@example.org", 0), (position.Email, position.Leave.Count));
    }

    [Theory]
    [InlineData("bcau-01", "bca-01", "bca-01 is in Ban Châu Á")]
    [InlineData("bcau-01", "bcau-01", "cannot take over from itself")]
    [InlineData("bcau-tb", "bcau-01", null)]
    [InlineData("bca-02", "vp-01", null)]
    public void A_whole_department_is_not_taken_over_from_another_one(string from, string to, string? words)
    {
        var (config, _) = ConfigFolder.Load(SourceTree.Config);
        Position Find(string id) => config!.Staff.Staff.Single(position => position.Id == id);

        var refusal = PositionReplacement.Refusal(Find(from), Find(to));

        Assert.True(words is null ? refusal is null : refusal?.Contains(words, StringComparison.Ordinal) == true, refusal);
    }

    [Fact]
    public void An_entry_is_taken_out_with_its_line_and_comments_of_others_stay()
    {
        var edit = new ConfigEdit(
            "{ \"staff\": [\n  // one\n  { \"id\": \"a\" },\n  { \"id\": \"b\" }, // two\n  { \"id\": \"ă\", \"x\": 1 }\n] }\n"
        );
        var staff = edit.Root.Find("staff")!.Items;

        edit.Remove(staff[0]);
        edit.Set(staff[1], "id", ConfigEdit.Json("ế"));
        edit.Set(staff[1], "y", "2");
        edit.Remove(staff[2]);

        Assert.Equal("{ \"staff\": [\n  // one\n  { \"id\": \"ế\", \"y\": 2 }, // two\n] }\n", edit.ToString());
    }

    public void Dispose() => _folders.Dispose();

    Task<ProgramResult> OnAsync(params string[] verb) => ProgramRun.WaitAsync([.. verb, "--config", Path.Combine(Demo, "config")]);
}
