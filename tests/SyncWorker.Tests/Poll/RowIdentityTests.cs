using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>Which rows are the same row, run after run, and what happens to those that go and come.</summary>
public sealed class RowIdentityTests
{
    string _answer = Good.Json();

    [Fact]
    public async Task A_row_seen_twice_is_one_row_with_two_positions_and_the_same_answer_again_writes_nothing()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        await fixture.PollAsync();
        _answer = Good.Json().Replace(Good.Row(20), $"{Good.Row(20)}, {Good.Row(3)}, {Good.Row(3)}", StringComparison.Ordinal);

        await fixture.PollAsync();
        var before = await fixture.DumpAsync();
        await fixture.PollAsync();

        var rows = await fixture.SnapshotAsync();
        Assert.Equal(Good.Rows, rows.Count);
        Assert.Equal("/list#3\n/list#21\n/list#22", rows[2].Position);
        Assert.Equal(before, await fixture.DumpAsync());

        _answer = Good.Json();
        await fixture.PollAsync();
        Assert.Equal("/list#3", (await fixture.SnapshotAsync())[2].Position);
    }

    [Fact]
    public async Task Rows_in_another_order_are_the_same_rows()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        _answer =
            $$"""{ "data": [ {{string.Join(',', Enumerable.Range(1, 20).Reverse().Select(Good.Row))}} ], "total": 20, "next": null }""";
        await fixture.PollAsync();

        Assert.Equal(before, await fixture.DumpAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task New_rows_are_numbered_in_the_order_of_their_ids_whatever_the_order_they_came_in(bool inOrder)
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        var rows = Enumerable.Range(1, 20).ToList();
        var come = inOrder ? rows : [.. Enumerable.Reverse(rows)];
        _answer = $$"""{ "data": [ {{string.Join(',', come.Select(Good.Row))}} ], "total": 20, "next": null }""";
        await fixture.PollAsync();

        var snapshot = await fixture.SnapshotAsync();
        Assert.Equal(
            snapshot.OrderBy(row => row.ExternalId, StringComparer.Ordinal).Select(row => row.Id),
            snapshot.Select(row => row.Id).Order()
        );
        var before = await fixture.DumpAsync();
        await fixture.PollAsync();
        Assert.Equal(before, await fixture.DumpAsync()); // each row has its own fingerprint
    }

    [Fact]
    public async Task A_changed_row_is_written_and_no_other()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();
        var before = await fixture.SnapshotAsync();

        _answer = Good.Json().Replace("Hội hữu nghị số 7\"", "Hội hữu nghị số bảy\"", StringComparison.Ordinal);
        var result = await fixture.PollAsync();

        Assert.Equal(1, result.Counts.Single(count => count.What == "changed").Number);
        var after = await fixture.SnapshotAsync();
        Assert.Contains("số bảy", after[6].Fields, StringComparison.Ordinal);
        Assert.Equal(
            before.Where((_, i) => i != 6).Select(row => (row.Id, row.ChangedRun, row.Fields)),
            after.Where((_, i) => i != 6).Select(row => (row.Id, row.ChangedRun, row.Fields))
        );
    }

    [Fact]
    public async Task Columns_that_are_not_mapped_may_change_without_a_write()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        _answer = Good.Json().Replace("\"email\"", "\"views\":7,\"email\"", StringComparison.Ordinal);
        var result = await fixture.PollAsync();

        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Contains(result.Notes, note => note.Contains("columns that are not mapped: views", StringComparison.Ordinal));
        Assert.Empty((await fixture.PollAsync()).Notes);
    }

    [Fact]
    public async Task White_space_and_case_of_a_mailbox_are_no_change()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();
        var before = (await fixture.SnapshotAsync()).Select(row => (row.Fields, row.ChangedRun)).ToList();

        _answer = Good.Json().Replace("vp-7@", " VP-7@", StringComparison.Ordinal).Replace("nghị số", "nghị  số", StringComparison.Ordinal);
        var result = await fixture.PollAsync();

        Assert.Equal(0, result.Counts.Single(count => count.What == "changed").Number);
        Assert.Equal(before, (await fixture.SnapshotAsync()).Select(row => (row.Fields, row.ChangedRun)));
    }

    [Fact]
    public async Task A_row_that_goes_is_marked_counted_to_ten_and_is_the_same_row_when_it_returns()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();
        var id = (await fixture.SnapshotAsync())[19].Id;

        _answer = Good.Json(19);
        var gone = await fixture.PollAsync();
        await fixture.PollAsync();
        var row = (await fixture.SnapshotAsync())[19];
        Assert.Equal(1, gone.Counts.Single(count => count.What == "missing").Number);
        Assert.Equal((id, 2), (row.Id, row.MissingRuns));
        Assert.NotNull(row.MissingSince);
        for (var i = 0; i < 12; i++)
        {
            await fixture.PollAsync();
        }

        Assert.Equal(10, (await fixture.SnapshotAsync())[19].MissingRuns);

        _answer = Good.Json();
        var back = await fixture.PollAsync();
        row = (await fixture.SnapshotAsync())[19];
        Assert.Equal(1, back.Counts.Single(count => count.What == "returned").Number);
        Assert.Equal((id, 0, (DateTimeOffset?)null), (row.Id, row.MissingRuns, row.MissingSince));
    }

    [Fact]
    public async Task A_row_that_becomes_unreadable_keeps_its_good_values_and_is_not_missing()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        await fixture.PollAsync();

        _answer = Good.Json()
            .Replace("Hội hữu nghị số 7\"", "H?i h?u ngh? s? 7\"", StringComparison.Ordinal)
            .Replace("07/07/1990", "07/17/1990", StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);

        var row = (await fixture.SnapshotAsync())[6];
        Assert.Contains("Hội hữu nghị số 7", row.Fields, StringComparison.Ordinal);
        Assert.Null(row.MissingSince);
        var aside = Assert.Single(await fixture.QuarantineAsync());
        Assert.Equal("/list#7", aside.Position);
        Assert.Equal(
            "founded: found '07/17/1990', expected a date written dd/MM/yyyy or yyyy\n"
                + "nameVi: found 'H?i h?u ngh? s? 7', expected a whole name: letters have become question marks at the source",
            aside.Reasons
        );

        _answer = Good.Json();
        await fixture.PollAsync();
        Assert.Empty(await fixture.QuarantineAsync());
    }

    [Fact]
    public async Task Equal_keys_get_an_ordinal_whatever_order_they_come_in()
    {
        const string Source = """
            { "name": "good", "url": "URL", "format": "csv", "key": ["nameVi"], "fields": { "nameVi": "name", "email": "email" } }
            """;
        var csv = "STT;name;email\n1;Hội A;a@x\n2;Hội A;b@x\n3;Hội B;c@x\n4;Hội A;a@x\n";
        await using var server = Scripted.Start(_ => ScriptedAnswer.Csv(csv));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Source.Replace("URL", server.Address + "/f", StringComparison.Ordinal))
        );

        await fixture.PollAsync();
        var rows = await fixture.SnapshotAsync();
        Assert.Equal(["Hội A", "Hội A~2", "Hội B"], rows.Select(row => row.ExternalId));
        Assert.Equal("/f#1\n/f#4", rows[0].Position);

        csv = "STT;name;email\n1;Hội B;c@x\n2;Hội A;b@x\n3;Hội A;a@x\n4;Hội A;a@x\n";
        var result = await fixture.PollAsync();
        Assert.Equal(0, result.Counts.Where(count => count.What is "changed" or "new" or "missing").Sum(count => count.Number));
        Assert.Equal(
            rows.Select(row => (row.ExternalId, row.Fields)),
            (await fixture.SnapshotAsync()).Select(row => (row.ExternalId, row.Fields))
        );
    }

    [Fact]
    public async Task Another_mapping_reads_every_row_again_and_keeps_the_ids()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        var poll = Good.Poll(Good.Source(server.Address));
        await using var fixture = await PollFixture.OpenAsync(poll);
        await fixture.PollAsync();
        var ids = (await fixture.SnapshotAsync()).Select(row => row.Id).ToList();

        fixture.Use(poll.Replace("\"nameVi\": \"name\"", "\"nameVi\": \"name | upper\"", StringComparison.Ordinal));
        var result = await fixture.PollAsync();

        Assert.Equal(Good.Rows, result.Counts.Single(count => count.What == "changed").Number);
        Assert.Equal(ids, (await fixture.SnapshotAsync()).Select(row => row.Id));
        Assert.All(await fixture.SnapshotAsync(), row => Assert.Contains("HỘI HỮU NGHỊ", row.Fields, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_keeps_nothing()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        _answer = Good.Json(19).Replace("số 7\"", "số bảy\"", StringComparison.Ordinal);
        var result = await fixture.PollAsync(fixture.Request() with { DryRun = true });

        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Equal([1L, 1L], result.Counts.Where(count => count.What is "changed" or "missing").Select(count => count.Number));
        Assert.Equal(["good: new or changed: id-07 Hội hữu nghị số bảy", "good: missing: id-20 Hội hữu nghị số 20"], result.Notes);
        await using var db = fixture.Store.Open();
        Assert.Single(db.Runs);
    }

    [Fact]
    public async Task Rows_that_are_really_gone_are_accepted_once_by_a_person()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();
        _answer = Good.Json(5);
        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync(fixture.Request() with { AcceptFewer = true })).Outcome);
        Assert.Equal(15, (await fixture.SnapshotAsync()).Count(row => row.MissingSince is not null));
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }
}
