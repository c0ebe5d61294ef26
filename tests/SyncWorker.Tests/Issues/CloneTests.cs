using Microsoft.EntityFrameworkCore;
using SyncWorker.Send;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Two machines with one machine id and one path: the clone does not send what its original sends.</summary>
public sealed class CloneTests
{
    static readonly MachineMarks s_machine = new(["board:4C4C4544", "card:3448ED000001"]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<SendFixture> SentFromAsync(MachineMarks machine)
    {
        var fixture = await SendFixture.OpenAsync();
        fixture.Machine = machine;
        await fixture.QueueAsync();
        Assert.Equal(StageOutcome.Done, (await fixture.SendAsync()).Outcome);
        await fixture.QueueAsync("staff:bca-02", "bca02@example.org");
        return fixture;
    }

    [Fact]
    public async Task A_clone_is_held_until_a_person_says_that_it_sends()
    {
        using var fixture = await SentFromAsync(s_machine);
        fixture.Machine = new(["board:564D0001", "card:005056000002"]);

        var held = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains("as a clone has", Assert.Single(held.Notes), StringComparison.Ordinal);
        Assert.Single(fixture.PickedUp());

        await fixture.ReleaseAsync();
        Assert.Equal(StageOutcome.Done, (await fixture.SendAsync()).Outcome);
        Assert.Equal(2, fixture.PickedUp().Count);

        fixture.Machine = s_machine; // the original, on this store's copy, is the other one now
        await fixture.QueueAsync("staff:bca-03", "bca03@example.org");
        Assert.Equal(StageOutcome.Held, (await fixture.SendAsync()).Outcome);
    }

    [Theory]
    [InlineData("board:4C4C4544", "card:AAAAAAAAAAAA")] // another network card
    [InlineData("board:NEW", "card:3448ED000001")] // another board
    [InlineData("card:3448ED000001")] // the board's id cannot be read any more
    [InlineData("board:4C4C4544", "card:3448ED000001", "card:BBBBBBBBBBBB")] // one more card
    [InlineData] // nothing can be read: it goes by machine id and path, as before
    public async Task A_machine_with_one_part_changed_goes_on(params string[] marks)
    {
        using var fixture = await SentFromAsync(s_machine);
        fixture.Machine = new(marks);

        Assert.Equal(StageOutcome.Done, (await fixture.SendAsync()).Outcome);
        Assert.Equal(2, fixture.PickedUp().Count);
    }

    [Fact]
    public async Task Parts_may_be_replaced_one_after_the_other()
    {
        using var fixture = await SentFromAsync(s_machine);
        fixture.Machine = new(["board:4C4C4544", "card:AAAAAAAAAAAA"]);
        await fixture.SendAsync();
        fixture.Machine = new(["board:NEW", "card:AAAAAAAAAAAA"]);
        await fixture.QueueAsync("staff:bca-03", "bca03@example.org");

        Assert.Equal(StageOutcome.Done, (await fixture.SendAsync()).Outcome);
        Assert.Equal(3, fixture.PickedUp().Count);
    }

    [Fact]
    public async Task A_store_of_an_older_version_takes_the_marks_of_where_it_is()
    {
        using var fixture = await SentFromAsync(new([]));
        await using (var db = fixture.Store.Open())
        {
            await db.Facts.Where(fact => fact.Name == StoreIdentity.MachineFact).ExecuteDeleteAsync(Stop);
        }

        fixture.Machine = s_machine;
        Assert.Equal(StageOutcome.Done, (await fixture.SendAsync()).Outcome);

        await using var after = fixture.Store.Open();
        Assert.Equal(s_machine.ToString(), (await after.Facts.SingleAsync(fact => fact.Name == StoreIdentity.MachineFact, Stop)).Value);
    }

    [Fact]
    public void Linux_shows_the_board_to_root_and_real_cards_to_all()
    {
        using var folders = new TestFolders();
        void Write(string file, string text)
        {
            var path = Path.Combine(folders.Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
        }

        Write("sys/class/net/lo/address", "00:00:00:00:00:00");
        Write("sys/class/net/docker0/address", "02:42:ac:11:00:01");
        Write("sys/class/net/eno1/address", "34:48:ed:00:00:01");
        Write("sys/class/net/eno1/device/vendor", "0x8086");
        Assert.Equal("card:3448ED000001", MachineMarks.OfLinux(folders.Root).ToString());

        Write("run/syncworker-board", "4c4c4544-0042-3510-8052-b4c04f4d4e32");
        Assert.Equal("board:4C4C4544-0042-3510-8052-B4C04F4D4E32 card:3448ED000001", MachineMarks.OfLinux(folders.Root).ToString());

        Write("run/syncworker-board", "00000000-0000-0000-0000-000000000000"); // a maker that left it empty
        Assert.Equal("card:3448ED000001", MachineMarks.OfLinux(folders.Root).ToString());
    }
}
