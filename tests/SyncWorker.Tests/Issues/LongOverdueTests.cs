using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>What stays overdue for more than a year is silent after its steps, and stops nothing else.</summary>
public sealed class LongOverdueTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<RemindFixture> OpenAsync(string termEnd)
    {
        var office = await RemindFixture.OpenAsync();
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries = [World.Founding()],
                Terms =
                [
                    new()
                    {
                        Id = "term-end",
                        Of = "termEnd",
                        Name = new() { Vi = "Hết nhiệm kỳ" },
                    },
                ],
            },
        };
        await office.KnowRulesAsync();
        var other = RemindFixture.Association("CA-DE", "Hội hữu nghị Việt Nam - Đức", "DE");
        other.Fields = """{"founded":"1956-03-08"}""";
        await office.AddAsync(other, RemindFixture.Country("DE", "Đức"));
        await using var db = office.Store.Open();
        await db
            .Partners.Where(partner => partner.RegisterId == "CA-FR")
            .ExecuteUpdateAsync(set => set.SetProperty(partner => partner.Fields, $$"""{"termEnd":"{{termEnd}}"}"""), Stop);
        return office;
    }

    [Fact]
    public async Task A_term_that_ran_out_404_days_ago_is_named_at_its_steps_only_and_the_others_hear_of_their_days()
    {
        using var office = await OpenAsync("2026-01-15");
        string[] days =
        [
            "2026-01-06",
            "2026-01-22",
            "2026-02-25",
            "2027-02-19",
            "2027-02-22",
            "2027-02-23",
            "2027-02-24",
            "2027-03-01",
            "2027-03-08",
            "2027-04-01",
            "2028-03-01",
        ];

        foreach (var day in days)
        {
            await office.RunAndSendAsync(day);
        }

        await using var db = office.Store.Open();
        var told = await db.Ledger.Where(row => row.State == LedgerState.Sent || row.State == LedgerState.SentLate).ToListAsync(Stop);
        Assert.Contains("+7 days", told.Where(row => row.Rule == "term-end").Select(row => row.Step.ToString()));
        Assert.DoesNotContain(told, row => row.Rule == "term-end" && row.SendOn > World.Day("2026-03-01"));
        Assert.Contains(told, row => row.Rule == "founding" && row.Step.ToString() == "the day" && row.Day == World.Day("2027-03-08"));
    }

    [Fact]
    public async Task A_new_installation_with_an_old_term_tells_of_it_once()
    {
        using var office = await OpenAsync("2024-12-20");

        foreach (var day in new[] { "2026-01-05", "2026-01-28", "2026-01-29", "2026-02-10", "2026-03-02" })
        {
            await office.RunAndSendAsync(day);
        }

        await using var db = office.Store.Open();
        Assert.Equal(
            ["staff:eu-1", "staff:eu-head"],
            (
                await db
                    .Ledger.Where(row => row.Rule == "term-end" && row.State == LedgerState.Sent)
                    .Select(row => row.Recipient)
                    .ToListAsync(Stop)
            )
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_request_that_nobody_answers_for_two_years_stops_nothing()
    {
        using var office = await OpenAsync("2030-01-15");
        await office.Reports().AskAsync("Danh sách đoàn ra", ["CA-FR"], World.Day("2026-01-12"), null, World.Day("2026-01-05"), Stop);

        foreach (
            var day in new[]
            {
                "2026-01-05",
                "2026-01-13",
                "2026-01-15",
                "2026-01-21",
                "2027-02-16",
                "2027-02-23",
                "2027-02-25",
                "2027-03-08",
                "2028-03-08",
            }
        )
        {
            await office.RunAndSendAsync(day);
        }

        await using var db = office.Store.Open();
        Assert.Contains(
            await db.Ledger.ToListAsync(Stop),
            row => row.Rule == "founding" && row.Day == World.Day("2028-03-08") && row.State is LedgerState.Sent
        );
        Assert.DoesNotContain(await db.Ledger.ToListAsync(Stop), row => row.Rule == "requests" && row.SendOn > World.Day("2026-02-01"));
    }
}
