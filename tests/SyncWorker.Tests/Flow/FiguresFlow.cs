using System.Text;
using System.Text.Json;
using SyncWorker.Files;
using SyncWorker.Tests.Reconcile;
using SyncWorker.Tests.Reconcile.Figures;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Flow;

/// <summary>The published figures from the program itself: sources with planted doubles polled, counted, put right by a person.</summary>
public sealed class FiguresFlow : IDisposable
{
    static readonly string[] s_columns =
    [
        "id",
        "kind",
        CanonicalField.Day,
        CanonicalField.NameVi,
        CanonicalField.Lead,
        CanonicalField.Joint,
        CanonicalField.Period,
        CanonicalField.Activities,
        CanonicalField.Money,
        CanonicalField.Campaign,
        CanonicalField.Aid,
    ];

    readonly TestFolders _folders = new();

    string Config => Path.Combine(_folders.Root, "demo", "config");

    public void Dispose() => _folders.Dispose();

    async Task<string> RunAsync(params string[] arguments)
    {
        var run = await ProgramRun.WaitAsync([.. arguments, "--config", Config]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Output;
    }

    [Fact]
    public async Task The_published_figures_come_out_and_what_a_person_takes_apart_stays_apart()
    {
        var demo = Path.Combine(_folders.Root, "demo");
        Assert.Equal(0, (await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", "2026-07-06"])).ExitCode);
        var sources = await WriteSourcesAsync();
        await RunAsync(["poll", .. sources]);

        var figures = await FiguresAsync("2022-H1");
        Assert.Equal(
            ("256", "trên 335", "52", "trên 591"),
            (figures["centralActivities"], figures["localActivities"], figures["localUnits"], figures["allActivities"])
        );
        var year = await FiguresAsync("2025");
        Assert.Equal(("416 tỷ đồng", "6,4 lần", "trên 393 tỷ đồng"), (year["campaignMoney"], year["campaignTimes"], year["aidValue"]));

        var row = await JoinedRowAsync();
        await RunAsync("activity", "apart", row);
        Assert.Equal("trên 592", (await FiguresAsync("2022-H1"))["allActivities"]);
        await RunAsync(["poll", .. sources]);
        await RunAsync("reconcile");
        Assert.Equal("trên 592", (await FiguresAsync("2022-H1"))["allActivities"]);
        await RunAsync("activity", "undo", row);
        Assert.Equal("trên 591", (await FiguresAsync("2022-H1"))["allActivities"]);
    }

    async Task<IReadOnlyList<string>> WriteSourcesAsync()
    {
        var sources = PublishedFiguresTests
            .OfTheCentre()
            .Concat(PublishedFiguresTests.OfLocalUnions())
            .Concat(PublishedFiguresTests.OfTheCampaign())
            .GroupBy(row => row.Source)
            .ToList();
        var described = new StringBuilder();
        foreach (var source in sources)
        {
            var file = Path.Combine(_folders.Root, $"{source.Key}.csv");
            await File.WriteAllLinesAsync(
                file,
                [CsvText.Line(s_columns), .. source.Select(row => CsvText.Line([.. s_columns.Select(column => Cell(row, column))]))],
                TestContext.Current.CancellationToken
            );
            described.Append(Described(source.Key, file));
        }

        await ReplaceAsync("poll.json", "\"sources\": [", $"\"sources\": [{described}");
        await ReplaceAsync("reconcile.json", "\"Ủng hộ nhân dân Cuba\"", $"\"{PublishedFiguresTests.Campaign}\"");
        return [.. sources.Select(source => source.Key)];
    }

    static string? Cell(SampleRow row, string column) =>
        column switch
        {
            "id" => row.ExternalId,
            "kind" => row.Kind,
            _ => row.Fields.GetValueOrDefault(column),
        };

    static string Described(string name, string file) =>
        $$"""
            { "name": "{{name}}", "file": "{{file.Replace('\\', '/')}}", "format": "csv", "id": ["id"],
              "fields": { "kind": "kind", "day": "day | date iso", "nameVi": "nameVi", "lead": "lead", "joint": "joint", "period": "period",
                "activities": "activities | amount", "money": "money | amount", "campaign": "campaign", "aid": "aid | amount" },
              "required": ["kind", "lead"] },
            """;

    async Task ReplaceAsync(string file, string before, string after)
    {
        var path = Path.Combine(Config, file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(before, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, EditedConfig.ReplaceFirst(text, before, after), TestContext.Current.CancellationToken);
    }

    async Task<Dictionary<string, string>> FiguresAsync(string period)
    {
        using var json = JsonDocument.Parse(await RunAsync("figures", period, "--json", "--as-of", "2026-07-06"));
        return json
            .RootElement.GetProperty("periods")[0]
            .GetProperty("figures")
            .EnumerateArray()
            .ToDictionary(figure => figure.GetProperty("key").GetString()!, figure => figure.GetProperty("text").GetString()!);
    }

    async Task<string> JoinedRowAsync()
    {
        using var json = JsonDocument.Parse(await RunAsync("activity", "list", "2022-H1", "--joined", "--json"));
        return json
            .RootElement.EnumerateArray()
            .First(activity => activity.GetProperty("rows").GetArrayLength() == 2)
            .GetProperty("rows")[0]
            .GetProperty("row")
            .GetInt64()
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
