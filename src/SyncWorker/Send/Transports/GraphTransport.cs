using System.Globalization;
using System.Net;
using Refit;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
using SyncWorker.Store;

namespace SyncWorker.Send.Transports;

/// <summary>
/// Microsoft Graph sendMail with the frozen MIME (base64, text/plain). 202 is taken; 429 and 503 are waited for as Retry-After
/// says, while that is short, by all mails under way together; 401 gets a new token once. Four mails at a time, as many as
/// Exchange Online allows for a mailbox.
/// </summary>
sealed class GraphTransport : IMailTransport
{
    const int MailsAtOnce = 4;

    /// <summary>A longer Retry-After than this ends the round instead.</summary>
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait for the answer to one mail.</summary>
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    readonly GraphOptions _options;
    readonly TimeProvider _clock;
    readonly GraphConnection _connection;
    readonly IGraphApi _api;
    readonly Lock _gate = new();
    DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public GraphTransport(GraphOptions options, NetworkOptions network, SecretStore secrets, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _connection = new(options, network with { ConnectionsPerServer = MailsAtOnce }, secrets, clock);
        _api = RestService.ForGenerated<IGraphApi>(_connection.Http, RefitDefaults.Settings);
    }

    public string Name => "graph";

    public bool ReplaysSafely => false;

    public int AtOnce => MailsAtOnce;

    public async Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
    {
        var isRenewed = false;
        for (var waits = 0; ; )
        {
            if (await TurnAsync(abort) is { } tooLong)
            {
                return tooLong;
            }

            var (token, refused) = await _connection.TokenAsync(abort);
            if (refused is not null)
            {
                return Delivery.FromNoSession(refused);
            }

            FailPoint.Pass("smtp.before-data");
            handingOver();
            var answer = await PostAsync(mail, token, abort);
            switch (answer)
            {
                case { Delivery: not null }:
                    return answer.Delivery;
                case { Status: HttpStatusCode.Unauthorized } when !isRenewed:
                    isRenewed = true;
                    _connection.Forget(token);
                    break;
                case { Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable }:
                    Throttle(answer.RetryAfter);
                    if (waits++ == 3 || answer.RetryAfter > s_patience)
                    {
                        return answer.Meaning;
                    }

                    break;
                default:
                    return answer.Meaning;
            }
        }
    }

    /// <summary>Gets a token and asks for the mailbox; sends no mail.</summary>
    /// <returns>Why no mail would leave; null when it would, as far as can be seen.</returns>
    public async Task<Delivery?> ProbeAsync(CancellationToken abort)
    {
        var (token, refused) = await _connection.TokenAsync(abort);
        if (refused is not null)
        {
            return Delivery.FromNoSession(refused);
        }

        if (_connection.FindMissing(token, "Mail.Send", "send mail") is { } missing)
        {
            return Delivery.FromNoSession(missing);
        }

        try
        {
            using var response = await _api.GetMailboxAsync(_options.Mailbox, token, abort);
            var words = GraphConnection.ErrorText(await response.Content.ReadAsStringAsync(abort));
            return response.StatusCode switch
            {
                HttpStatusCode.NotFound => new Delivery.Permanent(
                    404,
                    $"There is no mailbox {_options.Mailbox} in the tenant (graph.mailbox in send.json)."
                ),
                HttpStatusCode.Unauthorized => new Delivery.LoginRefused(401, words),
                HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new Delivery.NoServer(
                    (int)response.StatusCode,
                    words
                ),
                _ => null, // 403: who may only send does not see the mailbox
            };
        }
        catch (HttpRequestException error)
        {
            return new Delivery.NoServer(null, $"{_options.Endpoint.Host} cannot be reached. {HttpErrorText.Describe(error)}");
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    // A Retry-After holds for all mails: the mailbox is throttled, not the mail.
    void Throttle(TimeSpan wait)
    {
        lock (_gate)
        {
            var until = _clock.GetUtcNow() + wait;
            _notBefore = until > _notBefore ? until : _notBefore;
        }
    }

    async Task<Delivery?> TurnAsync(CancellationToken abort)
    {
        TimeSpan wait;
        lock (_gate)
        {
            wait = _notBefore - _clock.GetUtcNow();
        }

        if (wait > s_patience)
        {
            return new Delivery.NoServer(
                (int)HttpStatusCode.TooManyRequests,
                string.Create(CultureInfo.InvariantCulture, $"throttled for {wait.TotalSeconds:0} seconds")
            );
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _clock, abort);
        }

        return null;
    }

    async Task<GraphReply> PostAsync(ComposedMail mail, string token, CancellationToken abort)
    {
        using var longest = new CancellationTokenSource(s_longest, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, longest.Token);
        try
        {
            using var response = await _api.SendMailAsync(_options.Mailbox, token, Convert.ToBase64String(mail.Message), either.Token);
            FailPoint.Pass("smtp.after-answer");
            var retry = response.Headers.RetryAfter is { } after
                ? after.Delta ?? (after.Date - _clock.GetUtcNow()) ?? TimeSpan.FromSeconds(10)
                : TimeSpan.FromSeconds(10);
            return response.StatusCode == HttpStatusCode.Accepted
                ? new(response.StatusCode, "", default, new Delivery.Sent(202, "accepted"))
                : new(
                    response.StatusCode,
                    GraphConnection.ErrorText(await response.Content.ReadAsStringAsync(either.Token)),
                    retry < TimeSpan.Zero ? TimeSpan.Zero : retry,
                    null
                );
        }
        catch (HttpRequestException error)
            when (error.HttpRequestError
                    is HttpRequestError.ConnectionError
                        or HttpRequestError.NameResolutionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
            )
        {
            return new(default, "", default, new Delivery.NoServer(null, ReplyText.WithoutAddresses(HttpErrorText.Describe(error))));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return new(
                default,
                "",
                default,
                new Delivery.Uncertain(
                    error is OperationCanceledException ? "the server did not answer in time" : ReplyText.WithoutAddresses(error.Message)
                )
            );
        }
    }
}
