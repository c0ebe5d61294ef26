using System.Globalization;

namespace SyncWorker.Poll.Paging;

/// <summary>The parts of an answer that decide which page is next.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Rows">Records in it.</param>
/// <param name="Digest">Of its records, whatever their order: two answers with the same are the same page.</param>
/// <param name="Envelope">Values beside the list, by path.</param>
/// <param name="Links">The Link headers.</param>
sealed record PageResult(
    Uri Address,
    int Rows,
    long Digest,
    IReadOnlyDictionary<string, EnvelopeValue> Envelope,
    IReadOnlyList<string> Links
)
{
    /// <summary>Records in it that no answer before it had.</summary>
    public int Fresh { get; init; } = Rows;
}

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
    public sealed record Broken(string Why) : PageStep
    {
        /// <summary>See <see cref="UnhealthySourceException.WorthAnotherTry"/>.</summary>
        public bool WorthAnotherTry { get; init; }
    }
}

/// <summary>
/// Walks from answer to answer. It stops on what the source says (its number of pages, no next cursor, no next link), and where
/// the source says nothing, on an empty page or one that repeats the last. A value that it cannot read is never taken for the end: the
/// rest of the source would be missing without a word. An address asked for twice is an endless loop.
/// </summary>
sealed class PageWalk
{
    /// <summary>Of an address that an answer gives: what is longer is no address.</summary>
    const int LongestAddress = 4000;

    readonly PagingOptions? _options;
    readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    readonly HashSet<string> _never;
    readonly Uri _start;
    int _pages;
    int _promisedPages;
    long _rows;
    long? _lastDigest;

    public PageWalk(PagingOptions? options, Uri start)
    {
        _options = options;
        _start = start;
        _never = new(Envelope(options), StringComparer.Ordinal);
        First = options?.By switch
        {
            PagingBy.Page => UriQuery.Set(start, options.Parameter!, Number(options.First)),
            PagingBy.Offset => Offset(0),
            _ => start,
        };
        _asked.Add(First.AbsoluteUri);
    }

    public Uri First { get; }

    /// <summary>The number of the answer that is awaited, from 1.</summary>
    public int Page => _pages + 1;

    /// <summary>Paths of poll.json that stood in no answer so far: misspelt, or left out by a source that has no more.</summary>
    public IReadOnlyCollection<string> NeverSeen => _never;

    /// <summary>The rows that the source promises in all; null where it does not say.</summary>
    public long? PromisedRows { get; private set; }

    /// <summary>Paths beside the list that the walk needs.</summary>
    public static IReadOnlyList<string> Envelope(PagingOptions? options) =>
        [.. new[] { options?.Pages, options?.Next, options?.More, options?.Total }.OfType<string>().Distinct()];

    public PageStep Next(PageResult page)
    {
        _pages++;
        _rows += page.Rows;
        _never.ExceptWith(page.Envelope.Keys);
        if (_options is null)
        {
            return new PageStep.Stop("one answer");
        }

        if (Unreadable(page) is { } why)
        {
            return new PageStep.Broken(why);
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
            : go.Address.AbsoluteUri.Length > LongestAddress
                ? new PageStep.Broken($"The address after page {_pages} is longer than {LongestAddress} characters.")
            : _pages >= _options.MaxPages
                ? new PageStep.Broken($"There is still another page after {_pages}: an endless loop, or raise paging.maxPages.")
            : _asked.Add(go.Address.AbsoluteUri) ? go
            : new PageStep.Broken($"Page {_pages} leads back to a page that was already read: the pages go round in a circle.");
    }

    // What stands where a number or a truth is expected and is neither.
    string? Unreadable(PageResult page)
    {
        if (_options!.Total is { } total && page.Envelope.TryGetValue(total, out var promised) && !promised.IsNothing)
        {
            if (!TryNumber(promised, out var rows))
            {
                return $"{total} is {promised}, not the number of rows.";
            }

            PromisedRows = rows;
        }

        return _options.More is { } more && page.Envelope.TryGetValue(more, out var said) && !said.IsNothing && More(page) is null
            ? $"{more} is {said}, not true or false: nobody can say whether there is more."
            : null;
    }

    PageStep ByPage(PageResult page, bool repeat)
    {
        if (_options!.Pages is { } path)
        {
            return ByNumberOfPages(page, path, repeat);
        }

        return Repeats(page, repeat)
            ?? (
                More(page) == false ? new PageStep.Stop($"{_options.More} is false")
                : page.Rows == 0 && More(page) is null ? new PageStep.Stop("an empty page")
                : NextPage()
            );
    }

    PageStep ByNumberOfPages(PageResult page, string path, bool repeat)
    {
        if (!page.Envelope.TryGetValue(path, out var value) || !TryNumber(value, out var pages))
        {
            return new PageStep.Broken($"The answer does not say how many pages there are (\"{path}\").");
        }

        if (pages < _promisedPages)
        {
            return new PageStep.Broken($"{path} was {_promisedPages} and is {pages} on page {_pages}: it changed while it was read.")
            {
                WorthAnotherTry = true,
            };
        }

        _promisedPages = (int)Math.Min(pages, int.MaxValue);
        return repeat ? new PageStep.Broken($"Page {_pages} repeats the page before it, but {path} is {pages}: a page is missing.")
            : _pages >= pages ? new PageStep.Stop($"{path} is {pages}")
            : page.Rows == 0 ? new PageStep.Broken($"Page {_pages} is empty, but {path} is {pages}: a page is missing.")
            : NextPage();
    }

    // Each answer brings other rows as long as the source heeds the parameter. One that repeats its last page past the end does so late.
    PageStep? Repeats(PageResult page, bool repeat) =>
        repeat && (_pages > 2 || _options!.PastEnd.Contains(PastEnd.Repeat))
            ? new PageStep.Stop("the page repeats the last one", Repeat: true)
        : repeat || (page.Rows > 0 && page.Fresh == 0 && _pages > 1)
            ? new PageStep.Broken(
                $"Page {_pages} has the rows of {(repeat ? "the page before it" : "pages that were already read")}: is paging.parameter (\"{_options!.Parameter}\") right? If that is how the source says that there is no more, add repeat to paging.pastEnd."
            )
        : null;

    // By the rows that came, not by those that were asked for: a source may give fewer at a time than it is asked for.
    PageStep ByOffset(PageResult page, bool repeat) =>
        Repeats(page, repeat)
        ?? (
            More(page) == false ? new PageStep.Stop($"{_options!.More} is false")
            : _rows >= PromisedRows ? new PageStep.Stop($"{_options!.Total} is {PromisedRows}")
            : page.Rows == 0 && More(page) == true
                ? new PageStep.Broken($"Page {_pages} is empty, but {_options!.More} is true: a page is missing.")
            : page.Rows == 0 ? new PageStep.Stop("an empty page")
            : new PageStep.Go(Offset(_rows))
        );

    PageStep ByCursor(PageResult page)
    {
        var path = _options!.Next!;
        var next = page.Envelope.GetValueOrDefault(path);
        if (next.IsNothing)
        {
            return More(page) == true
                ? new PageStep.Broken($"{_options.More} is true, but there is no {path}: a page is missing.")
                : new PageStep.Stop($"no {path}");
        }

        return More(page) == false ? new PageStep.Stop($"{_options.More} is false")
            : next.Kind is EnvelopeKind.Text or EnvelopeKind.Number ? new PageStep.Go(UriQuery.Set(_start, _options.Parameter!, next.Text))
            : new PageStep.Broken($"{path} is {next}, not a cursor: nobody can say which page is next.");
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
        var path = _options!.Next!;
        var next = page.Envelope.GetValueOrDefault(path);
        return next.IsNothing && More(page) == true
                ? new PageStep.Broken($"{_options.More} is true, but there is no {path}: a page is missing.")
            : next.IsNothing ? new PageStep.Stop($"no {path}")
            : next.Kind != EnvelopeKind.Text ? new PageStep.Broken($"{path} is {next}, not an address: nobody can say which page is next.")
            : Uri.TryCreate(page.Address, next.Text, out var address) ? new PageStep.Go(address)
            : new PageStep.Broken($"The address in {path} cannot be read.");
    }

    bool? More(PageResult page) =>
        _options!.More is { } path && page.Envelope.TryGetValue(path, out var value)
            ? value.Text switch
            {
                "true" or "True" or "1" => true,
                "false" or "False" or "0" => false,
                _ => null,
            }
            : null;

    static bool TryNumber(EnvelopeValue value, out long number)
    {
        number = 0;
        return value.Kind is EnvelopeKind.Number or EnvelopeKind.Text
            && long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    PageStep.Go NextPage() => new(UriQuery.Set(_start, _options!.Parameter!, Number(_options.First + _pages)));

    Uri Offset(long offset)
    {
        var address =
            _options!.Limit is { } limit && _options.LimitParameter is { } name ? UriQuery.Set(_start, name, Number(limit)) : _start;
        return offset == 0 ? address : UriQuery.Set(address, _options.Parameter!, Number(offset));
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
