using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;

namespace SyncWorker.Tests.Issues;

/// <summary>A snooze past the day does not silence the day.</summary>
public sealed class SnoozeTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_snoozed_past_its_day_is_named_on_its_day()
    {
        using var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync();
        await office.RunAndSendAsync("2026-07-07"); // 5 working days before Tuesday 14/07
        await office
            .Commands()
            .SnoozeAsync("national-day/country:FR/2026", World.Day("2026-08-03"), null, all: true, World.Day("2026-07-07"), Stop);

        Assert.Equal(World.Day("2026-07-14"), await office.Queries().DayAsync("national-day/country:FR/2026", Stop));
        foreach (var day in new[] { "2026-07-13", "2026-07-14", "2026-08-03" })
        {
            await office.RunAndSendAsync(day);
        }

        await using var db = office.Store.Open();
        var told = db
            .Ledger.Where(row => row.Rule == "national-day" && row.State == LedgerState.Sent)
            .AsEnumerable()
            .Select(row => $"{row.SendOn:yyyy-MM-dd} {row.Recipient}");
        Assert.Equal(["2026-07-14 staff:eu-1"], told);
    }

    [Fact]
    public async Task A_second_snooze_holds_though_the_first_was_longer()
    {
        using var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync();
        await office.RunAndSendAsync("2026-06-23"); // 15 working days before Tuesday 14/07
        await Later("2026-08-03", "2026-06-23");
        await office.RunAndSendAsync("2026-07-07");
        await office.RunAndSendAsync("2026-07-14"); // named by its day
        await Later("2026-07-16", "2026-07-14");

        await office.RunAndSendAsync("2026-07-16");

        await using var db = office.Store.Open();
        Assert.Single(db.Ledger.Where(row => row.Rule == "national-day" && row.Step == ReminderStep.Snoozed(World.Day("2026-07-16"))));

        Task Later(string until, string on) =>
            office.Commands().SnoozeAsync("national-day/country:FR/2026", World.Day(until), null, all: true, World.Day(on), Stop);
    }
}
