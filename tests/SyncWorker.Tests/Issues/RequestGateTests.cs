using SyncWorker.Config.Secrets;
using SyncWorker.Poll.Intake;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// Every request passes one gate: scheme, host and port; a secret goes nowhere in clear and stands in nothing that is kept.
/// </summary>
public sealed class RequestGateTests
{
    const string Key = "TOPSECRETKEY";

    [Theory]
    [InlineData("body")]
    [InlineData("link")]
    public async Task A_next_address_of_http_on_a_source_of_https_is_not_asked(string by)
    {
        using var authority = new TestAuthority();
        await using var clear = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        var next = "";
        await using var server = Scripted.Start(
            authority.Issue(isExpired: false, "members.example.org"),
            _ =>
                ScriptedAnswer.Json(Good.Json().Replace("\"next\": null", $"\"next\": \"{next}\"", StringComparison.Ordinal)) with
                {
                    Headers = [$"Link: <{next}>; rel=\"next\""],
                }
        );
        await using var proxy = new TunnelProxy(server);
        var paging = by == "body" ? "\"by\": \"body\", \"next\": \"next\"" : "\"by\": \"link\"";
        await using var fixture = await OpenAsync(
            "https://members.example.org/list",
            $$""", "paging": { {{paging}} }, "auth": { "by": "header", "name": "X-Api-Key", "secret": "good" }""",
            $"\"proxy\": \"{proxy.Address}\", \"trust\": [\"union.pem\"], "
        );
        await File.WriteAllTextAsync(Path.Combine(fixture.ConfigFolder, "union.pem"), authority.Pem, TestContext.Current.CancellationToken);
        foreach (
            var address in new[] { "http://members.example.org/list?page=2", "http://members.example.org:443/list?page=2", clear.Address }
        )
        {
            next = address;

            await fixture.PollAsync();

            Assert.StartsWith("It leads ", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        }

        Assert.Empty(clear.Requests);
        Assert.Equal(["members.example.org:443"], proxy.Hosts.Distinct());
    }

    [Theory]
    [InlineData("body")]
    [InlineData("redirect")]
    public async Task Another_port_of_the_host_is_another_server(string how)
    {
        await using var other = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var server = Scripted.Start(_ =>
            how == "body"
                ? ScriptedAnswer.Json(Good.Json().Replace("\"next\": null", $"\"next\": \"{other.Address}/2\"", StringComparison.Ordinal))
                : new(302, "", []) { Headers = [$"Location: {other.Address}/2"] }
        );
        await using var fixture = await OpenAsync(server.Address, """, "paging": { "by": "body", "next": "next" }""");

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);

        Assert.Contains("It leads to another port of its host", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_source_without_a_port_has_only_the_usual_one()
    {
        var gate = new SyncWorker.Poll.Http.RequestGate(
            PollFixture
                .Options(
                    Good.Poll(
                        Good.Source(
                            "https://members.example.org/list",
                            more: """, "http": { "hosts": ["files.example.org", "old.example.org:8443"] }"""
                        )
                    )
                )
                .Sources[0]
        );

        foreach (
            var good in new[]
            {
                "https://members.example.org/x",
                "https://MEMBERS.example.org:443/x",
                "https://files.example.org/x",
                "https://old.example.org:8443/x",
            }
        )
        {
            gate.Check(new(good));
        }

        foreach (
            var bad in new[]
            {
                "http://members.example.org/x",
                "https://members.example.org:8443/x",
                "https://files.example.org:22/x",
                "http://files.example.org/x",
                "https://old.example.org/x",
                "https://evil.example.org/",
                "ftp://members.example.org/",
                "https://members.example.org.evil.example/",
            }
        )
        {
            Assert.Throws<SyncWorker.Poll.UnhealthySourceException>(() => gate.Check(new(bad)));
        }

        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_key_that_the_source_writes_into_its_next_address_is_neither_stored_nor_printed()
    {
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(
                request.Target.Contains("page=2", StringComparison.Ordinal)
                    ? Good.Json(10, from: 11).Replace("\"name\":\"Hội hữu nghị số 12\"", "\"name\":\"H?i\"", StringComparison.Ordinal)
                    : Good.Json(10).Replace("\"next\": null", $"\"next\": \"/list/{Key}/2?page=2&key={Key}\"", StringComparison.Ordinal)
            )
        );
        await using var fixture = await OpenAsync(
            server.Address + "/list",
            """, "paging": { "by": "body", "next": "next" }, "auth": { "by": "query", "name": "key", "secret": "good" }"""
        );

        var result = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.DoesNotContain(Key, string.Join('\n', result.Notes), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, await fixture.DumpAsync(), StringComparison.Ordinal);
        Assert.Contains(await fixture.SnapshotAsync(), row => row.Position == "/list#page 1#1");
    }

    [Theory]
    [InlineData("https://a.example.org/api/orgs?limit=20&offset=40", 3, "/api/orgs?limit=20&offset=40#page 3")]
    [InlineData("https://a.example.org/api/orgs", 1, "/api/orgs#page 1")]
    [InlineData("https://a.example.org/list.csv", null, "/list.csv")]
    [InlineData("https://a.example.org/list?apiKey=other", 1, "/list#page 1")]
    [InlineData("https://a.example.org/list?q=s%65cret", 1, "/list#page 1")]
    [InlineData("https://a.example.org/secret/list?q=1", 2, "/…?q=1#page 2")]
    public void A_position_says_which_answer_a_row_stood_in_and_no_key(string address, int? page, string position) =>
        Assert.Equal(position, Positions.Answer(new(address), page, "secret"));

    [Fact]
    public async Task A_position_is_short_whatever_addresses_a_source_gives()
    {
        var far = new string('x', 3000);
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(
                request.Target.Contains('x', StringComparison.Ordinal)
                    ? Good.Json(10, from: 11)
                    : Good.Json(10).Replace("\"next\": null", $"\"next\": \"/{far}?q={far[..900]}\"", StringComparison.Ordinal)
            )
        );
        await using var fixture = await OpenAsync(server.Address + "/list", """, "paging": { "by": "body", "next": "next" }""");

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);

        Assert.All(await fixture.SnapshotAsync(), row => Assert.InRange(row.Position.Length, 1, 200));
        Assert.Contains(await fixture.SnapshotAsync(), row => row.Position.EndsWith("…#page 2#10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_comes_a_thousand_times_names_its_first_places()
    {
        await using var server = Scripted.Start(_ =>
            ScriptedAnswer.Json($$"""{ "data": [ {{string.Join(", ", Enumerable.Repeat(Good.Row(1), 1000))}} ] }""")
        );
        await using var fixture = await OpenAsync(server.Address + "/list", "");

        await fixture.PollAsync();

        Assert.Equal(10, Assert.Single(await fixture.SnapshotAsync()).Position.Split('\n').Length);
    }

    [Fact]
    public async Task Names_of_unknown_columns_are_cut()
    {
        await using var server = Scripted.Start(_ =>
            ScriptedAnswer.Json(Good.Json().Replace("\"email\":", $"\"{new string('y', 100_000)}\":1,\"email\":", StringComparison.Ordinal))
        );
        await using var fixture = await OpenAsync(server.Address + "/list", "");

        Assert.InRange(string.Join('\n', (await fixture.PollAsync()).Notes).Length, 1, 1000);
    }

    [Theory]
    [InlineData("http://members.example.org/list", "header\", \"name\": \"X-Key")]
    [InlineData("http://10.0.0.7:8080/list", "bearer")]
    [InlineData("http://members.example.org/list", "query\", \"name\": \"key")]
    public void A_secret_on_an_address_of_http_is_a_fault_of_config(string url, string by)
    {
        var faults = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            PollFixture.Options(Good.Poll(Good.Source(url, more: $$""", "auth": { "by": "{{by}}", "secret": "good" }""")))
        );

        Assert.Contains("unencrypted", faults.Message, StringComparison.Ordinal);
    }

    static async Task<PollFixture> OpenAsync(string url, string more, string poll = "")
    {
        var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(url, more: more)).Replace("\"contact\"", poll + "\"contact\"", StringComparison.Ordinal)
        );
        ((SecretStore)fixture.Services.GetService(typeof(SecretStore))!).Set("good", Key, null);
        return fixture;
    }
}
