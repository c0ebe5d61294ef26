using Microsoft.EntityFrameworkCore;
using SyncWorker.Pages;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.Export;
using SyncWorker.Tests.Pages;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Reconcile;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A field of the union's own, declared in reconcile.json: mapped, pinned, counted from, shown and exported as its type says.</summary>
public sealed class OwnFieldTests
{
    static readonly Dictionary<string, OwnField> s_own = new()
    {
        ["historicVisit"] = new()
        {
            Type = OwnFieldType.Date,
            Vi = "Ngày thăm lịch sử",
            En = "Historic visit",
        },
        ["members"] = new() { Type = OwnFieldType.Number, Vi = "Số hội viên" },
        ["motto"] = new() { Vi = "Phương châm" },
    };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("historicVisit", "1973-09-12", null)]
    [InlineData("historicVisit", "09-12", null)]
    [InlineData("historicVisit", "12/9/1973", "is no day")]
    [InlineData("members", "1250", null)]
    [InlineData("members", "about 1000", "is no number")]
    [InlineData("motto", "Hòa bình", null)]
    [InlineData("mottto", "Hòa bình", "Did you mean \"motto\"?")]
    public async Task A_field_without_a_source_or_a_rule_is_pinned_as_its_type_says(string field, string value, string? refusal)
    {
        using var world = await OpenAsync();

        var said = await world.Decide.PinAsync(await PartnerAsync(world), field, value, "lan", null, Stop);

        Assert.Contains(refusal ?? "", said, StringComparison.Ordinal);
        await world.RunAsync();
        await using var db = world.Store.Open();
        var fields = FieldsJson.Read((await db.Partners.OrderBy(row => row.Id).FirstAsync(Stop)).Fields);
        Assert.Equal(refusal is null ? value : null, fields.GetValueOrDefault(field));
    }

    [Fact]
    public async Task It_stands_behind_the_columns_of_the_export_under_its_name_for_people()
    {
        using var world = await OpenAsync();
        var partner = await PartnerAsync(world);
        await world.Decide.PinAsync(partner, "historicVisit", "1973-09-12", "lan", null, Stop);
        await world.Decide.PinAsync(partner, "members", "1250", "lan", null, Stop);
        await world.RunAsync();
        var reader = new RegisterReader(world.Store, world.Config.ReconcileSettings);
        var rows = await reader.ReadAsync(new(), Stop);

        var file = Path.Combine(world.Folders.Data, "r.csv");
        RegisterFile.Write(file, rows, reader.OwnFields, mark: false, MailLanguage.En);
        var directory = RegisterDirectory.Tables(rows, reader.OwnFields);

        var lines = await File.ReadAllLinesAsync(file, Stop);
        Assert.EndsWith("status,historicVisit,members,motto", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.EndsWith(",1973-09-12,1250,", StringComparison.Ordinal));
        Assert.Contains(
            directory,
            table => table.Lines[0].Contains("Ngày thăm lịch sử") && table.Lines.Any(row => row.Contains("12/09/1973"))
        );
        Assert.DoesNotContain(directory, table => table.Lines[0].Contains("Phương châm"));
    }

    [Fact]
    public async Task A_source_that_writes_another_type_loses_that_field_alone()
    {
        var json = Good.Json()
            .Replace("\"id\":\"id-01\"", "\"id\":\"id-01\",\"visit\":\"last year\"", StringComparison.Ordinal)
            .Replace("\"id\":\"id-02\"", "\"id\":\"id-02\",\"visit\":\"1973-09-12\"", StringComparison.Ordinal);
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(json));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll());
        var mapped = Good.Source(server.Address)
            .Replace("\"nameVi\":", "\"historicVisit\": \"visit?\", \"nameVi\":", StringComparison.Ordinal);
        fixture.Use(Good.Poll(mapped), new() { OwnFields = s_own });

        await fixture.PollAsync();

        var rows = await fixture.SnapshotAsync();
        Assert.Equal(Good.Rows, rows.Count);
        Assert.Equal("id-02", Assert.Single(rows, row => row.Fields.Contains("historicVisit", StringComparison.Ordinal)).ExternalId);
        Assert.Contains("transform date", (await fixture.QuarantineAsync())[0].Reasons, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_call_it_by_its_name_in_their_language_and_show_its_date_as_people_write_it()
    {
        var facts = SmallSite.Facts();
        var entry = facts.Register.Partners[0];
        var visit = entry.Choices[0] with { Field = "historicVisit", Value = "1973-09-12" };
        facts = facts with
        {
            Union = facts.Union with { OwnFields = s_own, DateFields = ["historicVisit"] },
            Register = facts.Register with { Partners = [entry with { Choices = [.. entry.Choices, visit] }] },
        };

        var pages = Site.Files(facts).ToDictionary(file => file.Path, SiteTests.TextOf);

        Assert.Contains("Ngày thăm lịch sử", pages["register/fr.html"], StringComparison.Ordinal);
        Assert.Contains("Historic visit", pages["en/register/fr.html"], StringComparison.Ordinal);
        Assert.Contains("12/09/1973", pages["register/fr.html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"motto\": { \"vi\": \"Phương châm\" }", true)]
    [InlineData("\"motto\": { \"type\": \"day\", \"vi\": \"Phương châm\" }", false)]
    [InlineData("\"motto\": { \"type\": \"date\" }", false)]
    [InlineData("\"founded\": { \"type\": \"date\", \"vi\": \"Ngày thành lập\" }", false)]
    [InlineData("\"my field\": { \"vi\": \"X\" }", false)]
    public void Its_declaration_is_checked(string declaration, bool isRight)
    {
        const string Keys = "\"exactKeys\"";

        var faults = EditedConfig.Replace("reconcile.json", Keys, $"\"ownFields\": {{ {declaration} }}, {Keys}");

        Assert.Equal(isRight, faults.Count == 0);
    }

    [Fact]
    public void A_rule_cannot_count_from_a_text()
    {
        using var folders = new TestFolders();
        var reconcile = File.ReadAllText(Path.Combine(SourceTree.Config, "reconcile.json"));
        EditedConfig.Load(
            folders,
            "reconcile.json",
            Good.Utf8(
                EditedConfig.ReplaceFirst(reconcile, "\"exactKeys\"", "\"ownFields\": { \"motto\": { \"vi\": \"X\" } }, \"exactKeys\"")
            )
        );
        var remind = File.ReadAllText(Path.Combine(SourceTree.Config, "remind.json"));
        File.WriteAllText(
            Path.Combine(folders.Worker.Config, "remind.json"),
            EditedConfig.ReplaceFirst(remind, "\"of\": \"founded\"", "\"of\": \"motto\"")
        );

        var (_, faults) = SyncWorker.Hosting.Config.ConfigFolder.Load(folders.Worker.Config);

        Assert.Contains(faults, fault => fault.Message == "motto holds no date.");
    }

    static async Task<ReconcileWorld> OpenAsync()
    {
        var world = await ReconcileWorld.NewAsync();
        var shipped = ReconcileWorld.Shipped();
        world.Options = new()
        {
            Sources = shipped.Sources,
            ExactKeys = shipped.ExactKeys,
            Matching = shipped.Matching,
            Guard = shipped.Guard,
            LifeCycle = shipped.LifeCycle,
            Codes = shipped.Codes,
            OwnFields = s_own,
        };
        await world.PutAsync(Samples.Register());
        await world.RunAsync();
        return world;
    }

    static async Task<long> PartnerAsync(ReconcileWorld world)
    {
        await using var db = world.Store.Open();
        return await db.Partners.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(Stop);
    }
}
