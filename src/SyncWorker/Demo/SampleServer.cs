using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SyncWorker.Net;

namespace SyncWorker.Demo;

/// <summary>
/// Serves the sample sources over real HTTP on loopback as their manifest says: routes, status, headers and traps. Each source
/// has a port of its own, so that relative links stay within it.
/// </summary>
sealed class SampleServer : IAsyncDisposable
{
    static readonly LoopbackPorts s_ports = new(20_000, 12_000, Environment.ProcessId * 8); // a demo has eight sources

    readonly Dictionary<int, SampleSource> _byPort = [];
    readonly HttpListener _listener = new();
    readonly CancellationTokenSource _stopping = new();
    readonly string _folder;
    Task _loop = Task.CompletedTask;

    SampleServer(string folder) => _folder = folder;

    /// <summary>The folder of samples that is shipped beside the program.</summary>
    public static string ShippedSamples => Path.Combine(AppContext.BaseDirectory, "Demo", "samples");

    /// <summary>Requests answered so far, by source and path with query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Where a source is served: register, countries, activities, a, b, c, d or e.</summary>
    public string Address(string source) => $"http://127.0.0.1:{_byPort.First(pair => pair.Value.Name == source).Key}";

    /// <summary>The port of each source.</summary>
    public IReadOnlyDictionary<string, int> Ports => _byPort.ToDictionary(pair => pair.Value.Name, pair => pair.Key);

    /// <summary>Serves the samples of a folder with a manifest.json, at ports that are free, until it is disposed of.</summary>
    public static SampleServer Start(string folder)
    {
        for (var tries = 1; ; tries++)
        {
            // Somebody may take a port between the look and the use of it.
            if (TryStart(folder, _ => s_ports.Next(), mayFail: tries < 5) is { } server)
            {
                return server;
            }
        }
    }

    /// <summary>The same at the ports of an earlier time; null when one of them is taken.</summary>
    public static SampleServer? StartAgain(string folder, IReadOnlyDictionary<string, int> ports) =>
        TryStart(folder, name => ports.TryGetValue(name, out var port) ? port : s_ports.Next(), mayFail: true);

    static SampleServer? TryStart(string folder, Func<string, int> portOf, bool mayFail)
    {
        var server = new SampleServer(folder);
        try
        {
            foreach (var source in Sources(folder))
            {
                server.Add(source, portOf);
            }

            server._listener.Start();
            server._loop = server.ServeAsync();
            return server;
        }
        catch (HttpListenerException) when (mayFail)
        {
            server._listener.Close();
            return null;
        }
    }

    static IReadOnlyList<SampleSource> Sources(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        return
        [
            .. manifest
                .RootElement.GetProperty("sources")
                .EnumerateObject()
                .Select(source => SampleSource.FromManifest(source.Name.ToLowerInvariant(), source.Value)),
            SampleSource.OneFile("register", "/golden_orgs.csv", "golden_orgs.csv"),
            SampleSource.OneFile("countries", "/countries.csv", "countries.csv"),
            SampleSource.OneFile("activities", "/hoat_dong.csv", "hoat_dong.csv"),
        ];
    }

    /// <summary>Puts the addresses of this server where the demo's config names the sample members.</summary>
    public string Rewrite(string pollJson) =>
        _byPort.Values.Aggregate(
            pollJson,
            (text, source) => text.Replace($"https://{source.Name}.members.example.org", Address(source.Name), StringComparison.Ordinal)
        );

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Close();
        await _loop;
        _stopping.Dispose();
    }

    void Add(SampleSource source, Func<string, int> portOf)
    {
        var port = portOf(source.Name);
        while (_byPort.ContainsKey(port)) // a port that was let go may be offered again
        {
            port = s_ports.Next();
        }

        _byPort.Add(port, source);
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
    }

    async Task ServeAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The listener was closed, or a client went away in the middle: the next request is another matter.
            }
        }
    }

    void Answer(HttpListenerContext context)
    {
        var source = _byPort[context.Request.LocalEndPoint.Port];
        var query = context
            .Request.QueryString.AllKeys.Where(key => key is not null)
            .ToDictionary(key => key!, key => context.Request.QueryString[key]!);
        Requests.Enqueue($"{source.Name}{context.Request.RawUrl}");
        var answer = source.Answer(context.Request.Url!.AbsolutePath, query);
        using var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value.Replace($"https://{source.Name}.example.org", Address(source.Name), StringComparison.Ordinal);
        }

        var body = answer.File is null ? Encoding.UTF8.GetBytes(answer.Body) : File.ReadAllBytes(Path.Combine(_folder, answer.File));
        if (answer.Status == 200 && source.Tagged)
        {
            response.Headers["ETag"] = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"";
        }

        if (response.Headers["ETag"] is { } tag && context.Request.Headers["If-None-Match"] == tag)
        {
            response.StatusCode = 304;
            return;
        }

        if (response.ContentType is null)
        {
            response.ContentType =
                answer.File?.EndsWith(".csv", StringComparison.Ordinal) == true
                    ? "text/csv; charset=utf-8"
                    : "application/json; charset=utf-8";
        }

        response.ContentLength64 = body.Length;
        response.OutputStream.Write(body);
    }
}
