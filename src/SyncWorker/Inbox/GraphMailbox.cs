using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Refit;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Net.Mail;

namespace SyncWorker.Inbox;

/// <summary>
/// A mailbox of Exchange Online that is read by Microsoft Graph. A message is known by the mailbox and its immutable id. One run reads the
/// 500 oldest messages; what the server says of one message concerns that message alone.
/// </summary>
sealed class GraphMailbox : IMailboxSession
{
    /// <summary>Graph's name for the folder that all others are in.</summary>
    const string Root = "msgfolderroot";

    const int LongestList = 256 * 1024;

    readonly GraphMailboxOptions _options;
    readonly TimeProvider _clock;
    readonly GraphConnection _connection;
    readonly IGraphMailboxApi _api;
    readonly Dictionary<string, string> _handled = new(StringComparer.Ordinal);

    public GraphMailbox(GraphMailboxOptions options, NetworkOptions network, SecretStore secrets, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _connection = new(options, network, secrets, clock);
        _api = RestService.ForGenerated<IGraphMailboxApi>(_connection.Http, RefitDefaults.Settings);
    }

    public string Server => _options.Endpoint.Host;

    public string Folder => _options.Folder;

    public string Account => $"{_options.Tenant} {_options.ClientId}";

    public string Secret => _options.Secret;

    public TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    public async Task<NoSession?> SignInAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(longest, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var (token, refused) = await _connection.TokenAsync(either.Token);
        return refused ?? _connection.FindMissing(token, "Mail.ReadWrite", "read the mailbox of answers");
    }

    public string Describe(NoSession none) => $"{none.Text.TrimEnd('.')}. Look at answers.graph in send.json.";

    public async Task<IReadOnlyList<MailboxItem>> OpenAsync(CancellationToken cancellationToken)
    {
        var mailbox = SHA256.HashData(Encoding.UTF8.GetBytes($"{_options.Tenant}\n{_options.Mailbox}"));
        var key = $"graph:{Convert.ToHexStringLower(mailbox.AsSpan(0, 6))}";
        var ids = await IdsAsync((token, stop) => _api.ListAsync(_options.Mailbox, _options.Folder, token, stop), cancellationToken);
        return
        [
            .. ids.Select(id => new MailboxItem(
                new($"{key}:{id}", $"message {id[^Math.Min(12, id.Length)..]}", stop => ReadAsync(id, stop)),
                (to, stop) => MoveAsync(id, to, stop)
            )),
        ];
    }

    public Task FindFoldersAsync(CancellationToken cancellationToken) => HandledAsync(HandledFolders.Done, cancellationToken);

    public async Task DeleteOldAsync(DateOnly before, CancellationToken cancellationToken)
    {
        var filter = string.Create(CultureInfo.InvariantCulture, $"receivedDateTime lt {before:yyyy-MM-dd}T00:00:00Z");
        foreach (var name in HandledFolders.All)
        {
            var folder = await HandledAsync(name, cancellationToken);
            var old = await IdsAsync((token, stop) => _api.ListAsync(_options.Mailbox, folder, filter, token, stop), cancellationToken);
            foreach (var id in old)
            {
                await AskAsync((token, stop) => _api.DeleteAsync(_options.Mailbox, id, token, stop), LongestList, cancellationToken);
            }
        }
    }

    public void Dispose() => _connection.Dispose();

    async Task<(byte[]? Bytes, string? Fault)> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var (status, body) = await AskAsync(
            (token, stop) => _api.ReadAsync(_options.Mailbox, id, token, stop),
            IncomingMail.MostBytes,
            cancellationToken
        );
        return status == HttpStatusCode.OK ? (body, null) : (null, Words(status, body));
    }

    async Task<string?> MoveAsync(string id, string to, CancellationToken cancellationToken)
    {
        var folder = await HandledAsync(to, cancellationToken);
        var (status, body) = await AskAsync(
            (token, stop) => _api.MoveAsync(_options.Mailbox, id, new(folder), token, stop),
            LongestList,
            cancellationToken
        );
        return status == HttpStatusCode.Created ? null : $"it cannot be moved to {ImapMailbox.Parent}/{to}: {Words(status, body)}";
    }

    async Task<string> HandledAsync(string name, CancellationToken cancellationToken)
    {
        if (_handled.TryGetValue(name, out var known))
        {
            return known;
        }

        var parent = await FindOrMakeAsync(Root, ImapMailbox.Parent, cancellationToken);
        return _handled[name] = await FindOrMakeAsync(parent, name, cancellationToken);
    }

    async Task<string> FindOrMakeAsync(string parent, string name, CancellationToken cancellationToken)
    {
        var found = await IdsAsync(
            (token, stop) => _api.FindFolderAsync(_options.Mailbox, parent, $"displayName eq '{name}'", token, stop),
            cancellationToken
        );
        if (found is [var id, ..])
        {
            return id;
        }

        var (status, body) = await AskAsync(
            (token, stop) => _api.MakeFolderAsync(_options.Mailbox, parent, new(name), token, stop),
            LongestList,
            cancellationToken
        );
        return status == HttpStatusCode.Created
            ? Parse(body, answer => answer.GetProperty("id").GetString()!)
            : throw new IOException(Words(status, body));
    }

    async Task<IReadOnlyList<string>> IdsAsync(
        Func<string, CancellationToken, Task<HttpResponseMessage>> ask,
        CancellationToken cancellationToken
    )
    {
        var (status, body) = await AskAsync(ask, LongestList, cancellationToken);
        return status == HttpStatusCode.OK
            ? Parse<IReadOnlyList<string>>(
                body,
                answer => [.. answer.GetProperty("value").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)]
            )
            : throw new IOException(Words(status, body));
    }

    /// <summary>One request; a refused token is asked for anew once.</summary>
    /// <exception cref="IOException">There is no answer, or none that is about this request: the mailbox is throttled or away.</exception>
    async Task<(HttpStatusCode Status, byte[] Body)> AskAsync(
        Func<string, CancellationToken, Task<HttpResponseMessage>> ask,
        int mostBytes,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            for (var isRenewed = false; ; isRenewed = true)
            {
                var (token, refused) = await _connection.TokenAsync(either.Token);
                if (refused is not null)
                {
                    throw new IOException(refused.Text);
                }

                using var response = await ask(token, either.Token);
                var body = new byte[mostBytes];
                await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
                var length = await stream.ReadAtLeastAsync(body, mostBytes, throwOnEndOfStream: false, either.Token);
                var answer = (response.StatusCode, body[..length]);
                switch (response.StatusCode)
                {
                    case HttpStatusCode.Unauthorized when !isRenewed:
                        _connection.Forget(token);
                        break;
                    case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests:
                    case >= HttpStatusCode.InternalServerError:
                        throw new IOException(Words(answer.StatusCode, answer.Item2));
                    default:
                        return answer;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("it did not answer in time");
        }
        catch (HttpRequestException error)
        {
            throw new IOException(HttpErrorText.Describe(error), error);
        }
    }

    static T Parse<T>(byte[] body, Func<JsonElement, T> read)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return read(answer.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IOException("it answers otherwise than Microsoft Graph does", error);
        }
    }

    static string Words(HttpStatusCode status, byte[] body) =>
        $"{(int)status} {GraphConnection.ErrorText(Encoding.UTF8.GetString(body))}".TrimEnd();
}
