using System.Text.Json;
using SyncWorker.Demo;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>The shipped poll.json against the sample sources over real HTTP, held to the truth tables row by row.</summary>
public sealed class SampleSourcesTests
{
    static readonly string s_shipped = Path.Combine(SourceTree.Config, "poll.json");

    [Fact]
    public async Task All_sources_are_healthy_and_a_second_poll_writes_nothing()
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        await using var fixture = await PollFixture.OpenAsync(server.Rewrite(File.ReadAllText(s_shipped)));

        var first = await fixture.PollAsync();
        var before = await fixture.DumpAsync();
        var second = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Done, first.Outcome);
        Assert.Equal(StageOutcome.Done, second.Outcome);
        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Equal(159, (await fixture.SnapshotAsync("register")).Count);
        Assert.Equal(128, (await fixture.SnapshotAsync("countries")).Count);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    [InlineData("d")]
    [InlineData("e")]
    public async Task Every_row_of_a_messy_source_is_read_as_its_truth_table_says_and_noise_is_in_quarantine(string letter)
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        await using var fixture = await PollFixture.OpenAsync(server.Rewrite(File.ReadAllText(s_shipped)));

        var result = await fixture.PollAsync($"source-{letter}");

        Assert.Equal(StageOutcome.Done, result.Outcome);
        var truth = Truth.Of(letter);
        var rows = (await fixture.SnapshotAsync())
            .SelectMany(row => row.Position.Split('\n').Select(position => (Key: Truth.RowKey(letter, position), Row: row)))
            .ToDictionary(row => row.Key, row => row.Row);
        var aside = (await fixture.QuarantineAsync()).Select(row => Truth.RowKey(letter, row.Position)).Order().ToList();
        Assert.Equal(truth.Where(row => row.IsNoise).Select(row => row.Key).Order(), aside);
        Assert.Equal(truth.Select(row => row.Key).Order(), rows.Keys.Concat(aside).Order());
        Assert.Equal(
            truth.Where(row => !row.IsNoise).Select(row => $"{row.Key} {row.Date} {row.Precision}"),
            truth.Where(row => !row.IsNoise).Select(row => $"{row.Key} {Read(rows[row.Key])}")
        );
        Assert.Equal(
            truth.Where(row => row.Raw is not null).Select(row => $"{row.Key} {row.Raw}"),
            truth.Where(row => row.Raw is not null).Select(row => $"{row.Key} {Field(rows[row.Key], "nameVi")}")
        );
    }

    static string Read(SnapshotRow row)
    {
        var date = Field(row, CanonicalField.Relations);
        return date.Length == 0 ? " " : $"{date} {PartialDate.Parse(date).Precision.ToString().ToLowerInvariant()}";
    }

    static string Field(SnapshotRow row, string name) =>
        JsonDocument.Parse(row.Fields).RootElement.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
