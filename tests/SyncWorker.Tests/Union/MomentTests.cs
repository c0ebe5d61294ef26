using Microsoft.Extensions.Time.Testing;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>The instant of a run, its day, and the day that a rehearsal asks for.</summary>
public sealed class MomentTests
{
    static readonly TimeZoneInfo s_seven = TimeZoneInfo.CreateCustomTimeZone("+7", TimeSpan.FromHours(7), "+7", "+7");

    [Fact]
    public void An_instant_falls_on_the_day_of_the_zone()
    {
        var instant = new DateTimeOffset(2026, 7, 13, 19, 30, 5, TimeSpan.FromHours(1)); // 01:30:05 of the next day in the zone

        var moment = Moment.At(instant, s_seven);

        Assert.Equal((new DateOnly(2026, 7, 14), new TimeOnly(1, 30, 5)), (moment.Today, moment.Time));
        Assert.Equal((instant, TimeSpan.Zero), (moment.Instant, moment.Instant.Offset));
        Assert.Equal((instant, false), (moment.Recorded, moment.IsRehearsal));
        Assert.Equal(moment, Moment.Read(new FakeTimeProvider(instant), s_seven));
    }

    [Fact]
    public void A_rehearsal_is_another_day_at_eight_and_the_same_real_instant()
    {
        var moment = Moment.At(new(2026, 7, 14, 3, 0, 0, TimeSpan.Zero), s_seven); // 10:00

        var rehearsal = moment.AsOf(new(2026, 7, 20));

        Assert.Equal((new DateOnly(2026, 7, 20), new TimeOnly(8, 0), true), (rehearsal.Today, rehearsal.Time, rehearsal.IsRehearsal));
        Assert.Equal(moment.Instant, rehearsal.Instant);
        Assert.Equal(new DateTimeOffset(2026, 7, 20, 1, 0, 0, TimeSpan.Zero), rehearsal.Recorded);
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero), rehearsal.AsOf(new(2026, 1, 5)).Recorded);
    }
}
