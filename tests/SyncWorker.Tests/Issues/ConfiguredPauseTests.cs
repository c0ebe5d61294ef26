using Microsoft.EntityFrameworkCore;
using SyncWorker.Cli.Remind;
using SyncWorker.Hosting.Status;
using SyncWorker.Remind;
using SyncWorker.Store;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A rule or source that the config pauses until a day: said wherever nothing comes, and it ends by itself.</summary>
public sealed class ConfiguredPauseTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_rule_is_due_to_nobody_until_its_day_and_is_then_caught_up()
    {
        using var office = await PausedAsync("2026-07-09");
        await office.KnowRulesAsync();

        var before = await office.RunAsync("2026-07-07");
        var mailedBefore = await RulesAsync(office);
        var after = await office.RunAsync("2026-07-09");

        Assert.Contains("rule national-day is paused until Thu 09/07/2026 00:00 (remind.json): the list is looked through", before.Notes);
        Assert.Empty(mailedBefore);
        Assert.Equal(["national-day"], await RulesAsync(office));
        Assert.DoesNotContain(after.Notes, note => note.Contains("paused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_says_that_the_rule_is_paused_at_each_step_that_falls_into_it()
    {
        using var office = await PausedAsync("2026-07-10");
        await office.KnowRulesAsync();
        await office.RunAsync("2026-07-07");

        var found = Assert.Single(await office.Queries().ExplainAsync("national-day/country:FR/2026", World.Day("2026-07-07"), Stop));

        var lines = string.Join('\n', ExplainVerb.Lines(found));
        Assert.Contains("paused   rule national-day is paused until Fri 10/07/2026", lines, StringComparison.Ordinal);
        Assert.Contains("5 working days", lines, StringComparison.Ordinal);
        Assert.Contains("not sent on its day: rule national-day is paused", lines, StringComparison.Ordinal);
        Assert.Contains("will be sent on 2026-07-13", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_pause_by_a_verb_and_one_in_the_config_the_longer_one_counts()
    {
        using var office = await PausedAsync("2026-07-08");
        await using (var db = office.Store.OpenDurable())
        {
            var now = RemindFixture.Clock.GetUtcNow();
            await Pauses.PauseAsync(db, new(PausedKind.Rule, "national-day", "by hand", now, now.AddYears(1)), Stop);
        }

        var rules = await RemindReader.PausedRulesAsync(office.Store, office.Config.RemindSettings, World.Day("2026-07-07"), Stop);

        Assert.Contains("by hand", Assert.Single(rules).Value.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_source_is_not_asked_until_its_day_unless_it_is_named()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        var source = Good.Source(server.Address, more: """, "paused": { "until": "2026-11-24", "reason": "they move house" }""");
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(source));

        var paused = await fixture.PollAsync();

        Assert.Empty(server.Requests);
        Assert.Equal("source good is paused until Tue 24/11/2026 00:00 (poll.json): they move house", Assert.Single(paused.Notes));
        await fixture.PollAsync("good");
        Assert.NotEmpty(server.Requests);
    }

    [Fact]
    public async Task Status_shows_it_until_its_day()
    {
        using var office = await PausedAsync("2026-07-08");

        var line = PauseLine.Of(Assert.Single(office.Config.Pauses(RemindFixture.At("2026-07-07").Instant)));

        Assert.Equal((PausedKind.Rule, "remind.json", (DateTimeOffset?)null), (line.Kind, line.File, line.Since));
        Assert.Empty(office.Config.Pauses(RemindFixture.At("2026-07-08").Instant));
    }

    [Fact]
    public void Without_a_reason_or_an_end_it_is_a_fault()
    {
        const string Id = "\"id\": \"national-day\",";

        Assert.Empty(EditedConfig.Replace("remind.json", Id, Id + """ "paused": { "until": "2027-03-01", "reason": "x" },"""));
        Assert.NotEmpty(EditedConfig.Replace("remind.json", Id, Id + """ "paused": { "until": "2027-03-01" },"""));
        Assert.NotEmpty(EditedConfig.Replace("remind.json", Id, Id + """ "paused": { "reason": "x" },"""));
    }

    static async Task<List<string>> RulesAsync(RemindFixture office)
    {
        await using var db = office.Store.Open();
        return await db.Ledger.Where(row => row.OutboxId != null).Select(row => row.Rule).Distinct().ToListAsync(Stop);
    }

    static async Task<RemindFixture> PausedAsync(string until)
    {
        var office = await RemindFixture.OpenAsync();
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries =
                [
                    new()
                    {
                        Id = "national-day",
                        Of = "nationalDay",
                        CountYears = false,
                        Paused = new() { Until = World.Day(until), Reason = "the list is looked through" },
                    },
                ],
            },
        };
        return office;
    }
}
