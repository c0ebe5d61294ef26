using Microsoft.Extensions.Time.Testing;
using SyncWorker.Store;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A clock that jumps stops sending and asks a person; time that the machine was off or asleep is caught up on.</summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    SendFixture _fixture = null!;

    FakeTimeProvider Clock => _fixture.Clock;

    public async ValueTask InitializeAsync()
    {
        _fixture = await SendFixture.OpenAsync();
        _fixture.Uptime = new("boot 1", TimeSpan.FromHours(5));
        Assert.Equal(StageOutcome.Done, (await _fixture.SendAsync()).Outcome);
        await _fixture.QueueAsync();
    }

    public ValueTask DisposeAsync()
    {
        _fixture.Dispose();
        return ValueTask.CompletedTask;
    }

    void PassUp(TimeSpan time) => _fixture.Uptime = _fixture.Uptime! with { Up = _fixture.Uptime.Up + time };

    [Theory]
    [InlineData(400, "forward by 400 days")]
    [InlineData(2, "forward by 2 days")]
    [InlineData(-2, "back by 2 days")]
    public async Task A_clock_that_is_put_away_by_more_than_a_day_while_the_machine_runs_holds_sending(int days, string words)
    {
        Clock.AdjustTime(Clock.GetUtcNow().AddDays(days));
        PassUp(TimeSpan.FromMinutes(5));

        var held = await _fixture.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains($" was put {words} while it ran", Assert.Single(held.Notes), StringComparison.Ordinal);
        Assert.EndsWith("SyncWorker mail release", held.Notes[0], StringComparison.Ordinal);
        Assert.Equal(1, await _fixture.WaitingAsync());
    }

    [Fact]
    public async Task A_hold_lasts_when_the_clock_is_right_again_until_a_person_releases_it()
    {
        var now = Clock.GetUtcNow();
        Clock.AdjustTime(now.AddDays(400));
        Assert.Equal(StageOutcome.Held, (await _fixture.SendAsync()).Outcome);
        Clock.AdjustTime(now.AddMinutes(10));
        PassUp(TimeSpan.FromMinutes(10));
        Assert.Equal(StageOutcome.Held, (await _fixture.SendAsync()).Outcome);

        Assert.Contains("forward by 400 days", Assert.Single(await _fixture.ReleaseAsync()), StringComparison.Ordinal);
        var sent = await _fixture.SendAsync(); // though a run of 2027 stands in the table

        Assert.Equal(StageOutcome.Done, sent.Outcome);
        Assert.Equal(0, await _fixture.WaitingAsync());
    }

    [Fact]
    public async Task What_a_person_says_of_the_clock_holds_for_the_other_workers_of_the_store()
    {
        var now = Clock.GetUtcNow();
        Clock.AdjustTime(now.AddDays(7));
        _fixture.Uptime = new("boot 2", TimeSpan.FromMinutes(1)); // it was wrong from its start, so that mails left
        Assert.Equal(StageOutcome.Done, (await _fixture.SendAsync()).Outcome);
        await _fixture.QueueAsync("staff:2");
        Clock.AdjustTime(now.AddMinutes(10));
        _fixture.Uptime = new("boot 3", TimeSpan.FromMinutes(1));
        Assert.Equal(StageOutcome.Held, (await _fixture.SendAsync()).Outcome);
        await _fixture.ReleaseAsync();

        File.Delete(Path.Combine(_fixture.Folders.Data, "clock.json")); // as another machine, which has a data folder of its own

        Assert.Equal(StageOutcome.Done, (await _fixture.SendAsync()).Outcome);
        Assert.Equal(0, await _fixture.WaitingAsync());
    }

    [Fact]
    public async Task A_worker_whose_clock_is_wrong_does_not_stop_the_others_of_the_store()
    {
        var now = Clock.GetUtcNow();
        Clock.AdjustTime(now.AddDays(7));
        Assert.Equal(StageOutcome.Held, (await _fixture.SendAsync()).Outcome);
        Clock.AdjustTime(now.AddMinutes(10));
        PassUp(TimeSpan.FromMinutes(10));

        Assert.Null(new ClockCheck(_fixture.Folders, Clock) { Uptime = () => _fixture.Uptime }.FindJump(TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task A_clock_that_a_person_says_is_right_is_measured_anew()
    {
        Clock.AdjustTime(Clock.GetUtcNow().AddDays(2));
        Assert.Equal(StageOutcome.Held, (await _fixture.SendAsync()).Outcome);
        await _fixture.ReleaseAsync();

        Assert.Equal(StageOutcome.Done, (await _fixture.SendAsync()).Outcome);
        Clock.AdjustTime(Clock.GetUtcNow().AddDays(3));
        Assert.Equal(StageOutcome.Held, (await _fixture.SendAsync()).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Time_that_the_machine_was_off_or_asleep_is_no_jump(bool isAsleep)
    {
        Clock.AdjustTime(Clock.GetUtcNow().AddDays(7));
        if (isAsleep)
        {
            PassUp(TimeSpan.FromDays(7)); // counted by the uptime
        }
        else
        {
            _fixture.Uptime = new("boot 2", TimeSpan.FromHours(6)); // longer up than the boot before had been
        }

        Assert.Equal(StageOutcome.Done, (await _fixture.SendAsync()).Outcome);
        Assert.Equal(0, await _fixture.WaitingAsync());
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-0.5, true)]
    public async Task A_clock_before_the_last_run_holds_sending_and_one_set_right_by_minutes_does_not(double hours, bool sends)
    {
        Clock.AdjustTime(Clock.GetUtcNow().AddHours(2)); // 10:00
        await _fixture.SendAsync();
        var other = await _fixture.QueueAsync("staff:2");
        Clock.AdjustTime(Clock.GetUtcNow().AddHours(hours));
        _fixture.Uptime = new("boot 2", TimeSpan.FromMinutes(1));

        var result = await _fixture.SendAsync();

        Assert.Equal(sends ? StageOutcome.Done : StageOutcome.Held, result.Outcome);
        Assert.Equal(sends ? 0 : 1, await _fixture.WaitingAsync());
        Assert.Equal(
            !sends,
            string.Concat(result.Notes).Contains("which is before the last run, Mon 06/07/2026 10:00", StringComparison.Ordinal)
        );
        Assert.Equal(other.Id, (await _fixture.MailsAsync())[^1].Id);
    }

    [Fact]
    public void The_uptime_of_this_machine_goes_on_within_its_boot()
    {
        var first = MachineUptime.Read(TimeProvider.System)!;
        var second = MachineUptime.Read(TimeProvider.System)!;

        Assert.Equal(first.Boot, second.Boot);
        Assert.True(second.Up >= first.Up && first.Up > TimeSpan.Zero);
        Assert.Null(MachineUptime.Read(Clock));
    }
}
