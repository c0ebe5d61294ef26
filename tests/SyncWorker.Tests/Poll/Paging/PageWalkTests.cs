using SyncWorker.Poll;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Tests.Poll.Paging;

public sealed class PageWalkTests
{
    static readonly Uri s_start = new("https://a.example.org/list?size=5");

    [Fact]
    public void Without_paging_one_answer_is_all() => Assert.IsType<PageStep.Stop>(new PageWalk(null, s_start).Next(Page(5)));

    [Fact]
    public void By_page_it_stops_at_the_number_the_source_says()
    {
        var walk = new PageWalk(
            new()
            {
                By = PagingBy.Page,
                Parameter = "page",
                Pages = "pages",
            },
            s_start
        );

        Assert.Equal("?size=5&page=1", walk.First.Query);
        Assert.Equal("?size=5&page=2", Go(walk.Next(Page(5, ("pages", "2")))).Query);
        Assert.IsType<PageStep.Stop>(walk.Next(Page(4, ("pages", "2"))));
    }

    [Fact]
    public void By_page_a_repeat_before_the_last_page_is_a_missing_page()
    {
        var walk = new PageWalk(
            new()
            {
                By = PagingBy.Page,
                Parameter = "page",
                Pages = "pages",
            },
            s_start
        );
        walk.Next(Page(5, ("pages", "3")));

        Assert.IsType<PageStep.Broken>(walk.Next(Page(5, ("pages", "3"))));
    }

    [Fact]
    public void By_page_without_a_number_it_stops_at_a_page_that_repeats_the_last_and_does_not_count_it()
    {
        var walk = new PageWalk(new() { By = PagingBy.Page, Parameter = "page" }, s_start);
        walk.Next(Page(6));
        walk.Next(Page(5));

        Assert.True(Assert.IsType<PageStep.Stop>(walk.Next(Page(5))).Repeat);
    }

    [Fact]
    public void By_page_without_a_number_it_stops_at_an_empty_page()
    {
        var walk = new PageWalk(
            new()
            {
                By = PagingBy.Page,
                Parameter = "page",
                First = 0,
            },
            s_start
        );

        Assert.Equal("?size=5&page=0", walk.First.Query);
        Go(walk.Next(Page(5)));
        Assert.IsType<PageStep.Stop>(walk.Next(Page(0)));
    }

    [Fact]
    public void By_page_without_pages_it_is_sick_when_the_number_is_not_there() =>
        Assert.IsType<PageStep.Broken>(
            new PageWalk(
                new()
                {
                    By = PagingBy.Page,
                    Parameter = "page",
                    Pages = "pages",
                },
                s_start
            ).Next(Page(5))
        );

    [Fact]
    public void By_offset_it_goes_on_by_the_rows_that_came_until_the_total()
    {
        var walk = new PageWalk(
            new()
            {
                By = PagingBy.Offset,
                Parameter = "offset",
                Limit = 20,
                LimitParameter = "limit",
                Total = "total",
            },
            s_start
        );

        Assert.Equal("?size=5&limit=20", walk.First.Query);
        Assert.Equal("?size=5&limit=20&offset=20", Go(walk.Next(Page(20, ("total", "30")))).Query);
        Assert.IsType<PageStep.Stop>(walk.Next(Page(10, ("total", "30"))));
    }

    [Fact]
    public void By_cursor_an_empty_page_in_the_middle_is_passed_and_the_cursor_is_escaped()
    {
        var walk = new PageWalk(
            new()
            {
                By = PagingBy.Cursor,
                Parameter = "cursor",
                Next = "next",
                More = "more",
            },
            s_start
        );

        Assert.Equal("?size=5&cursor=ab%3D%3D", Go(walk.Next(Page(5, ("next", "ab=="), ("more", "true")))).Query);
        Go(walk.Next(Page(0, ("next", "cd=="), ("more", "true"))));
        Assert.IsType<PageStep.Stop>(walk.Next(Page(1, ("next", null), ("more", "false"))));
    }

    [Fact]
    public void By_cursor_more_without_a_cursor_is_a_missing_page() =>
        Assert.IsType<PageStep.Broken>(
            new PageWalk(
                new()
                {
                    By = PagingBy.Cursor,
                    Parameter = "cursor",
                    Next = "next",
                    More = "more",
                },
                s_start
            ).Next(Page(5, ("next", null), ("more", "true")))
        );

    [Fact]
    public void By_cursor_a_cursor_that_comes_back_is_a_circle()
    {
        var walk = new PageWalk(
            new()
            {
                By = PagingBy.Cursor,
                Parameter = "cursor",
                Next = "next",
            },
            s_start
        );
        walk.Next(Page(5, ("next", "x")));

        Assert.Contains("in a circle", Assert.IsType<PageStep.Broken>(walk.Next(Page(5, ("next", "x")))).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "<https://a.example.org/list?o=2>; rel=\"next\", <https://a.example.org/list?o=9>; rel=\"last\"",
        "https://a.example.org/list?o=2"
    )]
    [InlineData("</list?o=2>; rel=\"next\"", "https://a.example.org/list?o=2")]
    [InlineData("<?o=2>;title=\"more, pages; rel=prev\";rel=next, <x>; rel=\"last\"", "https://a.example.org/list?o=2")]
    [InlineData("<x>; rel=\"prev\", <list?o=2> ; rel = \"alternate NEXT\"", "https://a.example.org/list?o=2")]
    public void By_link_it_follows_rel_next_however_it_is_written(string header, string expected)
    {
        var walk = new PageWalk(new() { By = PagingBy.Link }, s_start);

        Assert.Equal(expected, Go(walk.Next(Page(5) with { Links = [header] })).AbsoluteUri);
        Assert.IsType<PageStep.Stop>(walk.Next(Page(5) with { Links = ["<x>; rel=\"last\""] }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("<x; rel=next")]
    [InlineData("<x>; rel=\"next")]
    [InlineData("<x>;;;,,;=")]
    [InlineData("rel=next")]
    public void A_broken_Link_header_ends_somewhere(string header) => Assert.NotNull(LinkHeader.Parse(header));

    [Fact]
    public void By_body_it_follows_the_address_in_the_answer()
    {
        var walk = new PageWalk(new() { By = PagingBy.Body, Next = "links.next" }, s_start);

        Assert.Equal("https://a.example.org/list?p=2", Go(walk.Next(Page(5, ("links.next", "/list?p=2")))).AbsoluteUri);
        Assert.IsType<PageStep.Stop>(walk.Next(Page(5, ("links.next", null))));
    }

    static Uri Go(PageStep step) => Assert.IsType<PageStep.Go>(step).Address;

    static PageResult Page(int rows, params (string Path, string? Value)[] envelope) =>
        new(s_start, rows, rows, envelope.ToDictionary(pair => pair.Path, pair => Value(pair.Value)), []);

    static EnvelopeValue Value(string? text) =>
        text switch
        {
            null => new(EnvelopeKind.Null, ""),
            "true" or "false" => new(EnvelopeKind.Truth, text),
            "{}" => new(EnvelopeKind.Nested, ""),
            _ => new(long.TryParse(text, out _) ? EnvelopeKind.Number : EnvelopeKind.Text, text),
        };
}
