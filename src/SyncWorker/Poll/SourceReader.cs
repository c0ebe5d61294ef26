using SyncWorker.Config;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Http;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll;

/// <summary>Reads all answers of one source, over HTTP or from files, into an intake.</summary>
sealed class SourceReader(SourceWalk walk, WorkerFolders folders, TimeProvider clock)
{
    /// <exception cref="UnhealthySourceException">Nothing of what was read may be taken.</exception>
    public async Task<SourceFacts> ReadAsync(
        SourceOptions source,
        SourceMapping mapping,
        SourceIntake intake,
        ConditionalRequest conditions,
        CancellationToken cancellationToken
    )
    {
        var facts = new SourceFacts { Seen = new bool[mapping.Columns.Count] };
        var request = new FormatRequest(mapping, source, PageWalk.Envelope(source.Paging)) { Known = intake.IsKnown };
        if (source.Url is null && source.Urls is [])
        {
            await ReadFilesAsync(request, intake, facts, conditions, cancellationToken);
            return facts;
        }

        foreach (var url in source.Url is { } text ? [text] : source.Urls)
        {
            await walk.ReadAsync(new(url), request, intake, facts, conditions, cancellationToken);
        }

        return facts;
    }

    /// <summary>Reads the first records of the first answer, for a person to look at, until <paramref name="more"/> says no.</summary>
    /// <exception cref="UnhealthySourceException">It cannot be read.</exception>
    public async Task FirstAsync(
        SourceOptions source,
        SourceMapping mapping,
        ResponseFacts facts,
        Func<string, RawRow, bool> more,
        CancellationToken cancellationToken
    )
    {
        var request = new FormatRequest(mapping, source, []);
        var name = "";
        try
        {
            if (FirstUrl(source) is { } url)
            {
                using var response = await walk.AskAsync(source, url, ConditionalRequest.Everything, cancellationToken);
                ContentTypes.Check(response, source);
                name = walk.Name(source, url, page: 1);
                var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                await ResponseReader.ReadAsync(
                    body,
                    string.Join(',', response.Content.Headers.ContentEncoding),
                    request,
                    facts,
                    Take,
                    clock,
                    cancellationToken
                );
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
            using var response = await walk.AskAsync(source, url, ConditionalRequest.Everything, cancellationToken);
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

    static Uri? FirstUrl(SourceOptions source) =>
        (source.Url ?? (source.Urls is [var first, ..] ? first : null)) is { } url ? new PageWalk(source.Paging, new(url)).First : null;

    async Task ReadFilesAsync(
        FormatRequest request,
        SourceIntake intake,
        SourceFacts facts,
        ConditionalRequest conditions,
        CancellationToken cancellationToken
    )
    {
        facts.Files.AddRange(SourceFiles.List(request.Source, folders.Config));
        facts.ETag = SourceFiles.Tag(facts.Files);
        facts.NotModified = facts.Files is [] || conditions.Matches(facts.ETag);
        foreach (var file in facts.NotModified ? [] : facts.Files)
        {
            intake.BeginAnswer(Path.GetFileName(file));
            await using var stream = SourceFiles.Open(file);
            var answer = new ResponseFacts { Seen = new bool[request.Mapping.Columns.Count] };
            await ResponseReader.ReadAsync(stream, null, request, answer, intake.Take, clock, cancellationToken);
            SourceWalk.Whole(answer);
            facts.Merge(answer);
            intake.EndAnswer(counts: true);
        }
    }

    sealed class SampleCompleteException : Exception;
}
