using System.Net;
using SyncWorker.Poll;
using SyncWorker.Poll.Http;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Fuzz.Doors;

/// <summary>What servers say beside their answers: headers, addresses of further pages, replies of mail servers.</summary>
static class HttpDoors
{
    static readonly Uri s_asked = new("http://127.0.0.1/list?page=1");

    static readonly SourceOptions[] s_sources = [.. Enum.GetValues<SourceFormat>().Select(Source)];

    static SourceOptions Source(SourceFormat format) =>
        new()
        {
            Name = "any",
            Url = s_asked.AbsoluteUri,
            Format = format,
            Fields = new Dictionary<string, SyncWorker.Poll.Mapping.FieldMapping>(),
        };

    public static IReadOnlyList<Door> List { get; } =
    [
        new("headers", Headers)
        {
            Words =
            [
                "Retry-After: ",
                "Link: ",
                "Location: ",
                "ETag: ",
                "Last-Modified: ",
                "Content-Type: ",
                "Content-Encoding: ",
                "Content-Length: ",
                "W/\"a\"",
                "gzip",
                "Wed, 21 Oct 2026 07:28:00 GMT",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "application/json; charset=utf-8",
                "text/csv",
                "text/html",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/x-ndjson",
                "application/zip",
                "//evil.example.org",
                "http://[::1]/",
                "rel=\"next\"",
            ],
            Longest = 4096,
        },
        new("link", Link)
        {
            Words =
            [
                "<",
                ">",
                ";",
                ",",
                "rel=\"next\"",
                "rel=next",
                "rel*=UTF-8''next",
                "title=\"a,b;c\"",
                "\\\"",
                "?page=2",
                "https://example.org/",
            ],
            Longest = 4096,
        },
        new("reply", Reply) { Words = ["550 5.1.1 ", "<a@example.org>", "@", "...", "x.y@z", "421 4.7.0"], Longest = 8192 },
    ];

    static int Headers(byte[] bytes)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)(200 + (bytes.Length % 304)));
        foreach (var line in OddText.Lines(bytes))
        {
            if (line.Split(':', 2) is [var name, var value] && IsToken(name) && !value.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                // As the client takes them: what belongs to the content goes there.
                _ =
                    response.Headers.TryAddWithoutValidation(name, value.Trim())
                    || response.Content.Headers.TryAddWithoutValidation(name, value.Trim());
            }
        }

        var wait = RetryHandler.RetryAfter(response, TimeProvider.System);
        Promise.Keep(wait is null || wait >= TimeSpan.Zero, "a wait that lies in the past");
        var until = wait is { } some ? DateTimeOffset.MinValue.AddYears(2025) + some : default;
        _ = FetchErrorText.Describe(response, wait);
        _ = (
            response.Headers.ETag?.ToString(),
            response.Content.Headers.LastModified?.ToString("R"),
            string.Join(',', response.Content.Headers.ContentEncoding)
        );
        var kind = Address(response.Headers.Location);
        foreach (var source in s_sources)
        {
            try
            {
                ContentTypes.Check(response, source);
            }
            catch (UnhealthySourceException)
            {
                kind += 4 << (int)source.Format;
            }
        }

        var links = response.Headers.TryGetValues("Link", out var values) ? values.ToList() : [];
        return HashCode.Combine(wait is null, until.Year, kind, links.Count, response.Headers.ETag is null, Follow(links));
    }

    static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    static int Link(byte[] bytes) => Follow([OddText.Read(bytes)]);

    static int Follow(IReadOnlyList<string> links)
    {
        var found = links.SelectMany(LinkHeader.Parse).ToList();
        var step = new PageWalk(new() { By = PagingBy.Link }, s_asked).Next(
            new(s_asked, 3, 1, new Dictionary<string, EnvelopeValue>(), links)
        );
        return step is PageStep.Go go
            ? 100 + Address(go.Address)
            : HashCode.Combine(step.GetType().Name, Math.Min(found.Count, 5), found.Sum(link => link.Relations.Count));
    }

    // As a redirect, or a next page, is followed: never to another place than the source's own.
    static int Address(Uri? location)
    {
        if (location is null)
        {
            return 0;
        }

        try
        {
            var next = new Uri(s_asked, location);
            new RequestGate(s_sources[0]).Check(next);
            Promise.Keep(next.Host == s_asked.Host && next.Port == s_asked.Port, $"the gate lets {next} pass");
            _ = UriQuery.Set(next, "page", "2==&ü");
            return 2;
        }
        catch (Exception error) when (error is UnhealthySourceException or UriFormatException)
        {
            return 1; // the poll says either of the source
        }
    }

    static int Reply(byte[] bytes)
    {
        var text = SyncWorker.Net.Mail.ReplyText.WithoutAddresses(OddText.Read(bytes));
        Promise.Keep(text.Length <= 320, "a reply is not cut");
        return HashCode.Combine(text.Length / 16, text.Split("<address>").Length);
    }
}
