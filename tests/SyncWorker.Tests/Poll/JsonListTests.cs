using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Poll;

/// <summary>Lists within a record of JSON.</summary>
public sealed class JsonListTests
{
    [Theory]
    [InlineData("tags", "a; b")]
    [InlineData("tags[]", "a; b")]
    [InlineData("tags[1]", "b")]
    [InlineData("mails[].address", "x@example.org; y@example.org")]
    [InlineData("mails[0].address", "x@example.org")]
    [InlineData("mails[kind=press].address", "y@example.org")]
    [InlineData("groups[].people[].name", "An; Bình; Chi")]
    [InlineData("groups[1].people[].name", "Chi")]
    [InlineData("mails[].nothing", null)]
    [InlineData("empty[].x", null)]
    public async Task A_path_takes_one_element_or_joins_all(string path, string? value)
    {
        await using var fixture = await PollFixture.OpenAsync(
            $$"""{ "sources": [ { "name": "good", "file": "f.json", "format": "json", "id": ["id"], "fields": { "nameVi": "name", "note": "{{path}}?" } } ] }"""
        );
        await File.WriteAllTextAsync(
            Path.Combine(fixture.ConfigFolder, "f.json"),
            """
            [ { "id": 1, "name": "Hội A", "tags": ["a", "b"], "empty": [],
                "mails": [ { "kind": "office", "address": "x@example.org" }, { "address": null }, { "kind": "press", "address": "y@example.org" } ],
                "groups": [ { "people": [ { "name": "An" }, { "name": "Bình" } ] }, { "people": [ { "name": "Chi" } ] } ] } ]
            """,
            TestContext.Current.CancellationToken
        );

        await fixture.PollAsync();

        Assert.Equal(
            value is null ? """{"nameVi":"Hội A"}""" : $$"""{"nameVi":"Hội A","note":"{{value}}"}""",
            Assert.Single(await fixture.SnapshotAsync()).Fields
        );
        Assert.Empty(await fixture.QuarantineAsync());
    }
}
