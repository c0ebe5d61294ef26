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

    [Theory]
    [InlineData("2026-06-30", "Tomorrow, Later")] // 14 days
    [InlineData("2026-06-29", "Later, NextWeek")] // 15
    [InlineData("2026-05-30", "Later, NextWeek")] // 45
    [InlineData("2026-05-29", "NextWeek, NextMonth")] // 46
    public void Choices_change_after_two_weeks_and_after_a_month_and_a_half(string today, string offered) =>
        Assert.Equal(offered, string.Join(", ", SnoozeChoices.Offered(World.Day(today), World.Day("2026-07-14"), World.Calendar)));

    [Theory]
    [InlineData(AnswerAction.Tomorrow, "2026-07-06")] // from a Friday
    [InlineData(AnswerAction.Later, "2026-07-08")]
    [InlineData(AnswerAction.NextWeek, "2026-07-10")]
    [InlineData(AnswerAction.NextMonth, "2026-08-03")]
    [InlineData(AnswerAction.Done, null)]
    [InlineData(AnswerAction.Acknowledge, null)]
    public void A_reminder_comes_back_on_a_working_day(object answer, string? day) =>
        Assert.Equal(
            day is null ? null : World.Day(day),
            SnoozeChoices.Until((AnswerAction)answer, World.Day("2026-07-03"), World.Calendar)
        );
}
