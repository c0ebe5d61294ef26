using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The first mail to a new person: once, in its language, and to nobody who was there before.</summary>
public sealed class FirstDayTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_trial_nobody_gets_it_and_at_golive_everybody_does_once()
    {
        using var office = await RemindFixture.OpenAsync();
        await office.RunAsync("2026-07-06");
        Assert.Empty(await FirstDaysAsync(office));

        await office.AddAsync(new StoreFact { Name = StoreFact.LiveSince, Value = "2026-07-07" });
        await office.RunAsync("2026-07-07");
        await office.RunAsync("2026-07-08");

        Assert.Equal(
            ["staff:asia-1", "staff:asia-head", "staff:chief", "staff:eu-1", "staff:eu-head", "staff:office-1"],
            await FirstDaysAsync(office)
        );
    }

    [Fact]
    public async Task After_an_upgrade_only_who_is_new_or_has_another_mailbox_gets_it()
    {
        using var office = await LiveBeforeAsync();
        await office.RunAsync("2026-07-07");
        Assert.Empty(await FirstDaysAsync(office));

        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff =
                [
                    World.Position("eu-3", "Ban Châu Âu", "none"),
                    new()
                    {
                        Id = "chief",
                        Title = "Chánh Văn phòng",
                        Department = "Văn phòng",
                        Roles = [Role.OfficeChief],
                        Email = "another@example.org",
                        Language = MailLanguage.En,
                    },
                    .. World.Staff.Where(position => position.Id != "chief"),
                ],
            },
        };
        await office.RunAsync("2026-07-08");
        await office.RunAsync("2026-07-09");

        Assert.Equal(["staff:chief", "staff:eu-3"], await FirstDaysAsync(office));
        await using var db = office.Store.Open();
        var row = await db.Ledger.SingleAsync(row => row.Subject == "notice:first-day" && row.Recipient == "staff:chief", Stop);
        var said = ReminderContent.FromJson(row.Facts);
        Assert.Contains("Whom to ask?", said.BodyEn, StringComparison.Ordinal);
        Assert.Contains("Hỏi ai?", said.BodyVi, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "another@",
            string.Join(' ', await db.Facts.Select(fact => fact.Value).ToListAsync(Stop)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_is_away_gets_it_when_back_and_a_rehearsed_day_sends_none()
    {
        using var office = await LiveBeforeAsync();
        await office.RunAsync("2026-07-07");
        var away = new LeavePeriod
        {
            From = World.Day("2026-07-08"),
            To = World.Day("2026-07-09"),
            Deputy = "eu-1",
        };
        office.Config = office.Config with
        {
            Staff = new() { Staff = [World.Position("eu-3", "Ban Châu Âu", "none", leave: [away]), .. World.Staff] },
        };

        await office.RunAsync("2026-07-08");
        Assert.Empty(await FirstDaysAsync(office));
        await office.RunAsync("2026-07-10");

        Assert.Equal(["staff:eu-3"], await FirstDaysAsync(office));
    }

    // A store of before, which mails people and has planned a day.
    static async Task<RemindFixture> LiveBeforeAsync()
    {
        var office = await RemindFixture.OpenAsync();
        await office.AddAsync(
            new StoreFact { Name = StoreFact.LiveSince, Value = "2026-01-05" },
            new Run
            {
                Stage = "remind",
                AsOf = World.Day("2026-07-06"),
                Outcome = RunOutcome.Done,
                StartedAt = DateTimeOffset.UnixEpoch,
            }
        );
        return office;
    }

    static async Task<List<string>> FirstDaysAsync(RemindFixture office)
    {
        await using var db = office.Store.Open();
        return
        [
            .. (await db.Outbox.Where(mail => mail.Kind == "first-day").Select(mail => mail.Recipient).ToListAsync(Stop)).Order(
                StringComparer.Ordinal
            ),
        ];
    }
}
