using SyncWorker.Config;
using SyncWorker.Files;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Http;

namespace SyncWorker.Poll.Discovery;

/// <summary>An answer as far as it is looked at to find out how a source is written.</summary>
/// <param name="Bytes">Unpacked; the first ones where it is long.</param>
/// <param name="IsWhole">Whether that is all there is.</param>
sealed record FirstAnswer(byte[] Bytes, bool IsWhole)
{
    /// <summary>Where it came from; null for a file.</summary>
    public Uri? Address { get; init; }

    /// <summary>Its Link headers.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>What must be added to http.accept before a poll takes such an answer; null for nothing.</summary>
    public string? UnusualType { get; init; }

    /// <summary>A workbook, by its first bytes.</summary>
    public bool IsWorkbook => Bytes is [0x50, 0x4B, 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..];
}

/// <summary>Gets the first answer of a source that is not in poll.json yet, by the same way as a poll.</summary>
sealed class FirstAnswerReader(SourceWalk walk, WorkerFolders folders, TimeProvider clock)
{
    /// <summary>As much of a text as is looked at.</summary>
    public const int MostText = 16 * 1024 * 1024;

    /// <summary>The largest workbook that is looked at; it can only be read as a whole.</summary>
    public const int MostWorkbook = 64 * 1024 * 1024;

    /// <param name="source">Its place, its sign-in; the format is not known yet.</param>
    /// <param name="address">The address to ask; null for a source of files.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnhealthySourceException">No answer came that could be looked at.</exception>
    public async Task<FirstAnswer> ReadAsync(SourceOptions source, Uri? address, int page, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            var file = SourceFiles.List(source, folders.Config)[^1];
            return await TakeAsync(SourceFiles.Open(file), null, source, cancellationToken);
        }

        using var response = await walk.AskAsync(source, address, ConditionalRequest.Everything, cancellationToken, page);
        var answer = await TakeAsync(
            await response.Content.ReadAsStreamAsync(cancellationToken),
            string.Join(',', response.Content.Headers.ContentEncoding),
            source,
            cancellationToken
        );
        return answer with
        {
            Address = address,
            Links = response.Headers.TryGetValues("Link", out var links) ? [.. links] : [],
            UnusualType = UnusualType(response, answer),
        };
    }

    async Task<FirstAnswer> TakeAsync(Stream wire, string? packed, SourceOptions source, CancellationToken cancellationToken)
    {
        await using var plain = await ResponseReader.OpenAsync(wire, packed, source, clock, cancellationToken);
        var start = await plain.PeekAsync(Encodings.Sample, cancellationToken);
        var first = new FirstAnswer(start.ToArray(), plain.Whole);
        if (!first.IsWorkbook)
        {
            ResponseReader.RefuseHtml(start.Span);
        }

        var most = first.IsWorkbook ? MostWorkbook : MostText;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while (bytes.Length < most && (read = await plain.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes.Write(buffer, 0, read);
        }

        var isWhole = bytes.Length < most;
        return !isWhole && first.IsWorkbook
            ? throw new UnhealthySourceException($"The workbook is larger than {most / 1024 / 1024} MB: write its entry by hand.")
            : new(bytes.ToArray(), isWhole);
    }

    // Whether a poll would refuse the answer by its content type.
    static string? UnusualType(HttpResponseMessage response, FirstAnswer answer)
    {
        try
        {
            ContentTypes.Check(
                response,
                new()
                {
                    Name = "",
                    Fields = new Dictionary<string, Mapping.FieldMapping>(),
                    Format = FormatGuess.Of(answer),
                }
            );
            return null;
        }
        catch (UnhealthySourceException)
        {
            return response.Content.Headers.ContentType?.MediaType;
        }
    }
}
