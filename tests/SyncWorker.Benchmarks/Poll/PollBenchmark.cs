using System.Globalization;
using System.Net;
using System.Text;
using SyncWorker.Benchmarks.Measures;

namespace SyncWorker.Benchmarks.Poll;

/// <summary>
/// 1. Makes a feed of so many NDJSON rows of about 400 bytes. 2. Serves it over HTTP from this process. 3. Runs each step in a process
/// of its own, so that its peak memory is its own: parsing alone, the first poll, the second poll of the same bytes, a third one with
/// one row in a thousand changed.
/// </summary>
static class PollBenchmark
{
    public const string Parse = "parsing the same bytes",
        Whole = "feed.ndjson",
        Small = "small.ndjson";

    const int SmallRows = 10_000;

    public static async Task TurnAsync(Report report, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        try
        {
            var feed = Path.Combine(folder, Whole);
            Feed.Write(feed, rows, changed: false);
            Feed.Write(Path.Combine(folder, Small), SmallRows, changed: false);
            Feed.Write(Path.Combine(folder, "changed.ndjson"), rows, changed: true);
            var group = string.Create(
                CultureInfo.InvariantCulture,
                $"One source of {rows:N0} rows over HTTP, {new FileInfo(feed).Length / 1e6:0} MB, ids in no order"
            );
            using var server = new HttpListener();
            var url = Listen(server);
            var serving = ServeAsync(server, folder);
            foreach (
                var (step, file, limit) in new[]
                {
                    (Parse, Whole, (double?)null),
                    ("first poll", Whole, 12),
                    ("second poll, nothing changed", Whole, 2),
                    ("third poll, 1 in 1000 changed", "changed.ndjson", null),
                }
            )
            {
                foreach (var measured in (await Child.OwnAsync("poll-step", step, folder, url + file)).Steps)
                {
                    report.Add(group, measured, step == Parse ? null : new(Parse, limit));
                }
            }

            server.Stop();
            await serving;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Listen(HttpListener server)
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        server.Prefixes.Add(url);
        server.Start();
        return url;
    }

    static async Task ServeAsync(HttpListener server, string folder)
    {
        while (server.IsListening)
        {
            try
            {
                var context = await server.GetContextAsync();
                using var response = context.Response;
                await using var file = File.OpenRead(Path.Combine(folder, Path.GetFileName(context.Request.Url!.AbsolutePath)));
                response.ContentType = "application/x-ndjson";
                response.ContentLength64 = file.Length;
                await file.CopyToAsync(response.OutputStream, 1 << 18);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}

/// <summary>The rows: seven mapped columns and some that are not, Vietnamese text, ids in no order, as feeds have them.</summary>
static class Feed
{
    public static void Write(string path, int rows, bool changed)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 18);
        for (var i = 0; i < rows; i++)
        {
            var id = unchecked((uint)i * 2654435761u);
            var name =
                changed && i % 1000 == 0 ? "Liên hiệp các tổ chức hữu nghị (đã đổi tên)" : "Hội hữu nghị Việt Nam - Đức thành phố Hà Nội";
            file.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    {"id":"{{id:x8}}-{{i:x6}}","name":"{{name}} số {{i}}","country":"DE","province":"01","founded":"{{1 + (i % 28):00}}/{{1
                        + (i % 12):00}}/{{1950 + (i % 70)}}","email":"vp-{{i}}@members.example.org","status":"1","address":{"street":"Số {{i
                        % 300}}, đường Mẫu, Phường Ví Dụ","city":"Hà Nội"},"notes":"Thành lập theo quyết định của Ủy ban; báo cáo sáu tháng một lần.","updated":"2026-03-{{1
                        + (i % 28):00}}T07:00:00Z"}
                    """
                )
            );
            file.Write('\n');
        }
    }
}
