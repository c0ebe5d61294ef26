using System.Globalization;

namespace SyncWorker.Poll.Paging;

/// <summary>The parts of an answer that decide which page is next.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Rows">Records in it.</param>
/// <param name="Digest">Of its records, whatever their order: two answers with the same are the same page.</param>
/// <param name="Envelope">Values beside the list, by path.</param>
/// <param name="Links">The Link headers.</param>
sealed record PageResult(Uri Address, int Rows, long Digest, IReadOnlyDictionary<string, string?> Envelope, IReadOnlyList<string> Links);

/// <summary>What to do after an answer.</summary>
abstract record PageStep
{
    /// <summary>Ask there next.</summary>
    public sealed record Go(Uri Address) : PageStep;

    /// <summary>That was all; <paramref name="Why"/> for people.</summary>
    /// <param name="Why">The reason.</param>
    /// <param name="Repeat">The last answer only repeated the one before it: its records are not counted again.</param>
    public sealed record Stop(string Why, bool Repeat = false) : PageStep;

    /// <summary>The pages cannot be trusted.</summary>
    public sealed record Broken(string Why) : PageStep;
}

/// <summary>
/// Walks from answer to answer. It stops on what the source says (its number of pages, no next cursor, no next link), and where
/// the source says nothing, on an empty page or one that repeats the last. An address asked for twice is an endless loop.
/// </summary>
sealed class PageWalk
{
    readonly PagingOptions? _options;
    readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    readonly Uri _start;
    int _pages;
    long _rows;
    long? _lastDigest;

    public PageWalk(PagingOptions? options, Uri start)
    {
        _options = options;
        _start = start;
        First = options?.By switch
        {
            PagingBy.Page => UriQuery.Set(start, options.Parameter!, Number(options.First)),
            PagingBy.Offset => Offset(0),
            _ => start,
        };
        _asked.Add(First.AbsoluteUri);
    }

    public Uri First { get; }

    /// <summary>Paths beside the list that the walk needs.</summary>
    public static IReadOnlyList<string> Envelope(PagingOptions? options) =>
        [.. new[] { options?.Pages, options?.Next, options?.More, options?.Total }.OfType<string>().Distinct()];

    public PageStep Next(PageResult page)
    {
        _pages++;
        _rows += page.Rows;
        if (_options is null)
        {
            return new PageStep.Stop("one answer");
        }

        var repeat = page.Rows > 0 && _lastDigest == page.Digest;
        _lastDigest = page.Digest;
        var step = _options.By switch
        {
            PagingBy.Page => ByPage(page, repeat),
            PagingBy.Offset => ByOffset(page, repeat),
            PagingBy.Cursor => ByCursor(page),
            PagingBy.Link => ByLink(page),
            _ => ByBody(page),
        };
        return step is not PageStep.Go go ? step
            : _pages >= _options.MaxPages ? new PageStep.Broken($"There is still another page after {_pages}: an endless loop, or raise paging.maxPages.")
            : _asked.Add(go.Address.AbsoluteUri) ? go
            : new PageStep.Broken($"Page {_pages} leads back to a page that was already read: the pages go round in a circle.");
    }

    PageStep ByPage(PageResult page, bool repeat)
    {
        if (_options!.Pages is { } path)
        {
            if (!page.Envelope.TryGetValue(path, out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pages))
            {
                return new PageStep.Broken($"The answer does not say how many pages there are (\"{path}\").");
            }

            return _pages >= pages ? new PageStep.Stop($"{path} is {pages}")
                : repeat ? new PageStep.Broken($"Page {_pages} repeats the page before it, but {path} is {pages}: a page is missing.")
                : NextPage();
        }

        return repeat ? new PageStep.Stop("the page repeats the last one", Repeat: true)
            : More(page) == false ? new PageStep.Stop($"{_options.More} is false")
            : page.Rows == 0 && More(page) is null ? new PageStep.Stop("an empty page")
            : NextPage();
    }

    PageStep ByOffset(PageResult page, bool repeat) =>
        repeat ? new PageStep.Stop("the page repeats the last one", Repeat: true)
        : More(page) == false ? new PageStep.Stop($"{_options!.More} is false")
        : Total(page) is { } total && _rows + _options!.ShortBy >= total ? new PageStep.Stop($"{_options.Total} is {total}")
        : page.Rows == 0 && More(page) is null ? new PageStep.Stop("an empty page")
        : new PageStep.Go(Offset(_options!.Limit is { } limit ? (long)limit * _pages : _rows));

    PageStep ByCursor(PageResult page)
    {
        var cursor = page.Envelope.GetValueOrDefault(_options!.Next!);
        return string.IsNullOrEmpty(cursor) || More(page) == false
            ? More(page) == true ? new PageStep.Broken($"{_options.More} is true, but there is no {_options.Next}: a page is missing.") : new PageStep.Stop($"no {_options.Next}")
            : new PageStep.Go(UriQuery.Set(_start, _options.Parameter!, cursor));
    }

    static PageStep ByLink(PageResult page)
    {
        var next = page.Links.SelectMany(LinkHeader.Parse).FirstOrDefault(link => link.Is("next"));
        return next is null ? new PageStep.Stop("no rel=next")
            : Uri.TryCreate(page.Address, next.Target, out var address) ? new PageStep.Go(address)
            : new PageStep.Broken("The Link header's next address cannot be read.");
    }

    PageStep ByBody(PageResult page)
    {
        var next = page.Envelope.GetValueOrDefault(_options!.Next!);
        return string.IsNullOrEmpty(next) ? new PageStep.Stop($"no {_options.Next}")
            : Uri.TryCreate(page.Address, next, out var address) ? new PageStep.Go(address)
            : new PageStep.Broken($"The address in {_options.Next} cannot be read.");
    }

    bool? More(PageResult page) => _options!.More is { } path && page.Envelope.TryGetValue(path, out var text)
        ? text is "true" or "True" or "1" ? true : text is "false" or "False" or "0" or null ? false : null
        : null;

    long? Total(PageResult page) => _options!.Total is { } path && page.Envelope.TryGetValue(path, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;

    PageStep.Go NextPage() => new(UriQuery.Set(_start, _options!.Parameter!, Number(_options.First + _pages)));

    Uri Offset(long offset)
    {
        var address = _options!.Limit is { } limit && _options.LimitParameter is { } name ? UriQuery.Set(_start, name, Number(limit)) : _start;
        return offset == 0 ? address : UriQuery.Set(address, _options.Parameter!, Number(offset));
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
