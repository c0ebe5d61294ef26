using System.Globalization;
using SyncWorker.Poll.Paging;
using SyncWorker.Union;

namespace SyncWorker.Poll.Discovery;

/// <summary>
/// Ways in which a source may lead to its next answer, the likeliest first; each is tried before it is believed. 1. A Link header.
/// 2. An address within the answer. 3. A cursor within the answer. 4. A number of pages. 5. An offset. 6. A page or an offset that the
/// address itself has as a parameter.
/// </summary>
static class PagingGuess
{
    static readonly string[] s_next = ["next", "nexturl", "nextpage", "nextpageurl", "nextlink", "nexthref", "odatanextlink"];
    static readonly string[] s_cursor =
    [
        "nextcursor",
        "cursor",
        "nexttoken",
        "nextpagetoken",
        "pagetoken",
        "continuationtoken",
        "continuation",
        "endcursor",
        "after",
        "scrollid",
        "next",
        "nextpage",
    ];
    static readonly string[] s_more = ["hasmore", "hasnext", "hasnextpage", "more", "ismore", "contrangsau"];
    static readonly string[] s_pages =
    [
        "pages",
        "totalpages",
        "pagecount",
        "pagetotal",
        "lastpage",
        "numberofpages",
        "sotrang",
        "tongsotrang",
    ];
    static readonly string[] s_total =
    [
        "total",
        "totalcount",
        "totalitems",
        "totalrows",
        "totalrecords",
        "totalresults",
        "odatacount",
        "tongso",
        "tongsobanghi",
    ];
    static readonly string[] s_page = ["page", "pagenumber", "currentpage", "pageindex", "trang", "p"];
    static readonly string[] s_offset = ["offset", "start", "skip", "from", "startindex"];
    static readonly string[] s_limit = ["limit", "pagesize", "perpage", "size", "take", "count", "pagelimit"];

    /// <summary>The candidates; each may be wrong.</summary>
    /// <param name="answer">The first answer.</param>
    /// <param name="beside">Values beside its list, by path.</param>
    /// <param name="rows">Rows of its list.</param>
    public static IReadOnlyList<PagingOptions> Candidates(
        FirstAnswer answer,
        IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside,
        int rows
    )
    {
        if (answer.Address is not { } address)
        {
            return [];
        }

        var more = Find(beside, s_more, value => value.Kind is EnvelopeKind.Truth);
        var total = Find(beside, s_total, value => long.TryParse(value.Text, out var number) && number >= rows);
        return
        [
            .. answer.Links.SelectMany(LinkHeader.Parse).Any(link => link.Is("next"))
                ? [new() { By = PagingBy.Link }]
                : (PagingOptions[])[],
            .. ByAddress(beside, more, total),
            .. ByCursor(address, beside, more, total),
            .. IsAll(beside, rows) ? [] : ByNumber(address, beside, total),
            .. ByOffset(address, beside, rows, total, more),
        ];
    }

    /// <summary>Whether more rows are promised than came: then one answer is not all.</summary>
    public static string? Promise(IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside, int rows) =>
        Find(beside, s_total, value => long.TryParse(value.Text, out var number) && number > rows) is { } total
            ? $"{total} promises {Value(beside, total).Text} rows"
        : Find(beside, s_more, value => value.Text == "true") is { } more ? $"{more} is true"
        : Find(beside, s_pages, value => int.TryParse(value.Text, out var number) && number > 1) is { } pages
            ? $"{pages} is {Value(beside, pages).Text}"
        : null;

    /// <summary>Whether the answer says that all of its rows are in it.</summary>
    public static bool IsAll(IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside, int rows) =>
        Find(beside, s_pages, value => int.TryParse(value.Text, out _)) is null
        && Find(beside, s_total, value => long.TryParse(value.Text, out var number) && number == rows) is not null;

    static IEnumerable<PagingOptions> ByAddress(IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside, string? more, string? total) =>
        from next in All(beside, s_next, value => value.Kind == EnvelopeKind.Text && IsAddress(value.Text))
            .Concat(All(beside, s_next, value => value.Kind == EnvelopeKind.Null))
        select new PagingOptions
        {
            By = PagingBy.Body,
            Next = next,
            More = more,
            Total = total,
        };

    static IEnumerable<PagingOptions> ByCursor(
        Uri address,
        IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside,
        string? more,
        string? total
    ) =>
        from next in All(
                beside,
                s_cursor,
                value => value.Kind is EnvelopeKind.Text or EnvelopeKind.Number && value.Text.Length > 0 && !IsAddress(value.Text)
            )
            .Concat(All(beside, s_cursor.Except(s_next), value => value.IsNothing))
        from parameter in CursorParameters(address, Last(next))
        select new PagingOptions
        {
            By = PagingBy.Cursor,
            Parameter = parameter,
            Next = next,
            More = more,
            Total = total,
        };

    // What the address has already, then what the answer calls it without "next", then the usual words.
    static IEnumerable<string> CursorParameters(Uri address, string name)
    {
        var bare = name.StartsWith("next", StringComparison.OrdinalIgnoreCase) ? name[4..].TrimStart('_', '-') : name;
        bare = bare.Length > 0 ? char.ToLowerInvariant(bare[0]) + bare[1..] : "cursor";
        return Parameters(address, s_cursor)
            .Concat([bare, name, "cursor", "page_token", "pageToken", "after"])
            .Distinct(StringComparer.Ordinal)
            .Take(5);
    }

    static IEnumerable<PagingOptions> ByNumber(Uri address, IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside, string? total)
    {
        var pages = Find(beside, s_pages, value => int.TryParse(value.Text, out _));
        var page = Find(beside, s_page, value => int.TryParse(value.Text, out _));
        var parameters = Parameters(address, s_page).ToList();
        if (pages is null && page is null && parameters is [])
        {
            return [];
        }

        var first = page is not null && Value(beside, page).Text == "0" ? 0 : 1;
        var named = page is null ? [] : new[] { Last(page), "page" };
        return parameters
            .Concat(named)
            .Append("page")
            .Append("trang")
            .Distinct(StringComparer.Ordinal)
            .Take(4)
            .Select(parameter => new PagingOptions
            {
                By = PagingBy.Page,
                Parameter = parameter,
                First = first,
                Pages = pages,
                Total = total,
            });
    }

    static IEnumerable<PagingOptions> ByOffset(
        Uri address,
        IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside,
        int rows,
        string? total,
        string? more
    )
    {
        var offset = Find(beside, s_offset, value => int.TryParse(value.Text, out _));
        var limit = Find(beside, s_limit, value => int.TryParse(value.Text, out var number) && number >= rows && number > 0);
        var parameters = Parameters(address, s_offset).Concat(offset is null ? [] : [Last(offset)]).ToList();
        if (parameters is [] && total is null)
        {
            return [];
        }

        var limitParameter = Parameters(address, s_limit).FirstOrDefault() ?? (limit is null ? null : Last(limit));
        int? size =
            limitParameter is null ? null
            : limit is not null ? int.Parse(Value(beside, limit).Text, CultureInfo.InvariantCulture)
            : rows;
        return parameters
            .Append("offset")
            .Distinct(StringComparer.Ordinal)
            .Take(2)
            .Select(parameter => new PagingOptions
            {
                By = PagingBy.Offset,
                Parameter = parameter,
                Limit = size,
                LimitParameter = limitParameter,
                Total = total,
                More = more,
            });
    }

    static bool IsAddress(string text) =>
        text.StartsWith('/')
        || text.StartsWith('?')
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    static IEnumerable<string> Parameters(Uri address, string[] names) =>
        address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]))
            .Where(name => names.Contains(NormalizedName.ToCompact(name)));

    static string? Find(IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside, string[] names, Func<EnvelopeValue, bool> fits) =>
        All(beside, names, fits).FirstOrDefault();

    // In the order of the names; "links.next.href" is called by the name before it.
    static IEnumerable<string> All(
        IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside,
        IEnumerable<string> names,
        Func<EnvelopeValue, bool> fits
    ) =>
        names.SelectMany(name => beside.Where(at => fits(at.Value) && NormalizedName.ToCompact(Last(at.Key)) == name).Select(at => at.Key));

    static EnvelopeValue Value(IReadOnlyList<KeyValuePair<string, EnvelopeValue>> beside, string path) =>
        beside.First(at => at.Key == path).Value;

    static string Last(string path)
    {
        var parts = path.Split('.');
        return parts is [.., var before, "href" or "url"] ? before : parts[^1];
    }
}
