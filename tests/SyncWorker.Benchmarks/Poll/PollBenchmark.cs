using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace SyncWorker.Benchmarks.Poll;

/// <summary>
/// 1. Makes a feed of so many NDJSON rows of about 400 bytes. 2. Serves it over HTTP from this process. 3. Runs each step in a process
/// of its own, so that its peak memory is its own: parsing alone, the first poll, the second poll of the same bytes, a third one with
/// one row in a thousand changed. Prints seconds, rows a second, ratios and peak resident memory.
/// </summary>
static class PollBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        try
        {
            var feed = Path.Combine(folder, "feed.ndjson");
            Feed.Write(feed, rows, changed: false);
            var changed = Path.Combine(folder, "changed.ndjson");
            Feed.Write(changed, rows, changed: true);
            Console.WriteLine($"{rows:N0} rows, {new FileInfo(feed).Length / 1e6:N0} MB, {Environment.ProcessorCount} processors");
            using var server = new HttpListener();
            var url = Listen(server);
            var serving = ServeAsync(server, folder);
            var parse = await StepAsync("parse", folder, url + "feed.ndjson", null);
            foreach (
                var (step, file) in new[]
                {
                    ("first poll", "feed.ndjson"),
                    ("second poll, nothing changed", "feed.ndjson"),
                    ("third poll, 1 in 1000 changed", "changed.ndjson"),
                }
            )
            {
                await StepAsync(step, folder, url + file, parse);
            }

            server.Stop();
            await serving;
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<double> StepAsync(string step, string folder, string url, double? parse)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["poll-step", step, folder, url]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var words = (await process.StandardOutput.ReadToEndAsync()).Trim().Split('|');
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The step '{step}' failed.");
        }

        var seconds = double.Parse(words[0], CultureInfo.InvariantCulture);
        var ratio = parse is { } share ? string.Create(CultureInfo.InvariantCulture, $"{seconds / share, 6:0.00} x parsing") : "";
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{step, -32}{seconds, 8:0.00} s {ratio, -18} peak {words[1], 5} MB  {words[2]}")
        );
        return seconds;
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
