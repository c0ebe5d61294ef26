using SyncWorker.Config.Tables;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile;

public sealed class SuccessionTests
{
    [Fact]
    public async Task A_union_of_before_the_mergers_keeps_its_history_and_names_its_successor()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(
            new SampleRow(
                "register",
                "LU63-24",
                "local_union",
                "golden_orgs.csv#900",
                new()
                {
                    ["registerId"] = "LU63-24",
                    ["nameVi"] = "Liên hiệp các tổ chức hữu nghị tỉnh Bắc Giang",
                    ["founded"] = "1995-05-05",
                }
            )
        );
        await world.PutAsync(
            new SampleRow("source-c", "1", "unknown", "c#1", new() { ["nameVi"] = "LHHN tỉnh Bắc Giang", ["province"] = "24" })
        );
        await world.PutAsync(
            new SampleRow("source-c", "2", "unknown", "c#2", new() { ["nameVi"] = "LHHN tỉnh Bắc Ninh", ["province"] = "24" })
        );

        await world.RunAsync();

        var (before, after) = (await world.PartnerAsync("LU63-24"), await world.PartnerAsync("LU34-24"));
        Assert.Equal(after.Id, before.SuccessorId);
        Assert.Contains("1995-05-05", before.Fields, StringComparison.Ordinal);
        Assert.DoesNotContain("1995-05-05", after.Fields, StringComparison.Ordinal);
        var rows = (await world.RowsAsync())
            .Where(row => row.Source == "source-c")
            .ToDictionary(row => row.ExternalId, row => row.PartnerId);
        Assert.Equal((before.Id, after.Id), (rows["1"]!.Value, rows["2"]!.Value));
    }

    [Theory]
    [InlineData("keep", "1995-05-05")]
    [InlineData("new", "2025-09-01")]
    [InlineData("none", null)]
    public async Task The_founding_day_of_a_successor_is_asked_for_once_and_follows_the_answer(string answer, string? expected)
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(
            new SampleRow(
                "register",
                "LU34-24",
                "local_union",
                "r#1",
                new()
                {
                    ["registerId"] = "LU34-24",
                    ["nameVi"] = "Liên hiệp các tổ chức hữu nghị tỉnh Bắc Ninh",
                    ["founded"] = "2025-09-01",
                }
            ),
            new SampleRow(
                "register",
                "LU63-24",
                "local_union",
                "r#2",
                new()
                {
                    ["registerId"] = "LU63-24",
                    ["nameVi"] = "Liên hiệp các tổ chức hữu nghị tỉnh Bắc Giang",
                    ["founded"] = "1995-05-05",
                }
            )
        );
        await world.RunAsync();
        var after = await world.PartnerAsync("LU34-24");
        var token = TestContext.Current.CancellationToken;
        Assert.Contains(
            await world.Ask.ListAsync(token),
            question => question.PartnerId == after.Id && question.Text.En.Contains("1995-05-05", StringComparison.Ordinal)
        );

        await world.Decide.FoundingDayAsync(after.Id, Enum.Parse<FoundingDay>(answer, ignoreCase: true), "lan", null, token);
        await world.RunAsync();

        Assert.DoesNotContain(
            await world.Ask.ListAsync(token),
            question => question.Answer.Contains("founding-day", StringComparison.Ordinal)
        );
        Assert.Equal(
            expected,
            SyncWorker.Reconcile.FieldsJson.Read((await world.PartnerAsync("LU34-24")).Fields).GetValueOrDefault("founded")
        );
    }

    [Fact]
    public async Task A_unit_whose_predecessors_were_in_two_clusters_is_asked_about()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.RunAsync();
        var token = TestContext.Current.CancellationToken;
        var phuTho = await world.PartnerAsync("LU34-25");

        Assert.Contains(
            await world.Ask.ListAsync(token),
            question =>
                question.PartnerId == phuTho.Id
                && question.Text.En.Contains("Cụm 1", StringComparison.Ordinal)
                && question.Text.En.Contains("Cụm 2", StringComparison.Ordinal)
        );
        await world.Decide.PinAsync(phuTho.Id, "cluster", "Cụm 1", "lan", "Quyết định năm 2026", token);

        Assert.DoesNotContain(await world.Ask.ListAsync(token), question => question.PartnerId == phuTho.Id);
    }

    [Fact]
    public void A_province_code_means_what_it_meant_on_its_day()
    {
        var provinces = Samples.Tables().Provinces;

        Assert.Equal("Bắc Giang", provinces.On("24", new(2025, 6, 30))!.Name);
        Assert.Equal("Bắc Ninh", provinces.On("24", new(2025, 7, 1))!.Name);
        Assert.Equal("Yên Bái", provinces.On("15", new(2024, 1, 1))!.Name);
        Assert.Equal("Lào Cai", provinces.On("15", new(2026, 1, 1))!.Name);
        Assert.Equal(34, provinces.All.Count(province => !province.IsFormer));
    }

    [Theory]
    [InlineData(1, 1, null, "Suspected")]
    [InlineData(3, 13, null, "Suspected")]
    [InlineData(2, 30, null, "Suspected")]
    [InlineData(3, 14, null, "Inactive")]
    [InlineData(9, 400, 365, "Purged")]
    [InlineData(9, 364, 365, "Inactive")]
    public void Life_goes_on_by_good_runs_and_days(int runs, int days, int? purge, string expected)
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(1000);
        var options = new SyncWorker.Reconcile.LifeCycleOptions
        {
            InactiveAfterRuns = 3,
            InactiveAfterDays = 14,
            PurgeAfterDays = purge,
        };

        Assert.Equal(expected, MissingLadder.Evaluate([new(now.AddDays(-days), runs)], now, options).Status.ToString());
        Assert.Equal(PartnerStatus.Active, MissingLadder.Evaluate([new(now.AddDays(-days), runs), new(null, 0)], now, options).Status);
    }

    [Fact]
    public void A_fault_in_a_table_is_named_with_its_file_and_line()
    {
        using var folders = new Support.TestFolders();
        Directory.CreateDirectory(Path.Combine(folders.Worker.Config, "tables"));
        File.WriteAllText(
            Path.Combine(folders.Worker.Config, "tables", "country_names.csv"),
            "iso2,names\nFR,Pháp; France\nfr,Gaule\nDE,Đức; Pháp\nIT\n"
        );
        File.WriteAllText(Path.Combine(folders.Worker.Config, "tables", "name_words.csv"), "words,means\nHội,clubb\n");
        var faults = new List<SyncWorker.Config.ConfigFault>();

        TableFolder.Load(folders.Worker.Config, faults);

        var text = string.Join('\n', faults);
        Assert.Contains("tables/country_names.csv:3: iso2: \"fr\" is not a country code.", text, StringComparison.Ordinal);
        Assert.Contains("tables/country_names.csv:4: names: \"Pháp\" already stands for FR.", text, StringComparison.Ordinal);
        Assert.Contains("tables/country_names.csv:5: The line has 1 cells, the first line 2.", text, StringComparison.Ordinal);
        Assert.Contains("tables/name_words.csv:2: means: Found \"clubb\". Did you mean \"club\"?", text, StringComparison.Ordinal);
    }
}
