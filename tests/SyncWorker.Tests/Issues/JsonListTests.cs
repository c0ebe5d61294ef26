using SyncWorker.Poll;
using SyncWorker.Poll.Formats;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Lists within a row: an element by its place or by what it says of itself, and a word where neither is named.</summary>
public sealed class JsonListTests
{
    const string Answer = """
        {"result":{"items":[{"id":"o0","name":{"vi":"Hội hữu nghị Việt Nam - Pháp"},"contact":{"mails":[{"kind":"home","address":"x0@example.org"},{"address":"h0@example.org","kind":"office"},{"kind":"office","address":"second@example.org"}],"phones":["1","2"]}}]}}
        """;

    [Theory]
    [InlineData("contact.mails.0.address", "x0@example.org")]
    [InlineData("contact.mails[0].address", "x0@example.org")]
    [InlineData("contact.mails[1].address", "h0@example.org")]
    [InlineData("contact.mails[kind=office].address", "h0@example.org")]
    [InlineData("contact.mails[kind=nobody].address? ?? contact.mails[kind=home].address", "x0@example.org")]
    [InlineData("contact.phones", "1; 2")]
    [InlineData("contact.phones.1", "2")]
    public async Task An_element_of_a_list_is_found(string path, string expected)
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Source(server.Address, path)));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);

        Assert.Equal(
            $$"""{"email":"{{expected}}","nameVi":"Hội hữu nghị Việt Nam - Pháp"}""",
            Assert.Single(await fixture.SnapshotAsync()).Fields
        );
    }

    [Fact]
    public async Task A_list_of_objects_under_a_text_is_named()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Source(server.Address, "contact.mails")));
        var source = PollFixture.Options(Good.Poll(Source(server.Address, "contact.mails"))).Sources[0];

        var sample = await ((SourceSample)fixture.Services.GetService(typeof(SourceSample))!).ReadAsync(
            source,
            new(TimeZoneInfo.Utc, new Dictionary<string, IReadOnlyDictionary<string, string>>()),
            5,
            TestContext.Current.CancellationToken
        );

        Assert.Contains("mails[kind=office].address", sample.Understood["list mails"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.b", "a b")]
    [InlineData("a[0].b", "a [0] b")]
    [InlineData("a[k=v.w].b", "a [k=v.w] b")]
    [InlineData("[0][1]", "[0] [1]")]
    [InlineData("a[", "a [")]
    [InlineData("..a..", "a")]
    public void A_path_has_parts(string path, string parts) =>
        Assert.Equal(parts, string.Join(' ', JsonPath.Parts(path).Select(part => part.Text)));

    static string Source(string url, string path) =>
        $$"""{ "name": "good", "url": "{{url}}", "format": "json", "list": "result.items", "id": ["id"], "fields": { "nameVi": "name.vi", "email": "{{path}}" } }""";
}
