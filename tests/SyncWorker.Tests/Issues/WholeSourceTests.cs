using System.Globalization;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A healthy source is whole: an answer that is only part of the source takes nothing away and is never healthy.</summary>
public sealed class WholeSourceTests
{
    static readonly string s_body = Paging("\"by\": \"body\", \"next\": \"next\"");
    static readonly string s_cursor = Paging("\"by\": \"cursor\", \"parameter\": \"c\", \"next\": \"next\", \"more\": \"more\"");
    static readonly string s_page = Paging("\"by\": \"page\", \"parameter\": \"page\"");
    static readonly string s_pages = Paging("\"by\": \"page\", \"parameter\": \"page\", \"pages\": \"pages\"");
    static readonly string s_offset = Paging("\"by\": \"offset\", \"parameter\": \"offset\", \"limit\": 10, \"limitParameter\": \"limit\"");

    [Theory]
    [InlineData("{ \"href\": \"/list?page=2\" }", "next is an object or a list, not an address")]
    [InlineData("[ \"/list?page=2\" ]", "next is an object or a list, not an address")]
    [InlineData("false", "next is false, not an address")]
    [InlineData("true", "next is true, not an address")]
    [InlineData("2", "next is 2, not an address")]
    public async Task A_next_address_of_another_type_is_not_the_end(string next, string reason) =>
        await StaysAsync(s_body, Part(14, 10, $", \"next\": {next}"), reason);

    [Theory]
    [InlineData("{ \"after\": \"x\" }", "next is an object or a list, not a cursor")]
    [InlineData("[ 1 ]", "next is an object or a list, not a cursor")]
    [InlineData("true", "next is true, not a cursor")]
    [InlineData("null, \"more\": { \"is\": true }", "more is an object or a list, not true or false")]
    [InlineData("null, \"more\": \"perhaps\"", "more is a text, not true or false")]
    public async Task A_cursor_of_another_type_is_not_the_end(string next, string reason) =>
        await StaysAsync(s_cursor, Part(14, 10, $", \"next\": {next}"), reason);

    [Theory]
    [InlineData("\"errors\": [ { \"message\": \"shard 2 is down\" } ]")]
    [InlineData("\"errors\": { \"shard\": 2 }")]
    [InlineData("\"error\": \"timeout\"")]
    [InlineData("\"Error\": true")]
    [InlineData("\"partial\": true")]
    [InlineData("\"success\": false")]
    public async Task Errors_beside_a_shorter_list_are_said_and_no_row_is_missing(string trouble) =>
        await StaysAsync("", Part(20, 15, $", {trouble}"), "not whole");

    [Theory]
    [InlineData("\"errors\": [], \"error\": null, \"success\": true, \"partial\": false")]
    [InlineData("\"errors\": {}, \"error\": \"\"")]
    [InlineData("\"error\": 0, \"meta\": { \"list\": [ { \"errors\": [ 1 ] } ] }")]
    public async Task No_errors_are_no_errors(string none)
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(List(20, 1, $", {none}")));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task Errors_that_config_knows_to_mean_nothing_do_not_count()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(List(20, 1, ", \"errors\": [ \"deprecated\" ]")));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, more: ", \"ignore\": [\"errors\"]")));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }

    [Theory]
    [InlineData(206, "It answers 206: part of the list only.")]
    [InlineData(202, "It answers 202: the list is not ready yet.")]
    public async Task A_status_that_is_not_the_whole_list_is_no_answer(int status, string reason) =>
        await StaysAsync("", Part(20, 15, "") with { Status = status }, reason);

    [Fact]
    public async Task A_304_that_nobody_asked_for_makes_no_source_healthy()
    {
        await using var server = Scripted.Start(_ => new(304, "", []));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
        Assert.Contains(
            "It answers 304 (not changed), but everything was asked for",
            (await fixture.FeedAsync("good")).Reason,
            StringComparison.Ordinal
        );
        Assert.Null((await fixture.FeedAsync("good")).LastGoodAt);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(40)]
    public async Task Offset_paging_steps_by_the_rows_that_came(int most)
    {
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(List(Math.Max(0, Math.Min(most, 40 - Offset(request))), Offset(request) + 1, ""))
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address, more: s_offset).Replace(" | date dd/MM/yyyy, yyyy", "", StringComparison.Ordinal))
        );

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(40, (await fixture.SnapshotAsync()).Count);
    }

    [Fact]
    public async Task A_total_that_counts_hidden_rows_does_not_end_offset_paging_early()
    {
        var paging = Paging("\"by\": \"offset\", \"parameter\": \"offset\", \"total\": \"total\", \"shortBy\": 5");
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(List(Math.Max(0, Math.Min(5, 20 - Offset(request))), Offset(request) + 1, ", \"total\": 20"))
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, more: paging)));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(20, (await fixture.SnapshotAsync()).Count);
    }

    [Fact]
    public async Task A_server_that_ignores_the_page_parameter_is_said()
    {
        foreach (var paging in new[] { s_page, s_offset, s_pages })
        {
            await using var server = Scripted.Start(_ => ScriptedAnswer.Json(List(10, 1, ", \"pages\": 2")));
            await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, more: paging)));

            Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
            Assert.Contains("Page 2", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
            Assert.Empty(await fixture.SnapshotAsync());
        }
    }

    [Fact]
    public async Task A_server_that_ignores_the_page_parameter_and_shuffles_or_stamps_its_rows_is_said_too()
    {
        var n = 0;
        await using var server = Scripted.Start(_ =>
            ScriptedAnswer.Json(List(10, 1, "").Replace("vp-3@", $"vp-3-{++n}@", StringComparison.Ordinal))
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, more: s_page)));

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
        Assert.Contains("is paging.parameter (\"page\") right?", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("not-found", 404, "")]
    [InlineData("no-content", 204, "")]
    [InlineData("null", 200, "null")]
    [InlineData("null", 200, "{ \"data\": null }")]
    [InlineData("repeat", 200, "")]
    public async Task What_a_source_says_past_the_end_is_the_end_where_config_knows_it(string end, int status, string body)
    {
        var last = end == "repeat" ? 1 : 2;
        ScriptedAnswer Answer(ScriptedRequest request) =>
            Page(request) <= last || end == "repeat"
                ? ScriptedAnswer.Json(List(10, ((Math.Min(Page(request), last) - 1) * 10) + 1, ""))
                : new(status, body.Length > 0 ? "application/json" : "", Good.Utf8(body));
        await using var server = Scripted.Start(Answer);
        var source = Good.Source(server.Address, more: s_page);
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(source));
        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
        Assert.Empty(await fixture.SnapshotAsync());

        fixture.Use(Good.Poll(source.Replace("\"parameter\"", $"\"pastEnd\": [\"{end}\"], \"parameter\"", StringComparison.Ordinal)));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(last * 10, (await fixture.SnapshotAsync()).Count);
    }

    [Fact]
    public async Task A_source_that_is_not_found_at_all_has_no_end()
    {
        await using var server = Scripted.Start(_ => new(404, "", []));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                Good.Source(
                    server.Address,
                    more: s_page.Replace(
                        "\"parameter\"",
                        "\"pastEnd\": [\"not-found\", \"no-content\", \"null\"], \"parameter\"",
                        StringComparison.Ordinal
                    )
                )
            )
        );

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task An_empty_page_before_the_last_is_a_missing_page()
    {
        var sick = false;
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(List(sick && Page(request) == 2 ? 0 : 5, (Page(request) * 5) - 4, ", \"pages\": 4"))
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, more: s_pages)));
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        sick = true;

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
        Assert.Equal("Page 2 is empty, but pages is 4: a page is missing.", (await fixture.FeedAsync("good")).Reason);
        Assert.Equal(before, await fixture.DumpAsync());
    }

    [Fact]
    public async Task A_number_of_pages_that_shrinks_while_it_is_read_is_no_end()
    {
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(List(5, (Page(request) * 5) - 4, Page(request) == 2 ? ", \"pages\": 1" : ", \"pages\": 4"))
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, more: s_pages)));

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task A_path_that_no_answer_has_is_said()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address, more: Paging("\"by\": \"body\", \"next\": \"links.next\"")))
        );

        Assert.Contains((await fixture.PollAsync()).Notes, note => note.Contains("no answer has links.next", StringComparison.Ordinal));
    }

    // A good poll, then the sick answer: nothing changes and the reason is said.
    static async Task StaysAsync(string more, Part sick, string reason)
    {
        var isSick = false;
        await using var server = Scripted.Start(_ =>
            isSick
                ? ScriptedAnswer.Json(List(sick.Rows, 1, sick.More)) with
                {
                    Status = sick.Status,
                }
                : ScriptedAnswer.Json(List(sick.Before, 1, ", \"next\": null, \"more\": false"))
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, more: more)));
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        var before = await fixture.DumpAsync();

        isSick = true;
        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);

        Assert.Contains(reason, (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Equal(FeedHealth.Unhealthy, (await fixture.FeedAsync("good")).Health);
        Assert.Equal(before, await fixture.DumpAsync());
    }

    static Part Part(int before, int rows, string more) => new(before, rows, more);

    static string Paging(string keys) => $$""", "paging": { {{keys}} }""";

    static string List(int rows, int from, string more) =>
        $$"""{ "data": [ {{string.Join(", ", Enumerable.Range(from, rows).Select(Good.Row))}} ]{{more}} }""";

    static int Page(ScriptedRequest request) => Number(request, "page=", 1);

    static int Offset(ScriptedRequest request) => Number(request, "offset=", 0);

    static int Number(ScriptedRequest request, string name, int none) =>
        request.Target.Split(name) is [_, var after] ? int.Parse(after.Split('&')[0], CultureInfo.InvariantCulture) : none;
}

/// <param name="Before">Rows of the good answer.</param>
/// <param name="Rows">Rows of the sick one.</param>
/// <param name="More">What stands beside them.</param>
sealed record Part(int Before, int Rows, string More)
{
    public int Status { get; init; } = 200;
}
