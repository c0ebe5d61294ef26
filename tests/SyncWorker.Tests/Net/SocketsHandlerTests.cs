using System.Net;
using System.Net.Sockets;
using SyncWorker.Net;
using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Net;

public sealed class SocketsHandlerTests
{
    [Fact]
    public async Task A_redirect_is_not_followed_and_no_cookie_is_kept()
    {
        await using var server = Scripted.Start(_ => new(302, "", []) { Headers = ["Location: /elsewhere", "Set-Cookie: session=1"] });
        using var http = new HttpClient(SocketsHandlerFactory.Open(new()));

        using var first = await http.GetAsync(new Uri(server.Address + "/list"), TestContext.Current.CancellationToken);
        using var second = await http.GetAsync(new Uri(server.Address + "/list"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(["/list", "/list"], server.Requests.Select(request => request.Target));
        Assert.DoesNotContain(server.Requests, request => request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task A_connection_that_is_not_there_in_time_is_an_error_and_no_cancellation()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // takes the connection and never answers to TLS
        using var http = new HttpClient(SocketsHandlerFactory.Open(new() { ConnectTimeout = TimeSpan.FromMilliseconds(100) }));

        var error = await Assert.ThrowsAsync<HttpRequestException>(() =>
            http.GetAsync(new Uri($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"), TestContext.Current.CancellationToken)
        );

        Assert.Equal(HttpRequestError.ConnectionError, error.HttpRequestError);
        Assert.StartsWith("Nothing answers at its address", HttpErrorText.Describe(error), StringComparison.Ordinal);
    }
}
