using System.Net;
using System.Security.Authentication;
using SyncWorker.Config.Secrets;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Http;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Paging;
using SyncWorker.Store;

namespace SyncWorker.Poll;

/// <summary>
/// Reads a source's answers over HTTP one after the other. What is not the whole answer that was asked for makes the source unhealthy:
/// nothing may look gone because a source gave only part of itself.
/// </summary>
sealed class SourceWalk(PartnerClient client, SecretStore secrets, TimeProvider clock)
{
    /// <summary>From the first answer of an address to its last.</summary>
    /// <exception cref="UnhealthySourceException">Nothing of what was read may be taken.</exception>
    public async Task ReadAsync(
        Uri start,
        FormatRequest request,
        SourceIntake intake,
        SourceFacts facts,
        ConditionalRequest conditions,
        CancellationToken cancellationToken
    )
    {
        var source = request.Source;
        var under = new Underway(request, intake, facts, new(source.Paging, conditions.Since(start)));
        var before = intake.Counts.Read;
        for (var address = under.Walk.First; address is not null; )
        {
            using var response = await AskAsync(source, address, conditions.Headers(facts.Answers), cancellationToken, under.Walk.Page);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                facts.NotModified = true;
                return;
            }

            address = IsPastEnd(response, source.Paging) ? null : await TakeAsync(response, address, under, cancellationToken);
        }

        Promised(source.Paging, under.Walk, intake.Counts.Read - before, facts);
    }

    /// <summary>Asks, and lets only an answer pass that can be the whole of what was asked for.</summary>
    /// <param name="source">Its options.</param>
    /// <param name="address">Absolute.</param>
    /// <param name="headers">Those of <see cref="ConditionalRequest"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="page">From 1; after the first an answer may mean that there is no more, see <see
    /// cref="PagingOptions.PastEnd"/>.</param>
    /// <exception cref="UnhealthySourceException">No such answer came.</exception>
    public async Task<HttpResponseMessage> AskAsync(
        SourceOptions source,
        Uri address,
        IReadOnlyDictionary<string, string> headers,
        CancellationToken cancellationToken,
        int page = 1
    )
    {
        HttpResponseMessage response;
        try
        {
            response = await client.GetAsync(source.Name, address, headers, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or UnhealthySourceException))
        {
            throw new UnhealthySourceException(FetchErrorText.Describe(error), error)
            {
                WillPass = error is not HttpRequestException { InnerException: AuthenticationException },
            };
        }

        var isConditional = headers.ContainsKey("If-None-Match") || headers.ContainsKey("If-Modified-Since");
        if (
            response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation
            || (response.StatusCode == HttpStatusCode.NotModified && isConditional)
            || (page > 1 && IsPastEnd(response, source.Paging))
        )
        {
            return response;
        }

        using (response)
        {
            var wait = RetryHandler.RetryAfter(response, clock);
            throw new UnhealthySourceException(FetchErrorText.Describe(response, wait) + Hint(response, page))
            {
                // A cursor that expired while we read: the whole source is read once more.
                WorthAnotherTry = response.StatusCode == HttpStatusCode.Gone && source.Paging?.By == PagingBy.Cursor,
                WillPass = RetryHandler.IsTransient(response.StatusCode),
                AskAgainAfter = wait,
            };
        }
    }

    /// <summary>What an answer is called in the positions of its rows: no query, no secret.</summary>
    public string Name(SourceOptions source, Uri address, int page)
    {
        var secret = source.Auth is { } auth && secrets.TryGet(auth.Secret, out var known) ? known : null;
        return Positions.Answer(address, source.Paging is null ? null : page, secret);
    }

    /// <exception cref="UnhealthySourceException">The answer says itself that it is not whole.</exception>
    public static void Whole(ResponseFacts answer)
    {
        if (answer.NotWhole is { } path)
        {
            throw new UnhealthySourceException(
                $"The answer has {answer.Rows} rows and says beside them that it is not whole (\"{path}\"). If that means nothing, name {path.Split('.')[^1]} in \"ignore\"."
            );
        }
    }

    // The rows of one answer; the address of the next, or null at the end.
    async Task<Uri?> TakeAsync(HttpResponseMessage response, Uri address, Underway under, CancellationToken cancellationToken)
    {
        var (request, intake, facts, walk) = under;
        ContentTypes.Check(response, request.Source);
        intake.BeginAnswer(Name(request.Source, address, walk.Page));
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        FailPoint.Pass("poll.downloading");
        var answer = new ResponseFacts { Seen = new bool[request.Mapping.Columns.Count] };
        request = request with { ListMayBeNull = walk.Page > 1 && MayEndWith(request.Source.Paging, PastEnd.Null) };
        await ResponseReader.ReadAsync(
            stream,
            string.Join(',', response.Content.Headers.ContentEncoding),
            request,
            answer,
            intake.Take,
            clock,
            cancellationToken
        );
        Whole(answer);
        facts.Merge(answer);
        if (facts.Answers == 1)
        {
            facts.ETag = response.Headers.ETag?.ToString();
            facts.LastModified = response.Content.Headers.LastModified?.ToString("R");
        }

        var links = response.Headers.TryGetValues("Link", out var values) ? values.ToList() : [];
        Unfollowed(request.Source, links, facts);
        var step = walk.Next(new(address, answer.Rows, intake.Digest, answer.Envelope, links) { Fresh = intake.Fresh });
        intake.EndAnswer(counts: step is not PageStep.Stop { Repeat: true });
        return step switch
        {
            _ when answer.ListIsNull => null,
            PageStep.Broken sick => throw new UnhealthySourceException(sick.Why) { WorthAnotherTry = sick.WorthAnotherTry },
            PageStep.Go go => go.Address,
            _ => null,
        };
    }

    static bool MayEndWith(PagingOptions? paging, PastEnd end) => paging?.PastEnd.Contains(end) == true;

    static bool IsPastEnd(HttpResponseMessage response, PagingOptions? paging) =>
        response.StatusCode switch
        {
            HttpStatusCode.NotFound => MayEndWith(paging, PastEnd.NotFound),
            HttpStatusCode.NoContent => MayEndWith(paging, PastEnd.NoContent),
            _ => false,
        };

    static string Hint(HttpResponseMessage response, int page) =>
        page > 1 && response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NoContent
            ? $" That was page {page}: if the source says so that there is no more, set paging.pastEnd."
            : "";

    // A total may count rows that we may not see; how many is for the admin to say.
    static void Promised(PagingOptions? paging, PageWalk walk, long read, SourceFacts facts)
    {
        if (walk.NeverSeen.Count > 0)
        {
            facts.Warnings.Add($"no answer has {string.Join(", ", walk.NeverSeen)}: is it written in \"paging\" as the source writes it?");
        }

        if (paging?.Total is not { } path || walk.PromisedRows is not { } total || total <= read)
        {
            return;
        }

        if (total - read > paging.ShortBy)
        {
            throw new UnhealthySourceException(
                $"It promises {total} rows ({path}) and delivers {read}. If some may not be seen by us, set paging.shortBy."
            );
        }

        facts.Warnings.Add($"{path} says {total} rows, {read} came; paging.shortBy allows it");
    }

    static void Unfollowed(SourceOptions source, List<string> links, SourceFacts facts)
    {
        if (source.Paging is null && links.SelectMany(LinkHeader.Parse).Any(link => link.Is("next")))
        {
            facts.Warnings.Add("its answer has a next page (Link header), which is not asked for: set paging to { \"by\": \"link\" }");
        }
    }

    sealed record Underway(FormatRequest Request, SourceIntake Intake, SourceFacts Facts, PageWalk Walk);
}
