using System;
using SyncWorker.Config;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Http;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Poll.Paging;
using SyncWorker.Store;

namespace SyncWorker.Poll;

/// <summary>The facts of all answers of a source together.</summary>
sealed class SourceFacts
{
    public SortedDictionary<string, string> Understood { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    public required bool[] Seen { get; init; }

    public int Answers { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>The source answered that nothing has changed; no row was read.</summary>
    public bool NotModified { get; set; }

    /// <summary>The files that were read, where the source is files.</summary>
    public List<string> Files { get; } = [];

    /// <summary>What does not stop the run, but should be looked at.</summary>
    public List<string> Warnings { get; } = [];
}

/// <summary>Reads all answers of one source, over HTTP or from files, into an intake.</summary>
sealed class SourceReader(PartnerClient client, WorkerFolders folders, TimeProvider clock)
{
    /// <exception cref="UnhealthySourceException">Nothing of what was read may be taken.</exception>
    public async Task<SourceFacts> ReadAsync(SourceOptions source, SourceMapping mapping, SourceIntake intake, ConditionalRequest conditions, CancellationToken cancellationToken)
    {
        var facts = new SourceFacts { Seen = new bool[mapping.Columns.Count] };
        var request = new FormatRequest(mapping, source, PageWalk.Envelope(source.Paging)) { Known = intake.IsKnown };
        if (source.Url is null && source.Urls is [])
        {
            facts.Files.AddRange(SourceFiles.List(source, folders.Config));
            facts.ETag = SourceFiles.Tag(facts.Files);
            facts.NotModified = facts.Files is [] || conditions.Matches(facts.ETag);
            foreach (var file in facts.NotModified ? [] : facts.Files)
            {
                intake.BeginAnswer(Path.GetFileName(file));
                await using var stream = SourceFiles.Open(file);
                var answer = new ResponseFacts { Seen = new bool[mapping.Columns.Count] };
                await ResponseReader.ReadAsync(stream, null, request, answer, intake.Take, clock, cancellationToken);
                Merge(facts, answer);
                intake.EndAnswer(counts: true);
            }

            return facts;
        }

        foreach (var url in source.Url is { } text ? [text] : source.Urls)
        {
            await WalkAsync(new(url), request, intake, facts, conditions, cancellationToken);
        }

        return facts;
    }

    /// <summary>Reads the first answer of a source until <paramref name="more"/> has enough.</summary>
    /// <exception cref="UnhealthySourceException">It cannot be read.</exception>
    public async Task FirstAsync(SourceOptions source, SourceMapping mapping, ResponseFacts facts, Func<string, RawRow, bool> more, CancellationToken cancellationToken)
    {
        var request = new FormatRequest(mapping, source, []);
        var name = "";
        try
        {
            if (FirstUrl(source) is { } url)
            {
                using var response = await GetAsync(source, url, ConditionalRequest.Everything, cancellationToken);
                ContentTypes.Check(response, source);
                name = url.PathAndQuery;
                var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                await ResponseReader.ReadAsync(body, string.Join(',', response.Content.Headers.ContentEncoding), request, facts, Take, clock, cancellationToken);
                return;
            }

            foreach (var file in SourceFiles.List(source, folders.Config).TakeLast(1))
            {
                name = Path.GetFileName(file);
                await ResponseReader.ReadAsync(SourceFiles.Open(file), null, request, facts, Take, clock, cancellationToken);
            }
        }
        catch (SampleCompleteException)
        {
            // The first rows are all that was wanted.
        }

        void Take(RawRow row)
        {
            if (!more($"{name}#{row.Number}", row))
            {
                throw new SampleCompleteException();
            }
        }
    }

    /// <summary>Knocks at the source as a poll would and reads nothing.</summary>
    /// <returns>What it answers, in words.</returns>
    /// <exception cref="UnhealthySourceException">It would not be polled.</exception>
    public async Task<string> ProbeAsync(SourceOptions source, CancellationToken cancellationToken)
    {
        if (FirstUrl(source) is { } url)
        {
            using var response = await GetAsync(source, url, ConditionalRequest.Everything, cancellationToken);
            ContentTypes.Check(response, source);
            return $"answers {(int)response.StatusCode}, {response.Content.Headers.ContentType?.MediaType ?? "no content type"}";
        }

        var files = SourceFiles.List(source, folders.Config);
        foreach (var file in files)
        {
            await SourceFiles.Open(file).DisposeAsync();
        }

        return files.Count == 1 ? $"{Path.GetFileName(files[0])} can be read" : $"{files.Count} files can be read";
    }

    static Uri? FirstUrl(SourceOptions source) => (source.Url ?? (source.Urls is [var first, ..] ? first : null)) is { } url ? new PageWalk(source.Paging, new(url)).First : null;

    async Task WalkAsync(Uri start, FormatRequest request, SourceIntake intake, SourceFacts facts, ConditionalRequest conditions, CancellationToken cancellationToken)
    {
        var source = request.Source;
        var walk = new PageWalk(source.Paging, conditions.Since(start));
        var before = intake.Counts.Read;
        for (var address = walk.First; ;)
        {
            using var response = await GetAsync(source, address, conditions.Headers(facts.Answers), cancellationToken);
            if (response.StatusCode == System.Net.HttpStatusCode.NotModified && facts.Answers == 0)
            {
                facts.NotModified = true;
                return;
            }

            ContentTypes.Check(response, source);
            intake.BeginAnswer(address.PathAndQuery);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            FailPoint.Pass("poll.downloading");
            var answer = new ResponseFacts { Seen = new bool[request.Mapping.Columns.Count] };
            await ResponseReader.ReadAsync(stream, string.Join(',', response.Content.Headers.ContentEncoding), request, answer, intake.Take, clock, cancellationToken);
            Merge(facts, answer);
            if (facts.Answers == 1)
            {
                facts.ETag = response.Headers.ETag?.ToString();
                facts.LastModified = response.Content.Headers.LastModified?.ToString("R");
            }

            var links = response.Headers.TryGetValues("Link", out var values) ? values.ToList() : [];
            var step = walk.Next(new(address, answer.Rows, intake.Digest, answer.Envelope, links));
            intake.EndAnswer(counts: step is not PageStep.Stop { Repeat: true });
            switch (step)
            {
                case PageStep.Go go:
                    address = go.Address;
                    continue;
                case PageStep.Broken sick:
                    throw new UnhealthySourceException(sick.Why);
                default:
                    Promised(source.Paging, answer, intake.Counts.Read - before, facts);
                    return;
            }
        }
    }

    async Task<HttpResponseMessage> GetAsync(SourceOptions source, Uri address, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.GetAsync(source.Name, address, headers, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or UnhealthySourceException))
        {
            throw new UnhealthySourceException(FetchErrorText.Describe(error), error);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == System.Net.HttpStatusCode.NotModified)
        {
            return response;
        }

        using (response)
        {
            // A cursor that expired while we read: the whole source is read once more.
            throw new UnhealthySourceException(FetchErrorText.Describe(response, RetryHandler.RetryAfter(response, clock)))
            {
                WorthAnotherTry = response.StatusCode == System.Net.HttpStatusCode.Gone && source.Paging?.By == PagingBy.Cursor,
            };
        }
    }

    // A total may count rows that we may not see; how many is for the admin to say.
    static void Promised(PagingOptions? paging, ResponseFacts last, long read, SourceFacts facts)
    {
        if (paging?.Total is not { } path || !long.TryParse(last.Envelope.GetValueOrDefault(path), out var total) || total <= read)
        {
            return;
        }

        if (total - read > paging.ShortBy)
        {
            throw new UnhealthySourceException($"It promises {total} rows ({path}) and delivers {read}. If some may not be seen by us, set paging.shortBy.");
        }

        facts.Warnings.Add($"{path} says {total} rows, {read} came; paging.shortBy allows it");
    }

    sealed class SampleCompleteException : Exception;

    static void Merge(SourceFacts facts, ResponseFacts answer)
    {
        facts.Answers++;
        foreach (var (what, how) in answer.Understood)
        {
            facts.Understood[what] = facts.Understood.TryGetValue(what, out var known) && known != how && !known.Split(", ").Contains(how) ? $"{known}, {how}" : known ?? how;
        }

        facts.Unknown.UnionWith(answer.Unknown);
        for (var i = 0; i < facts.Seen.Length; i++)
        {
            facts.Seen[i] |= answer.Seen[i];
        }
    }
}
