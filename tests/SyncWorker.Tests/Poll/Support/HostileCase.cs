using System.IO.Compression;
using System.Text;

namespace SyncWorker.Tests.Poll.Support;

/// <summary>One way a source can be sick.</summary>
sealed record HostileCase(string Name, string Reason, Func<ScriptedRequest, Stream, CancellationToken, Task> AnswerAsync)
{
    const string Retries = ", \"http\": { \"retries\": 2, \"stallSeconds\": 20 }";

    public string Format { get; init; } = "json";

    public string More { get; init; } = Retries;

    /// <summary>Waits are part of the case.</summary>
    public bool RealTime { get; init; }

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Whole("500 for ever", "It answers 500.", new(500, "text/plain", [])),
        Whole("404", "404", new(404, "text/html", Good.Utf8("<html>"))),
        Whole("401", "401: the key or password", new(401, "", [])),
        Whole("403", "403", new(403, "", [])),
        Whole("503 that asks for an hour", "asks to come back in 3600 seconds", new(503, "", []) { Headers = ["Retry-After: 3600"] }),
        Whole("429 for ever", "It answers 429 and asks to come back in 1 seconds", new(429, "", []) { Headers = ["Retry-After: 1"] }),
        Whole("a login page", "A web page came instead of data", new(200, "text/html", Good.Utf8("<!doctype html><form>login</form>"))),
        Whole(
            "a login page that says it is JSON",
            "A web page came instead of data",
            new(200, "application/json", Good.Utf8("\r\n<!DOCTYPE html><html>"))
        ),
        Whole("a picture", "image/png, not json", new(200, "image/png", [0x89, 0x50])),
        Whole("an empty body", "not whole JSON", ScriptedAnswer.Json("")),
        Whole("204", "It answers 204: nothing at all.", new(204, "", [])),
        Whole("null", "JSON, but not a list", ScriptedAnswer.Json("null")) with
        {
            Reason = "no list at \"data\"",
        },
        Whole("no list", "no list at \"data\"", ScriptedAnswer.Json("""{ "rows": [] }""")),
        Whole("the list twice", "the list stands in it twice", ScriptedAnswer.Json($$"""{ "data": [{{Good.Row(1)}}], "data": [] }""")),
        Whole("an empty list", "It is empty, but had 20 rows", ScriptedAnswer.Json("""{ "data": [] }""")),
        Whole("a handful of rows", "It has 3 rows and had 20", ScriptedAnswer.Json(Good.Json(3))),
        Whole(
            "every row under one id",
            "20 of them come under an id that another row has too.",
            ScriptedAnswer.Json(
                $$"""{ "data": [ {{string.Join(',', Enumerable.Range(1, 20).Select(n => Good.Row(n).Replace($"id-{n:00}", "id-01", StringComparison.Ordinal)))}} ] }"""
            )
        ),
        Whole("invalid JSON at the end", "not whole JSON (after 20 rows)", ScriptedAnswer.Json(Good.Json()[..^1] + "]")),
        Whole("JSON cut within a row", "not whole JSON", ScriptedAnswer.Json(Good.Json()[..1200])),
        Whole("something after the end", "not whole JSON (after 20 rows)", ScriptedAnswer.Json(Good.Json() + "oops")),
        Whole(
            "a renamed column",
            "Mapped columns are in no row: name. Columns that are not mapped: title",
            ScriptedAnswer.Json(Good.Json().Replace("\"name\"", "\"title\"", StringComparison.Ordinal))
        ),
        Whole(
            "an id that is gone",
            "Mapped columns are in no row: id.",
            ScriptedAnswer.Json(Good.Json().Replace("\"id\"", "\"key\"", StringComparison.Ordinal))
        ),
        Whole(
            "too many bad rows",
            "20 of 20 rows cannot be read",
            ScriptedAnswer.Json(Good.Json().Replace("/07/", "/17/", StringComparison.Ordinal))
        ),
        Whole(
            "names broken to question marks",
            "20 of 20 rows cannot be read",
            ScriptedAnswer.Json(Good.Json().Replace("Hội hữu nghị", "H?i h?u ngh?", StringComparison.Ordinal))
        ),
        Whole(
            "names emptied",
            "20 of 20 rows cannot be read",
            ScriptedAnswer.Json(
                Good.Json()
                    .Replace("Hội hữu nghị số", " ", StringComparison.Ordinal)
                    .Replace("\"name\":\"  ", "\"name\":\"\",\"x\":\"", StringComparison.Ordinal)
            )
        ) with
        {
            Reason = "cannot be read",
        },
        Whole(
            "names twice in each row",
            "20 of 20 rows cannot be read",
            ScriptedAnswer.Json(Good.Json().Replace("\"email\":", "\"name\":\"other\",\"email\":", StringComparison.Ordinal))
        ),
        Whole(
            "letters of another encoding",
            "20 of 20 rows cannot be read",
            new(
                200,
                "application/json; charset=utf-8",
                [.. Encoding.Latin1.GetBytes(Good.Json().Replace("Hội hữu nghị", "Hòi hàu nghé", StringComparison.Ordinal))]
            )
        ) with
        {
            More = Retries + ", \"encoding\": \"utf-8\"",
        },
        Whole("100,000 levels deep", "not whole JSON", ScriptedAnswer.Json("{\"data\":" + new string('[', 100_000))),
        Whole(
            "100,000 levels within a row",
            "not whole JSON",
            ScriptedAnswer.Json("{\"data\":[{\"id\":" + new string('[', 100_000) + new string(']', 100_000) + "}]}")
        ),
        Whole("NUL bytes", "not whole JSON", new(200, "application/json", new byte[5000])),
        Whole(
            "NUL in every name",
            "20 of 20 rows cannot be read",
            ScriptedAnswer.Json(Good.Json().Replace("số", "\\u0000", StringComparison.Ordinal))
        ),
        Whole(
            "broken gzip",
            "packed (gzip or deflate), but cannot be unpacked",
            new(200, "application/json", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) { Headers = ["Content-Encoding: gzip"] }
        ),
        Whole("cut gzip", "", new(200, "application/json", Gzip(Good.Utf8(Good.Json()))[..200]) { Headers = ["Content-Encoding: gzip"] }),
        Whole("another packing", "packed with br", new(200, "application/json", [1, 2, 3]) { Headers = ["Content-Encoding: br"] }),
        Whole(
            "10 GB of zeros gzipped",
            "not whole JSON",
            new(200, "application/json", Zeros(0, 10_240)) { Headers = ["Content-Encoding: gzip"] }
        ),
        Whole(
            "10 GB of spaces gzipped",
            "larger than 64 MB once unpacked",
            new(200, "application/json", Zeros((byte)' ', 10_240)) { Headers = ["Content-Encoding: gzip"] }
        ) with
        {
            More = Retries + ", \"limits\": { \"unpackedMegabytes\": 64 }",
        },
        Whole("fewer rows than promised", "It promises 25 rows (total) and delivers 20", ScriptedAnswer.Json(Good.Json(total: "25"))) with
        {
            More = Retries + ", \"paging\": { \"by\": \"cursor\", \"parameter\": \"c\", \"next\": \"next\", \"total\": \"total\" }",
        },
        new(
            "endless pages",
            "another page after 10",
            (request, stream, token) =>
                Scripted.WriteAsync(
                    stream,
                    ScriptedAnswer.Json(
                        Good.Json().Replace("\"next\": null", $"\"next\": \"{request.Target.Length}\"", StringComparison.Ordinal)
                    ),
                    token
                )
        )
        {
            More = Retries + ", \"paging\": { \"by\": \"cursor\", \"parameter\": \"c\", \"next\": \"next\", \"maxPages\": 10 }",
            Reason = "the pages go round in a circle",
        },
        new("pages without end", "another page after 10", Endless)
        {
            More = Retries + ", \"paging\": { \"by\": \"cursor\", \"parameter\": \"c\", \"next\": \"next\", \"maxPages\": 10 }",
        },
        new(
            "a page missing",
            "It answers 500.",
            (request, stream, token) =>
                Scripted.WriteAsync(
                    stream,
                    request.Target.Contains("c=2", StringComparison.Ordinal)
                        ? new(500, "", [])
                        : ScriptedAnswer.Json(Good.Json(10).Replace("\"next\": null", "\"next\": \"2\"", StringComparison.Ordinal)),
                    token
                )
        )
        {
            More = Retries + ", \"paging\": { \"by\": \"cursor\", \"parameter\": \"c\", \"next\": \"next\" }",
        },
        new(
            "a redirect loop",
            "redirects more than 5 times",
            (request, stream, token) => Scripted.WriteAsync(stream, new(302, "", []) { Headers = [$"Location: {request.Target}x"] }, token)
        ),
        new(
            "a redirect to another host",
            "leads to another host (evil.invalid)",
            (_, stream, token) => Scripted.WriteAsync(stream, new(302, "", []) { Headers = ["Location: http://evil.invalid/"] }, token)
        ),
        new(
            "a redirect to a file",
            "leads to file:",
            (_, stream, token) => Scripted.WriteAsync(stream, new(302, "", []) { Headers = ["Location: file:///etc/passwd"] }, token)
        ),
        new(
            "a body shorter than said",
            "The connection broke before the answer was whole",
            (_, stream, token) =>
                Raw(stream, $"HTTP/1.1 200 x\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n{Good.Json()}", token)
        ),
        new(
            "a chunked body that breaks off",
            "The connection broke before the answer was whole",
            (_, stream, token) =>
                Raw(
                    stream,
                    "HTTP/1.1 200 x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{ \"data\": [ {\"id",
                    token
                )
        ),
        new("no HTTP at all", "could not be understood", (_, stream, token) => Raw(stream, "SSH-2.0-OpenSSH_9.2\r\n", token))
        {
            Reason = "",
        },
        new(
            "endless headers",
            "headers are too long",
            (_, stream, token) =>
                Raw(
                    stream,
                    "HTTP/1.1 200 x\r\n" + string.Concat(Enumerable.Repeat("X-Filler: " + new string('x', 1000) + "\r\n", 200)),
                    token
                )
        ),
        new("a slow loris", "The download stalled for 3 seconds", Loris)
        {
            RealTime = true,
            More = ", \"http\": { \"retries\": 0, \"stallSeconds\": 3 }",
        },
        new("an answer that never begins", "No answer within 3 seconds", (_, _, token) => Never(token))
        {
            RealTime = true,
            More = ", \"http\": { \"retries\": 0, \"attemptSeconds\": 3 }",
        },
        Whole(
            "a row of 2 MB",
            "One row is longer than 1024 KB",
            ScriptedAnswer.Json("{\"data\":[{\"id\":\"" + new string('x', 2_000_000) + "\"}]}")
        ),
        Whole("more rows than allowed", "There are more than 20 rows", ScriptedAnswer.Json(Good.Json(25))) with
        {
            More = Retries + ", \"limits\": { \"rows\": 20 }",
        },
        Whole(
            "NDJSON cut within a line",
            "The answer ends within line 20",
            new(200, "application/x-ndjson", Good.Utf8(Good.Ndjson()[..^20]))
        ) with
        {
            Format = "ndjson",
        },
        Whole("NDJSON that is JSON", "The answer ends within line 20", new(200, "application/json", Good.Utf8(Good.Json()))) with
        {
            Format = "ndjson",
        },
        Whole(
            "CSV with another header",
            "No header line was found",
            ScriptedAnswer.Csv(Good.Csv().Replace("id;name;email", "ma;ten;thu", StringComparison.Ordinal))
        ) with
        {
            Format = "csv",
        },
        Whole(
            "CSV with a column twice",
            "stands in the header twice",
            ScriptedAnswer.Csv(Good.Csv().Replace("name;email", "name;name", StringComparison.Ordinal))
        ) with
        {
            Format = "csv",
        },
        Whole("CSV that ends within quotes", "ends within quotation marks", ScriptedAnswer.Csv(Good.Csv() + "\"id-21;")) with
        {
            Format = "csv",
        },
        Whole("CSV of NUL bytes", "No header line was found", new(200, "text/csv", new byte[100_000])) with
        {
            Format = "csv",
        },
        Whole("CSV cut in half", "It has 10 rows and had 20", ScriptedAnswer.Csv(Good.Csv(9) + "id-10;Hội")) with
        {
            Format = "csv",
        },
        Whole(
            "10 GB of zeros as CSV",
            "is longer than 1024 KB",
            new(200, "text/csv", Zeros(0, 10_240)) { Headers = ["Content-Encoding: gzip"] }
        ) with
        {
            Format = "csv",
        },
    ];

    public ScriptedAnswer Usual() =>
        Format switch
        {
            "csv" => ScriptedAnswer.Csv(Good.Csv()),
            "ndjson" => new(200, "application/x-ndjson", Good.Utf8(Good.Ndjson())),
            _ => ScriptedAnswer.Json(Good.Json()),
        };

    static HostileCase Whole(string name, string reason, ScriptedAnswer answer) =>
        new(name, reason, (_, stream, token) => Scripted.WriteAsync(stream, answer, token));

    static Task Raw(Stream stream, string text, CancellationToken token) => stream.WriteAsync(Good.Utf8(text), token).AsTask();

    static Task Endless(ScriptedRequest request, Stream stream, CancellationToken token)
    {
        var page = request.Target.Contains("c=", StringComparison.Ordinal)
            ? int.Parse(request.Target.Split("c=")[1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var body = Good.Json(5, from: page * 5).Replace("\"next\": null", $"\"next\": \"{page + 1}\"", StringComparison.Ordinal);
        return Scripted.WriteAsync(stream, ScriptedAnswer.Json(body), token);
    }

    static async Task Loris(ScriptedRequest request, Stream stream, CancellationToken token)
    {
        await Raw(stream, "HTTP/1.1 200 x\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n{ \"data\": [", token);
        await Never(token);
    }

    static async Task Never(CancellationToken token) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);

    static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    // Members of one megabyte, one after the other: 10 GB are 10 MB on the wire.
    static byte[] Zeros(byte of, int megabytes)
    {
        var bytes = new byte[1024 * 1024];
        Array.Fill(bytes, of);
        var member = Gzip(bytes);
        var all = new byte[member.Length * megabytes];
        for (var i = 0; i < megabytes; i++)
        {
            member.CopyTo(all, i * member.Length);
        }

        return all;
    }
}
