using System.Net;
using SyncWorker.Demo;

namespace SyncWorker.Tests.Demo;

public sealed class SampleServerTests
{
    [Fact]
    public async Task A_route_answers_its_file_with_its_headers()
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(
            new Uri(server.Address("c") + "/xuat/danh_sach.csv"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal("windows-1252", answer.Content.Headers.ContentType?.CharSet);
        Assert.Equal(
            await File.ReadAllBytesAsync(
                Path.Combine(SampleServer.ShippedSamples, "source_c", "danh_sach.csv"),
                TestContext.Current.CancellationToken
            ),
            await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_route_gives_its_first_answers_in_order_and_then_its_last_for_ever()
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        using var client = new HttpClient();
        var page = new Uri(server.Address("e") + "/api/orgs?limit=20&offset=40");
        var statuses = new List<HttpStatusCode>();

        for (var i = 0; i < 4; i++)
        {
            using var answer = await client.GetAsync(page, TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task An_absolute_link_points_back_to_this_server()
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(
            new Uri(server.Address("e") + "/api/orgs?limit=20"),
            TestContext.Current.CancellationToken
        );

        Assert.Contains(
            $"<{server.Address("e")}/api/orgs?limit=20&offset=20>; rel=\"next\"",
            string.Join(", ", answer.Headers.GetValues("Link")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_known_tag_is_answered_with_not_modified_and_no_body()
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        using var client = new HttpClient();
        var address = new Uri(server.Address("register") + "/golden_orgs.csv");
        using var first = await client.GetAsync(address, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
