using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Poll;
using SyncWorker.Poll.Discovery;
using SyncWorker.Poll.Mapping;
using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Poll.Discovery;

/// <summary>How the next answer is asked for is tried at a real server before it is believed.</summary>
public sealed class PagingTrialTests
{
    const int Size = 20;
    const int All = 45;

    [Fact]
    public async Task A_cursor_is_sent_by_the_parameter_that_brings_other_rows()
    {
        var found = await FindAsync(
            "/orgs",
            query => Page(At(query, "after"), at => $$""", "paging": { "next_cursor": {{(at < All ? $"\"{at}\"" : "null")}} }""")
        );

        Assert.Equal((PagingBy.Cursor, "after", "paging.next_cursor"), (found.Paging!.By, found.Paging.Parameter, found.Paging.Next));
        Assert.True(found.IsTried);
    }

    [Fact]
    public async Task An_address_in_the_answer_is_followed()
    {
        var found = await FindAsync("/orgs", query => Page(At(query, "x"), at => $$""", "@odata.nextLink": "/orgs?x={{at}}" """));

        Assert.Equal((PagingBy.Body, "@odata.nextLink", true), (found.Paging!.By, found.Paging.Next, found.IsTried));
    }

    [Fact]
    public async Task A_Link_header_is_followed()
    {
        var found = await FindAsync("/orgs", query => Page(At(query, "x"), _ => ""), at => [$"Link: </orgs?x={at}>; rel=\"next\""]);

        Assert.Equal((PagingBy.Link, true), (found.Paging!.By, found.IsTried));
    }

    [Fact]
    public async Task A_number_of_pages_is_kept_with_the_parameter_that_is_heeded()
    {
        var found = await FindAsync(
            "/orgs",
            query => Page((At(query, "trang", 1) - 1) * Size, _ => """, "trang": 1, "so_trang": 3, "tong_so": 45""")
        );

        Assert.Equal(
            (PagingBy.Page, "trang", "so_trang", "tong_so"),
            (found.Paging!.By, found.Paging.Parameter, found.Paging.Pages, found.Paging.Total)
        );
    }

    [Fact]
    public async Task An_offset_is_kept_with_its_limit()
    {
        var found = await FindAsync("/orgs", query => Page(At(query, "start"), _ => """, "start": 0, "size": 20, "total": 45"""));

        Assert.Equal(
            (PagingBy.Offset, "start", "size", 20),
            (found.Paging!.By, found.Paging.Parameter, found.Paging.LimitParameter, found.Paging.Limit)
        );
    }

    [Fact]
    public async Task A_promise_of_more_rows_that_no_parameter_brings_is_said_and_no_paging_is_made_up()
    {
        var found = await FindAsync("/orgs", _ => Page(0, _ => """, "page": 1, "total": 45"""));

        Assert.Null(found.Paging);
        Assert.StartsWith("total promises 45 rows, but 20 came", Assert.Single(found.Unsure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_says_that_this_is_the_only_page_keeps_its_way_which_could_not_be_tried()
    {
        var found = await FindAsync("/orgs", _ => Page(40, _ => """, "nextCursor": null"""));

        Assert.Equal((PagingBy.Cursor, "cursor", false), (found.Paging!.By, found.Paging.Parameter, found.IsTried));
        Assert.Contains("could not be tried", Assert.Single(found.Unsure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_is_not_asked_more_than_a_few_times()
    {
        var requests = 0;
        await FindAsync(
            "/orgs?page=1&offset=0",
            _ =>
            {
                requests++;
                return Page(0, _ => """, "next_cursor": "abc", "page": 1, "pages": 9, "total": 400, "offset": 0""");
            }
        );

        Assert.InRange(requests, 2, 9);
    }

    static int At(IReadOnlyDictionary<string, string> query, string parameter, int otherwise = 0) =>
        query.TryGetValue(parameter, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    static string Page(int at, Func<int, string> more) =>
        $$"""{ "data": [ {{string.Join(",", Enumerable.Range(at, Math.Clamp(All - at, 0, Size)).Select(Good.Row))}} ]{{more(at + Size)}} }""";

    static async Task<FoundPaging> FindAsync(
        string target,
        Func<IReadOnlyDictionary<string, string>, string> answer,
        Func<int, IReadOnlyList<string>>? headers = null
    )
    {
        await using var server = Scripted.Start(request =>
        {
            var query = Query(request.Target);
            return ScriptedAnswer.Json(answer(query)) with { Headers = headers?.Invoke(At(query, "x") + Size) ?? [] };
        });
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + target)));
        var reader = fixture.Services.GetRequiredService<FirstAnswerReader>();
        var source = PollFixture.Options(Good.Poll(Good.Source(server.Address + target))).Sources[0];
        var first = await reader.ReadAsync(source, new(source.Url!), page: 1, TestContext.Current.CancellationToken);

        return await fixture
            .Services.GetRequiredService<PagingTrial>()
            .FindAsync(source, first, JsonGuess.Of(first, null), TestContext.Current.CancellationToken);
    }

    static Dictionary<string, string> Query(string target) =>
        target
            .Split('?', 2)
            .ElementAtOrDefault(1)
            ?.Split('&')
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1])
        ?? [];
}
