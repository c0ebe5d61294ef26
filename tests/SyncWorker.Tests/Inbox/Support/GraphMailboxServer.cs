using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SyncWorker.Net.Mail;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Inbox.Support;

/// <summary>
/// A stand-in for Microsoft Graph, which cannot be had on a machine of one's own: one mailbox with folders and messages, as far as Graph's
/// reference describes the requests that are made.
/// </summary>
sealed partial class GraphMailboxServer : IAsyncDisposable
{
    readonly HttpListener _listener = new();
    readonly Task _serving;
    readonly ConcurrentDictionary<string, (string Folder, byte[] Mime, DateTime At)> _messages = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (string Parent, string Name)> _folders = new(StringComparer.Ordinal);
    int _ids;

    public GraphMailboxServer()
    {
        Uri = new($"http://127.0.0.1:{LoopbackPort.Next()}/");
        _listener.Prefixes.Add(Uri.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Uri { get; }

    public GraphMailboxOptions Options =>
        new()
        {
            Mailbox = "answers@example.org",
            Tenant = "example.org",
            ClientId = "app",
            Secret = "graph",
            Endpoint = Uri,
            Login = Uri,
        };

    /// <summary>The permissions in the token; null for a token that tells nothing.</summary>
    public string? Roles { get; set; }

    /// <summary>What a request is answered with instead, by its path; null for what Graph would answer.</summary>
    public Func<string, (int Status, string Code)?> Refuse { get; set; } = _ => null;

    public string? TokenRefusal { get; set; }

    public int Tokens { get; private set; }

    public void Deliver(params IEnumerable<byte[]> messages)
    {
        foreach (var mime in messages)
        {
            _messages[$"AAk-{Interlocked.Increment(ref _ids):0000}=="] = (
                "inbox",
                mime,
                new(2026, 7, 6, 1, 0, _ids % 60, DateTimeKind.Utc)
            );
        }
    }

    /// <summary>How many messages a folder holds.</summary>
    public int Count(string name) =>
        _messages.Values.Count(message =>
            message.Folder == name || (_folders.TryGetValue(message.Folder, out var folder) && folder.Name == name)
        );

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var (status, body) = Answer(context.Request, await reader.ReadToEndAsync());
                context.Response.StatusCode = status;
                context.Response.Close(body, willBlock: false);
            }
        }
        catch (Exception error) when (error is HttpListenerException or InvalidOperationException)
        {
            // Closed.
        }
    }

    (int Status, byte[] Body) Answer(HttpListenerRequest request, string body)
    {
        var path = Uri.UnescapeDataString(request.Url!.AbsolutePath);
        if (path.EndsWith("/token", StringComparison.Ordinal))
        {
            return TokenRefusal is { } words
                ? Json(401, new { error = "invalid_client", error_description = words })
                : Json(
                    200,
                    new
                    {
                        token_type = "Bearer",
                        expires_in = 3599,
                        access_token = Token(),
                    }
                );
        }

        if (Refuse(path) is var (refused, code))
        {
            return Json(refused, new { error = new { code, message = "refused" } });
        }

        Assert.Equal("IdType=\"ImmutableId\"", request.Headers["Prefer"]);
        path = path[path.IndexOf("/answers@example.org/", StringComparison.Ordinal)..]["/answers@example.org".Length..];
        var filter = request.QueryString["$filter"];
        return (request.HttpMethod, Route().Match(path)) switch
        {
            ("GET", { Success: true } route) when route.Groups["what"].Value == "messages" => List(route.Groups["folder"].Value, filter),
            ("GET", { Success: true } route) => Folders(route.Groups["folder"].Value, filter!),
            ("POST", { Success: true } route) => Make(route.Groups["folder"].Value, body),
            (_, _) => OfMessage(path.Split('/')[2], path.Split('/')[3], body),
        };
    }

    (int, byte[]) List(string folder, string? filter) =>
        Json(
            200,
            new
            {
                value = _messages
                    .Where(message => message.Value.Folder == folder)
                    .Where(message =>
                        filter is null
                        || message.Value.At
                            < DateTime.Parse(filter.Split(' ')[2], null, System.Globalization.DateTimeStyles.AdjustToUniversal)
                    )
                    .OrderBy(message => message.Key, StringComparer.Ordinal)
                    .Select(message => new { id = message.Key }),
            }
        );

    (int, byte[]) Folders(string parent, string filter) =>
        Json(
            200,
            new
            {
                value = _folders
                    .Where(folder => folder.Value.Parent == parent && filter == $"displayName eq '{folder.Value.Name}'")
                    .Select(folder => new { id = folder.Key }),
            }
        );

    (int, byte[]) Make(string parent, string body)
    {
        var id = $"folder-{Interlocked.Increment(ref _ids)}";
        _folders[id] = (parent, JsonDocument.Parse(body).RootElement.GetProperty("displayName").GetString()!);
        return Json(201, new { id });
    }

    (int, byte[]) OfMessage(string id, string action, string body)
    {
        switch (action)
        {
            case "$value":
                return (200, _messages[id].Mime);
            case "move":
                _messages[id] = _messages[id] with
                {
                    Folder = JsonDocument.Parse(body).RootElement.GetProperty("destinationId").GetString()!,
                };
                return Json(201, new { id });
            default:
                Assert.Equal("permanentDelete", action);
                _messages.TryRemove(id, out _);
                return (204, []);
        }
    }

    string Token()
    {
        Tokens++;
        return Roles is null
            ? $"token-{Tokens}"
            : $"x.{Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"roles":["{{Roles}}"]}""")).TrimEnd('=')}.x";
    }

    static (int, byte[]) Json(int status, object body) => (status, JsonSerializer.SerializeToUtf8Bytes(body));

    [GeneratedRegex("^/mailFolders/(?<folder>[^/]+)/(?<what>messages|childFolders)$")]
    private static partial Regex Route();
}
