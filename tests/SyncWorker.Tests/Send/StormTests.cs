using SyncWorker.Store;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>More mails than anybody foresaw are held until a person has looked.</summary>
public sealed class StormTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_mails_than_need_no_consent_are_held_and_go_out_once_a_person_lets_them()
    {
        using var fixture = await SendFixture.OpenAsync();
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Storm = new() { MostADay = 3 },
            },
        };
        for (var i = 0; i < 4; i++)
        {
            await fixture.QueueAsync($"staff:{i}");
        }

        var held = await fixture.SendAsync();
        await fixture.ReleaseAsync();
        var released = await fixture.SendAsync();
        await fixture.QueueAsync("staff:5");
        var again = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains("4 mails would go out on 06/07/2026, more than the 3", Assert.Single(held.Notes), StringComparison.Ordinal);
        Assert.Equal("4 sent", released.Counts[0].ToString());
        Assert.Equal(StageOutcome.Held, again.Outcome);
    }

    [Fact]
    public async Task Days_that_are_rehearsed_on_one_day_are_counted_apart()
    {
        using var fixture = await SendFixture.OpenAsync();
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Storm = new() { MostADay = 3 },
            },
        };
        for (var day = SendFixture.Today; day < SendFixture.Today.AddDays(3); day = day.AddDays(1))
        {
            for (var i = 0; i < 3; i++)
            {
                await fixture.QueueAsync($"staff:{i}", with: mail => mail.Day = day);
            }

            Assert.Equal(StageOutcome.Done, (await fixture.SendAsync(day)).Outcome);
        }
    }

    [Theory]
    [InlineData(100, 150, false)] // half as many again
    [InlineData(100, 151, true)]
    [InlineData(2, 22, false)] // a few more
    [InlineData(2, 23, true)]
    [InlineData(0, 21, true)] // nothing was to go out
    [InlineData(null, 250, false)] // nobody looked ahead
    public async Task A_day_that_brings_many_more_mails_than_its_preview_foresaw_is_held(int? number, int mails, bool isHeld)
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.ForeseeAsync(SendFixture.Today, number, on: SendFixture.Today.AddDays(-3));
        await fixture.QueueManyAsync(mails);

        var result = await fixture.SendAsync();

        Assert.Equal(isHeld ? StageOutcome.Held : StageOutcome.Done, result.Outcome);
        Assert.Equal(isHeld ? 0 : mails, fixture.PickedUp().Count);
        if (isHeld)
        {
            Assert.Contains(
                $"{mails} mails would go out on 06/07/2026, and the preview of the day before foresaw {number}",
                Assert.Single(result.Notes),
                StringComparison.Ordinal
            );
            await fixture.ReleaseAsync();
            Assert.Equal($"{mails} sent", (await fixture.SendAsync()).Counts[0].ToString());
        }
    }

    [Fact]
    public async Task The_mails_of_days_on_which_nothing_was_planned_are_foreseen_as_well()
    {
        using var fixture = await SendFixture.OpenAsync();
        await using (var db = fixture.Store.Open())
        {
            // Thursday's run looked ahead; on Friday the machine was off, and Monday makes up for it.
            var thursday = SendFixture.Today.AddDays(-4);
            await MailForecast.WriteAsync(
                db,
                new Dictionary<DateOnly, int> { [thursday.AddDays(1)] = 60, [SendFixture.Today] = 1 },
                thursday,
                Stop
            );
        }

        await fixture.QueueManyAsync(61);

        Assert.Equal("61 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }
}
