using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A date that no calendar counts with, in the store already, is set aside by name and ends nothing.</summary>
public sealed class ForeignDateTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<RemindFixture> OpenAsync(string fields)
    {
        var office = await RemindFixture.OpenAsync();
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries =
                [
                    World.Founding(),
                    World.Relations(),
                    new()
                    {
                        Id = "visit",
                        Of = "historicVisit",
                        Name = new() { Vi = "Chuyến thăm" },
                    },
                ],
                Terms =
                [
                    new()
                    {
                        Id = "term-end",
                        Of = "termEnd",
                        Name = new() { Vi = "Hết nhiệm kỳ" },
                    },
                    new()
                    {
                        Id = "review",
                        Of = "boardReviewed",
                        After = new(12, LeadUnit.Months),
                        Name = new() { Vi = "Rà soát" },
                    },
                ],
            },
        };
        await office.KnowRulesAsync();
        var sick = RemindFixture.Association("CA-XX", "Hội bị sai ngày", "FR");
        sick.Fields = fields;
        await office.AddAsync(
            sick,
            new StoreFact { Name = SyncWorker.Remind.RemindReader.SincePrefix + "country:FR", Value = "2026-01-05" }
        );
        return office;
    }

    [Theory]
    [InlineData("termEnd", "1900-01-01")]
    [InlineData("termEnd", "9999-12-31")]
    [InlineData("termEnd", "0001-01-01")]
    [InlineData("termEnd", "2151-01")]
    [InlineData("boardReviewed", "1900-01-01")]
    [InlineData("boardReviewed", "9999-12-31")]
    [InlineData("founded", "0001-01-01")]
    [InlineData("founded", "9999-12-31")]
    [InlineData("historicVisit", "9999-12")]
    [InlineData("historicVisit", "0001")]
    public async Task A_date_of_a_partner_outside_the_calendars_is_named_and_the_rest_goes_on(string field, string date)
    {
        using var office = await OpenAsync($$"""{"{{field}}":"{{date}}"}""");

        var result = await office.RunAsync("2026-04-13"); // Sunday 12/04 is the day of relations with France: Friday's step is late

        await using var db = office.Store.Open();
        Assert.Contains(await db.Ledger.ToListAsync(Stop), row => row.Rule == "relations" && row.OutboxId is not null);
        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains(
            result.Notes,
            note =>
                note.Contains("CA-XX", StringComparison.Ordinal)
                && note.Contains(field, StringComparison.Ordinal)
                && note.Contains(date, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("1900-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public async Task An_event_on_such_a_day_is_named_and_the_rest_goes_on(string day)
    {
        using var office = await OpenAsync("{}");
        await office.AddAsync(Snapshot("7", $$"""{"day":"{{day}}","title":"Gặp mặt","time":"19:00","zone":"America/Caracas"}"""));

        var result = await office.RunAsync("2026-04-13");

        await using var db = office.Store.Open();
        Assert.Contains(await db.Ledger.ToListAsync(Stop), row => row.Rule == "relations" && row.OutboxId is not null);
        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains(
            result.Notes,
            note => note.Contains("events:7", StringComparison.Ordinal) && note.Contains(day, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_request_due_on_such_a_day_is_named_and_the_rest_goes_on()
    {
        using var office = await OpenAsync("{}");
        await office.Reports().AskAsync("Danh sách", ["CA-FR"], World.Day("9999-12-31"), null, World.Day("2026-01-05"), Stop);

        var result = await office.RunAsync("2026-04-13");

        await using var db = office.Store.Open();
        Assert.Contains(await db.Ledger.ToListAsync(Stop), row => row.Rule == "relations" && row.OutboxId is not null);
        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains(result.Notes, note => note.Contains("ASK-20260105-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fields_that_are_no_JSON_set_their_partner_aside()
    {
        using var office = await OpenAsync("""{"founded":{"year":1956}}""");

        var result = await office.RunAsync("2026-04-13");

        await using var db = office.Store.Open();
        Assert.Contains(await db.Ledger.ToListAsync(Stop), row => row.Rule == "relations" && row.OutboxId is not null);
        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains(result.Notes, note => note.Contains("CA-XX", StringComparison.Ordinal));
    }

    static SnapshotRow Snapshot(string id, string fields) =>
        new()
        {
            Source = "events",
            ExternalId = id,
            Kind = CanonicalField.EventKind,
            Hash = 1,
            Fields = fields,
            Position = "line 1",
        };
}
