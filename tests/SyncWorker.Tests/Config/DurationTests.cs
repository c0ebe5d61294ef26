using SyncWorker.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Config;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90 seconds", 90)]
    [InlineData("1 minute", 60)]
    [InlineData("5  Minutes", 300)]
    [InlineData("4 hours", 14_400)]
    [InlineData("3 days", 259_200)]
    public void A_length_of_time_is_a_number_and_a_unit(string text, int seconds) =>
        Assert.Equal(seconds, Duration.Parse(text, null).Span.TotalSeconds);

    [Theory]
    [InlineData("5")]
    [InlineData("minutes")]
    [InlineData("-5 minutes")]
    [InlineData("1.5 hours")]
    [InlineData("5 fortnights")]
    [InlineData("3 working days")]
    [InlineData("2 months")]
    [InlineData("2000000000 days")]
    public void What_is_no_fixed_length_of_time_is_refused_with_an_example(string text) =>
        Assert.Contains(
            "\"5 minutes\"",
            Assert.Throws<FormatException>(() => Duration.Parse(text, null)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("60 minutes", "60 minutes")]
    [InlineData("1 hours", "1 hour")]
    public void It_is_shown_as_it_was_written(string text, string shown) => Assert.Equal(shown, Duration.Parse(text, null).ToString());

    [Fact]
    public void A_lead_and_a_policy_for_missed_runs_take_the_units_that_make_sense_for_them()
    {
        Assert.Equal(new Lead(14, LeadUnit.Days), Lead.Parse("2 weeks", null));
        Assert.Equal(new Lead(5, LeadUnit.WorkingDays), Lead.Parse("5 working days", null));
        Assert.Throws<FormatException>(() => Lead.Parse("5 minutes", null));
        Assert.Equal("once, within 30 minutes", MissedRuns.Parse("once, within 30 minutes", null).ToString());
        Assert.Throws<FormatException>(() => MissedRuns.Parse("once, within 2 months", null));
        Assert.Throws<FormatException>(() => MissedRuns.Parse("once, within 0 days", null));
    }
}
