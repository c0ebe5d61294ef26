using SyncWorker.Config;
using SyncWorker.Poll;
using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Poll;

/// <summary>Cells that were merged over several rows before a table was saved as text.</summary>
public sealed class FillDownTests
{
    [Fact]
    public async Task A_blank_cell_has_the_value_above_it_and_a_header_that_comes_again_is_none()
    {
        await using var fixture = await PollFixture.OpenAsync(
            """
            { "sources": [ { "name": "good", "file": "f.csv", "format": "csv", "id": ["id"], "fillDown": ["Ban"],
              "fields": { "nameVi": "name", "department": "Ban" } } ] }
            """
        );
        await File.WriteAllTextAsync(
            Path.Combine(fixture.ConfigFolder, "f.csv"),
            "id,Ban,name\n1,,Hội A\n2,Ban Châu Á,Hội B\n3,,Hội C\n\n4,\" \",Hội D\nid,Ban,name\n5,,Hội E\n6,Ban Châu Âu,Hội F\n7,,Hội G\n",
            TestContext.Current.CancellationToken
        );

        await fixture.PollAsync();

        Assert.Equal(
            ["", "Ban Châu Á", "Ban Châu Á", "Ban Châu Á", "Ban Châu Á", "Ban Châu Âu", "Ban Châu Âu"],
            (await fixture.SnapshotAsync()).Select(row =>
                System.Text.Json.JsonDocument.Parse(row.Fields).RootElement.TryGetProperty("department", out var value)
                    ? value.GetString()!
                    : ""
            )
        );
        Assert.Contains("4 blank cells have the value above them", (await fixture.FeedAsync("good")).Understood, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "Bann", "No field is mapped to the column \"Bann\". Did you mean \"Ban\"?")]
    [InlineData("json", "Ban", "Only tables have rows below a cell.")]
    public void A_column_that_nothing_is_read_from_is_a_fault(string format, string column, string words)
    {
        var faults = new List<ConfigFault>();
        var bound = ConfigBinder.Bind<PollOptions>(
            "poll.json",
            $$"""
            { "sources": [ { "name": "good", "file": "f", "format": "{{format}}", "id": ["id"], "fillDown": ["{{column}}"],
              "fields": { "department": "Ban" } } ] }
            """,
            faults
        );
        if (bound.IsWhole)
        {
            var sink = new ConfigFaults("poll.json", bound.Root);
            PollCheck.Check(bound.Options!, sink);
            faults.AddRange(sink.All);
        }

        Assert.Contains(words, Assert.Single(faults).ToString(), StringComparison.Ordinal);
    }
}
