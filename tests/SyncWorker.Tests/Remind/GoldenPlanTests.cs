using SyncWorker.Cli.Remind;
using SyncWorker.Remind;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary>Whole days as <c>remind preview</c> prints them, kept as files: who gets what, when and why, reviewed as text.</summary>
public sealed class GoldenPlanTests
{
    [Theory]
    [InlineData("ordinary-day", "2026-04-06", "2026-03-23")]
    [InlineData("notice-before-Tet", "2026-02-11", "2026-02-10")]
    [InlineData("first-day-back", "2026-02-23", "2026-02-11", "2026-02-12", "2026-02-13")]
    [InlineData("report-season", "2026-07-13", "2026-06-24", "2026-07-01", "2026-07-07", "2026-07-09", "2026-07-10")]
    [InlineData("after-downtime", "2026-07-20", "2026-06-23", "2026-07-01")]
    public async Task The_day_is_the_one_that_was_reviewed(string name, string day, params string[] before)
    {
        using var office = await RemindFixture.OpenAsync();
        await office.AddAsync(
            RemindFixture.Country("ET", "Ethiopia", relations: "1976-02-23"),
            RemindFixture.Country("RS", "Serbia", nationalDay: "02-15"),
            RemindFixture.Country("AM", "Armenia", relations: "1992-07-14"),
            RemindFixture.Association("CA-AM", "Hội hữu nghị Việt Nam - Armenia", "AM")
        );
        await office.KnowRulesAsync();
        await office.RunAndSendAsync("2026-01-05");
        foreach (var earlier in before)
        {
            await office.RunAndSendAsync(earlier);
        }

        var today = World.Day(day);
        var lines = await RemindPreview.ReadAsync(
            office.Store,
            office.Config.RemindSettings,
            today,
            today,
            today,
            TestContext.Current.CancellationToken
        );

        await Golden.CompareAsync("Remind", $"plan-{name}.txt", string.Join('\n', PreviewVerb.Table(lines)) + "\n");
    }
}
