using System.IO.Compression;
using System.Text;
using SyncWorker.Files;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// One answer from its bytes to its records: unpacked, decoded, read by the source's format, within the source's limits.
/// </summary>
static class ResponseReader
{
    /// <param name="wire">The bytes as they came; disposed with the answer.</param>
    /// <param name="packed">The Content-Encoding, or null: gzip is also known by its first bytes.</param>
    /// <param name="request">How to read.</param>
    /// <param name="facts">Told what is found out, also when it ends badly.</param>
    /// <param name="sink">Takes the records.</param>
    /// <param name="clock">For the stall time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UnhealthySourceException">It is no whole answer of the format.</exception>
    public static async Task ReadAsync(
        Stream wire,
        string? packed,
        FormatRequest request,
        ResponseFacts facts,
        RowSink sink,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var plain = await OpenAsync(wire, packed, request.Source, clock, cancellationToken);
        if (request.Source.Format == SourceFormat.Excel)
        {
            await SheetRows.ReadAsync(plain, request, facts, sink, cancellationToken);
            return;
        }

        var start = await plain.PeekAsync(Encodings.Sample, cancellationToken);
        RefuseHtml(start.Span);
        var encoding = Encodings.Sniff(start.Span, plain.Whole, request.Source.Encoding);
        facts.Understood["encoding"] = encoding.Words;
        plain.Skip(encoding.Skip);
        await ReadTextAsync(plain, encoding.Encoding, request, facts, sink, cancellationToken);
    }

    /// <summary>The answer's own bytes: unpacked where it is packed, within the limits of the source.</summary>
    /// <param name="wire">The bytes as they came; disposed with what is returned.</param>
    /// <param name="packed">The Content-Encoding, or null: gzip is also known by its first bytes.</param>
    /// <param name="source">Its limits.</param>
    /// <param name="clock">For the stall time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UnhealthySourceException">It cannot be unpacked.</exception>
    public static async Task<PeekStream> OpenAsync(
        Stream wire,
        string? packed,
        SourceOptions source,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var limits = source.Limits;
        var stall = TimeSpan.FromSeconds(source.Http.StallSeconds);
        var wireLimits = new StreamLimits(
            limits.BodyMegabytes * 1024L * 1024,
            $"The answer is larger than {limits.BodyMegabytes} MB. If that is right, raise limits.bodyMegabytes.",
            stall
        )
        {
            LeastPerMinute = source.Http.LeastKilobytesPerMinute * 1024L,
        };
        var plainLimits = new StreamLimits(
            limits.UnpackedMegabytes * 1024L * 1024,
            $"The answer is larger than {limits.UnpackedMegabytes} MB once unpacked. If that is right, raise limits.unpackedMegabytes.",
            stall
        );
        var body = new PeekStream(new LimitedStream(wire, wireLimits, clock));
        try
        {
            var unpacked = Unpack(body, (await body.PeekAsync(4, cancellationToken)).ToArray(), packed);
            return new(unpacked == body ? body : new LimitedStream(unpacked, plainLimits, clock));
        }
        catch
        {
            await body.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="UnhealthySourceException">It is a page for people.</exception>
    public static void RefuseHtml(ReadOnlySpan<byte> start)
    {
        if (LooksLikeHtml(start))
        {
            throw new UnhealthySourceException("A web page came instead of data: a login, an error page or a proxy's notice.");
        }
    }

    static async Task ReadTextAsync(
        Stream plain,
        Encoding encoding,
        FormatRequest request,
        ResponseFacts facts,
        RowSink sink,
        CancellationToken cancellationToken
    )
    {
        if (request.Source.Format == SourceFormat.Csv)
        {
            using var text = new StreamReader(plain, encoding, detectEncodingFromByteOrderMarks: false, 64 * 1024, leaveOpen: true);
            await CsvRows.ReadAsync(text, request, facts, sink, cancellationToken);
            return;
        }

        await using var utf8 =
            encoding is UTF8Encoding ? plain : Encoding.CreateTranscodingStream(plain, encoding, new UTF8Encoding(false), leaveOpen: true);
        await (
            request.Source.Format switch
            {
                SourceFormat.Ndjson => NdjsonRows.ReadAsync(utf8, request, facts, sink, cancellationToken),
                SourceFormat.Json => JsonRows.ReadAsync(utf8, request, facts, sink, cancellationToken),
                var format => throw new NotSupportedException($"No reader for the format {format}."),
            }
        );
    }

    static Stream Unpack(Stream body, byte[] start, string? packed) =>
        packed?.Trim().ToLowerInvariant() switch
        {
            _ when start is [0x1F, 0x8B, ..] => new GZipStream(body, CompressionMode.Decompress),
            "deflate" when start is [var head, ..] && (head & 0x0F) == 8 => new ZLibStream(body, CompressionMode.Decompress),
            "deflate" => new DeflateStream(body, CompressionMode.Decompress), // what some servers mean by deflate
            null or "" or "identity" or "gzip" or "x-gzip" => body,
            var other => throw new UnhealthySourceException($"The answer is packed with {other}; gzip and deflate are understood."),
        };

    static bool LooksLikeHtml(ReadOnlySpan<byte> start)
    {
        var text = Encoding
            .Latin1.GetString(start[..Math.Min(start.Length, 512)])
            .TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
