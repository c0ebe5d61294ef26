using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>How long a reminder can be put off.</summary>
public sealed class SnoozeChoicesTests
{
    [Theory]
    [InlineData("2026-07-14", "")] // the last step is today
    [InlineData("2026-07-15", "")] // and has passed
    [InlineData("2026-07-13", "Tomorrow")]
    [InlineData("2026-07-07", "Tomorrow, Later")]
    [InlineData("2026-06-23", "Later, NextWeek")]
    [InlineData("2026-03-10", "NextWeek, NextMonth")]
    public void It_goes_by_the_distance_and_never_past_the_last_step(string today, string offered)
    {
        var last = World.Day("2026-07-14");

        var choices = SnoozeChoices.Offered(World.Day(today), last, World.Calendar);

        Assert.Equal(offered, string.Join(", ", choices));
        Assert.All(choices, choice => Assert.True(SnoozeChoices.Until(choice, World.Day(today), World.Calendar) <= last));
    }

    [Fact]
    public void What_has_no_further_step_cannot_be_put_off() =>
        Assert.Empty(SnoozeChoices.Offered(World.Day("2026-07-01"), null, World.Calendar));
}
