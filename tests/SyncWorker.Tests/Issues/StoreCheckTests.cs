using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Reconcile;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>What the store knows of a config: keys that are none, a rule that meets nobody, people whom nobody reaches.</summary>
public sealed class StoreCheckTests
{
    const string FoundingKinds = "\"who\": { \"kinds\": [\"central_association\", \"local_union\", \"provincial_association\"] }";

    // Without them no source fills what the rules term-end, board-review, agreement-end and registration-end read.
    const string FieldsThatRunOut = """
        "phone": "phone",
                // What runs out: the rules term-end, board-review, agreement-end and registration-end of remind.json read these.
                "termEnd": "term_end | date iso",
                "boardSize": "board_size",
                "activeMembers": "active_members",
                "boardReviewed": "board_reviewed | date iso",
                "agreementEnd": "agreement_end | date iso",
                "registrationEnd": "registration_end | date iso"
        """;

    static readonly CancellationToken s_token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kinds", "firm", "The rule founding meets nobody in the register: no partner is what its who says.")]
    [InlineData("countries", "TV", "The rule founding meets nobody in the register: no partner is what its who says.")]
    public async Task A_rule_that_meets_nobody_is_named(string key, string word, string sentence)
    {
        var warnings = await WarningsAsync("remind.json", FoundingKinds, $"\"who\": {{ \"{key}\": [\"{word}\"] }}");

        Assert.Contains(sentence, warnings);
    }

    [Fact]
    public async Task A_rule_whose_day_nobody_has_is_named_and_one_that_people_fill_only_to_who_asks()
    {
        const string Sentence = "The rule term-end meets nobody in the register: none of";

        Assert.Contains(await WarningsAsync(), warning => warning.StartsWith(Sentence, StringComparison.Ordinal));
        Assert.Contains(await WarningsAsync(namesHandFilled: false), warning => warning.StartsWith(Sentence, StringComparison.Ordinal));
        Assert.DoesNotContain(
            await WarningsAsync("poll.json", FieldsThatRunOut, "\"phone\": \"phone\"", namesHandFilled: false),
            warning => warning.StartsWith("The rule", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Associations_without_a_mailbox_are_counted_and_the_first_are_named()
    {
        var warnings = await WarningsAsync(prepare: async db =>
            await db
                .Partners.Where(row => row.RegisterId == "CA-FR" || row.RegisterId == "CA-HU")
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Fields, "{\"email\":\"khong co\"}"), s_token)
        );

        Assert.Contains(
            warnings,
            warning =>
                warning.StartsWith("2 of ", StringComparison.Ordinal)
                && warning.Contains(" associations have no mailbox", StringComparison.Ordinal)
                && warning.Contains("CA-FR, CA-HU", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_basis_with_the_number_of_a_document_that_no_source_tells_is_named_and_stops_nothing()
    {
        const string Shipped = "\"basis\": \"Công văn số 123/LHHN-VP ngày 02/06/2026\"";
        const string Sentence =
            "The basis of half-year-report, 2026-H1: no source tells of a document with the number \"123/LHHN-VP\". See: document list";

        Assert.Contains(Sentence, await WarningsAsync("remind.json", Shipped, "\"basis\": \"123/LHHN-VP\""));
        Assert.DoesNotContain(
            Sentence,
            await WarningsAsync(
                "remind.json",
                Shipped,
                "\"basis\": \"123/LHHN-VP\"",
                async db =>
                {
                    db.Snapshot.Add(
                        new()
                        {
                            Source = "van-ban",
                            ExternalId = "1",
                            Kind = "document",
                            Fields = "{\"number\":\"123/LHHN-VP\",\"nameVi\":\"V/v gửi báo cáo\"}",
                            Position = "1",
                        }
                    );
                    await db.SaveChangesAsync(s_token);
                }
            )
        );
    }

    [Fact]
    public async Task Countries_without_an_officer_are_counted_and_the_first_are_named() =>
        Assert.Contains(
            await WarningsAsync(
                "staff.json",
                "\"roles\": [\"officer\"], \"covers\": [\"*\"], \"email\": \"bca01@example.org\"",
                "\"roles\": [\"officer\"], \"covers\": [\"CN\"], \"email\": \"bca01@example.org\""
            ),
            warning => warning.Contains("countries and partners have no officer in staff.json: ", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData(
        "remind.json",
        FoundingKinds,
        "\"who\": { \"except\": [\"CA-FRR\"] }",
        "The rule founding names CA-FRR, which is no number of the register. Did you mean \"CA-FR\"?"
    )]
    [InlineData(
        "staff.json",
        "\"clusters\": []",
        "\"clusters\": [ { \"name\": \"Cụm 1\", \"year\": 2026, \"head\": \"LU34-99\" } ]",
        "Cụm 1 of 2026 in staff.json names LU34-99, which is no number of the register."
    )]
    [InlineData(
        "staff.json",
        "\"id\": \"bcm-01\", \"title\": \"Chuyên viên\", \"titleEn\": \"Officer\", \"department\": \"Ban Châu Mỹ\"",
        "\"id\": \"bcm-01\", \"title\": \"Chuyên viên\", \"titleEn\": \"Officer\", \"department\": \"Ban Châu Mĩ Latinh\"",
        "is in the department \"Ban Châu Mĩ Latinh\" of staff.json."
    )]
    public async Task A_name_that_the_register_does_not_have_is_named(string file, string before, string after, string words) =>
        Assert.Contains(await WarningsAsync(file, before, after), warning => warning.Contains(words, StringComparison.Ordinal));

    [Fact]
    public async Task The_shipped_config_names_nothing_that_the_register_does_not_have() =>
        Assert.All(await WarningsAsync(), warning => Assert.StartsWith("The rule ", warning, StringComparison.Ordinal));

    [Fact]
    public async Task An_empty_register_is_one_sentence()
    {
        using var world = await ReconcileWorld.NewAsync();

        Assert.Single(await StoreCheck.FindWarningsAsync(world.Store, Shipped(), new(2026, 7, 6), s_token));
    }

    [Fact]
    public async Task A_key_that_rows_of_different_names_share_is_refused_with_the_count()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync([Row("1", "Hội A", "01-01"), Row("2", "Hội B", "0101"), Row("3", "Hội C", "02"), Row("4", "Hội D", "")]);

        var fault = Assert.Single(StoreCheck.FindFaults(world.Folders, WithKeys("taxCode")));

        Assert.Equal(
            "reconcile.json:18: exactKeys[0]: In the source rows 2 rows of different names share one value of \"taxCode\": they would become one organisation. Name a field that holds the organisation's own number; rows that are one organisation, link with `review`.",
            fault.ToString()
        );
    }

    [Fact]
    public async Task Twins_are_set_aside_those_of_one_name_and_those_that_a_person_linked_and_rows_that_are_missing()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync([Row("1", "Hội A", "01"), Row("2", "Hội A", "01"), Row("3", "Hội B", "02"), Row("4", "Hội B cũ", "02")]);
        await using (var db = world.Store.Open())
        {
            var row = await db.Snapshot.SingleAsync(line => line.ExternalId == "4", s_token);
            db.Links.Add(new() { Id = row.Id, Decision = LinkDecision.Person });
            await db.SaveChangesAsync(s_token);
        }

        Assert.Empty(StoreCheck.FindFaults(world.Folders, WithKeys("taxCode")));
        Assert.Empty(StoreCheck.FindFaults(world.Folders, WithKeys("registrationNumber")));
    }

    [Fact]
    public void Without_a_store_no_key_is_judged()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();

        Assert.Empty(StoreCheck.FindFaults(folders.Worker, WithKeys("taxCode")));
    }

    static SampleRow Row(string id, string name, string tax) =>
        new("rows", id, "unknown", id, new Dictionary<string, string> { ["nameVi"] = name, ["taxCode"] = tax });

    static SyncConfig Shipped() => ConfigFolder.Load(SourceTree.Config).Config!;

    static SyncConfig WithKeys(string key) =>
        Shipped() with
        {
            Reconcile = new() { Sources = [], ExactKeys = [key] },
        };

    static async Task<IReadOnlyList<string>> WarningsAsync(
        string? file = null,
        string before = "",
        string after = "",
        Func<SyncWorker.Store.SyncDb, Task>? prepare = null,
        bool namesHandFilled = true
    )
    {
        using var folders = new TestFolders();
        var config = Shipped();
        if (file is not null)
        {
            var text = File.ReadAllText(Path.Combine(SourceTree.Config, file));
            Assert.Contains(before, text, StringComparison.Ordinal);
            Assert.Empty(EditedConfig.Load(folders, file, Encoding.UTF8.GetBytes(EditedConfig.ReplaceFirst(text, before, after))));
            config = ConfigFolder.Load(folders.Worker.Config).Config!;
        }

        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(Samples.Countries());
        await world.RunAsync();
        if (prepare is not null)
        {
            await using var db = world.Store.Open();
            await prepare(db);
        }

        return await StoreCheck.FindWarningsAsync(world.Store, config, new(2026, 7, 6), s_token, namesHandFilled);
    }
}
