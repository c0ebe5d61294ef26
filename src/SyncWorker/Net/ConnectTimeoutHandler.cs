namespace SyncWorker.Net;

/// <summary>
/// Makes a connection that is not there in time an <see cref="HttpRequestException"/>, like one that is refused. The sockets throw
/// an <see cref="OperationCanceledException"/> instead, which nothing tells from a caller who gave up or a request that was sent.
/// </summary>
sealed class ConnectTimeoutHandler(SocketsHttpHandler sockets) : DelegatingHandler(sockets)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException late) when (late.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, late.InnerException.Message, late);
        }
    }
}
