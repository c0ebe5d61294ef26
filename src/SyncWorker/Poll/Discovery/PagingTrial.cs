using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Discovery;

/// <summary>How the source leads on, and how far that was seen.</summary>
/// <param name="Paging">Null when one answer is all that is known of.</param>
/// <param name="IsTried">Whether a second answer brought other rows.</param>
/// <param name="Unsure">Sentences for people.</param>
sealed record FoundPaging(PagingOptions? Paging, bool IsTried, IReadOnlyList<string> Unsure);

/// <summary>Asks the source for its second answer by each candidate, with the walk of a poll, until one brings rows that the first had not.</summary>
sealed class PagingTrial(FirstAnswerReader reader)
{
    /// <summary>Requests at most.</summary>
    const int MostTries = 8;

    /// <param name="source">Its place and sign-in.</param>
    /// <param name="first">Its first answer.</param>
    /// <param name="found">What was found in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FoundPaging> FindAsync(SourceOptions source, FirstAnswer first, JsonGuess found, CancellationToken cancellationToken)
    {
        var candidates = PagingGuess.Candidates(first, found.Beside, found.Count);
        PagingOptions? ended = null;
        var seen = found.Records.ToHashSet(StringComparer.Ordinal);
        foreach (var candidate in candidates.Take(MostTries))
        {
            var walk = new PageWalk(candidate, first.Address!);
            var step = walk.Next(new(first.Address!, found.Count, 0, found.Beside.DistinctBy(at => at.Key).ToDictionary(), first.Links));
            if (step is PageStep.Stop && SaysTheEnd(candidate))
            {
                ended ??= candidate;
            }

            if (step is PageStep.Go go && await BringsOthersAsync(source, go.Address, found.List, seen, cancellationToken))
            {
                return new(candidate, IsTried: true, []);
            }
        }

        return Untried(found, ended, candidates.Count > 0);
    }

    // A source that says itself where it goes on, and says now that it does not: one answer today, more when it grows.
    static bool SaysTheEnd(PagingOptions candidate) => candidate.By is PagingBy.Body or PagingBy.Cursor || candidate.Pages is not null;

    static FoundPaging Untried(JsonGuess found, PagingOptions? ended, bool isTried)
    {
        if (ended is not null)
        {
            return new(
                ended,
                IsTried: false,
                [
                    $"the answer says that it is the only page; how the next is asked for ({Describe(ended)}) could not be tried: look again when the source has more rows",
                ]
            );
        }

        if (PagingGuess.Promise(found.Beside, found.Count) is { } promise)
        {
            return new(
                null,
                IsTried: false,
                [
                    $"{promise}, but {found.Count} came{(isTried ? ", and no way to the next page that was tried brought other rows" : "")}: ask the source how its pages are asked for and write \"paging\"",
                ]
            );
        }

        if (PagingGuess.IsAll(found.Beside, found.Count))
        {
            return new(null, IsTried: false, []);
        }

        int[] sizes = [10, 20, 25, 30, 50, 100, 200, 250, 500, 1000];
        return new(
            null,
            IsTried: false,
            sizes.Contains(found.Count)
                ? [$"exactly {found.Count} rows came and nothing says whether there are more: if that is a page, write \"paging\""]
                : []
        );
    }

    /// <summary>How the next answer is asked for, for people.</summary>
    public static string Describe(PagingOptions paging) =>
        paging.By switch
        {
            PagingBy.Link => "the Link header's next address",
            PagingBy.Body => $"the address in {paging.Next}",
            PagingBy.Cursor => $"the cursor in {paging.Next}, sent as {paging.Parameter}",
            PagingBy.Page =>
                $"the page's number, sent as {paging.Parameter}{(paging.Pages is { } pages ? $"; {pages} says how many" : "")}",
            _ => $"the offset, sent as {paging.Parameter}",
        };

    // A refusal is an answer too: that was not the way.
    async Task<bool> BringsOthersAsync(
        SourceOptions source,
        Uri address,
        string list,
        HashSet<string> seen,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var second = await reader.ReadAsync(source, address, page: 2, cancellationToken);
            return JsonGuess.Of(second, list).Records.Any(record => !seen.Contains(record));
        }
        catch (UnhealthySourceException)
        {
            return false;
        }
    }
}
