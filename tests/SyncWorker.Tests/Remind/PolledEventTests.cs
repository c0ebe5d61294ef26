using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Reconcile;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>Protocol days and meetings from a source of poll.json: really polled, reconciled and planned.</summary>
public sealed class PolledEventTests
{
    static readonly FakeTimeProvider s_clock = FakeClock.At("2026-06-01T07:00");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static string Source(string root) =>
        $$"""
            { "sources": [ { "name": "le-tan", "file": "{{Path.Combine(root, "le-tan.csv").Replace(
                '\\',
                '/'
            )}}", "format": "csv", "id": ["so"],
              "fields": { "kind": "= event", "nameVi": "noi_dung", "day": "ngay | date dd/MM/yyyy", "time": "gio", "place": "noi", "zone": "mui_gio", "country": "nuoc", "covers": "ky_niem" },
              "required": ["nameVi", "day"], "health": { "shrinkPercent": 90 } } ] }
            """;

    const string Header = "so,noi_dung,ngay,gio,noi,mui_gio,nuoc,ky_niem\n";
    const string Arrival = "7/2026,Đón Đại sứ Pháp,24/06/2026,09:00,Nội Bài,,FR,\n";
    const string Farewell = "8/2026,Chia tay Đại sứ,25/06/2026,19:00,Paris,Europe/Paris,FR,\n";
    const string Wrong = "9/2026,Họp,31/06/2026,,,,,\n";

    [Fact]
    public async Task They_are_reminded_of_and_make_no_partner_and_one_that_vanishes_is_cancelled()
    {
        await using var fixture = await PollFixture.OpenAsync("""{ "sources": [] }""");
        using var world = ReconcileWorld.Over(fixture.Store);
        await using (var db = fixture.Store.Open())
        {
            db.Countries.Add(
                new()
                {
                    Iso2 = "FR",
                    NameVi = "Pháp",
                    NameEn = "France",
                    Department = "Ban Châu Âu",
                    Fields = "{}",
                    ChangedAt = s_clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        await PollAsync(fixture, Header + Arrival + Farewell + Wrong);
        var first = await world.RunAsync();
        var (links, touched) = await SeenAsync(fixture.Store);
        await RemindAsync(fixture.Store, "2026-06-17");
        await RemindAsync(fixture.Store, "2026-06-18");
        var told = await RowsAsync(fixture.Store);

        // 24/06/2026 is a Wednesday: 5 working days before is Wednesday 17/06. The farewell is on Thursday 25/06: its 15
        // working days before were 04/06, before anyone ran, and are not made up for the day before its 5 working days, 18/06.
        Assert.All(first.Counts, count => Assert.Equal(0, count.Number)); // nothing linked, nothing to review, nobody unmatched
        Assert.Equal((2, 0), (links, touched)); // noted, so not looked at again
        Assert.Empty(await world.PartnersAsync());
        Assert.Equal(
            ["events/event:le-tan:7-2026/le-tan:7-2026 5 working days Due", "events/event:le-tan:8-2026/le-tan:8-2026 5 working days Due"],
            told.Where(row => row.OutboxId is not null).Select(Line)
        );
        Assert.Equal(
            "Chia tay Đại sứ, 19:00 giờ địa phương (00:00 ngày 26/06/2026 giờ Hà Nội), Paris",
            ReminderContent.FromJson(told.Single(row => row.Period == "le-tan:8-2026" && row.OutboxId is not null).Facts).SubjectVi
        );

        await using (var db = fixture.Store.Open())
        {
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Sent), Stop); // told
        }

        await PollAsync(fixture, Header + Arrival);
        await world.RunAsync();
        await RemindAsync(fixture.Store, "2026-06-19");

        Assert.Contains("events/event:le-tan:8-2026/le-tan:8-2026 cancelled Due", (await RowsAsync(fixture.Store)).Select(Line));
    }

    static string Line(LedgerEntry row) => $"{row.Rule}/{row.Subject}/{row.Period} {row.Step} {row.State}";

    static async Task PollAsync(PollFixture fixture, string csv)
    {
        await File.WriteAllTextAsync(Path.Combine(fixture.Root, "le-tan.csv"), csv, Stop);
        fixture.Use(Source(fixture.Root));
        await fixture.PollAsync();
    }

    static async Task<(int Links, int Touched)> SeenAsync(SyncStore store)
    {
        await using var db = store.Open();
        return (await db.Links.CountAsync(Stop), await db.Set<DirtyRange>().CountAsync(Stop));
    }

    static async Task<List<LedgerEntry>> RowsAsync(SyncStore store)
    {
        await using var db = store.Open();
        return await db.Ledger.OrderBy(row => row.Subject).ThenBy(row => row.Id).ToListAsync(Stop);
    }

    static async Task RemindAsync(SyncStore store, string day)
    {
        var config = RemindFixture.ConfigIn("") with { Remind = new() };
        await new RemindStage(store, new(store, s_clock), config.RemindSettings, s_clock, NullLogger<RemindStage>.Instance).RunAsync(
            new(new(s_clock.GetUtcNow(), World.Day(day), Moment.AsOfTime)),
            Stop
        );
    }
}
