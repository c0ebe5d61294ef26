using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

public sealed class DayTextTests
{
    [Theory]
    [InlineData("2026-07-06")]
    [InlineData("06/07/2026")]
    [InlineData("6/7/2026")]
    [InlineData(" 6-7-2026 ")]
    [InlineData("06.07.2026")]
    [InlineData("2026-07-06T08:30:00")]
    public void A_day_is_read_as_people_and_workbooks_write_it(string text)
    {
        Assert.True(DayText.TryParse(text, out var day));
        Assert.Equal(new DateOnly(2026, 7, 6), day);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("07/13/2026")]
    [InlineData("6/7/26")]
    [InlineData("30/02/2026")]
    [InlineData("2026-13-01")]
    [InlineData("46000")]
    [InlineData("2026-07-06T23:30:00Z")]
    public void A_month_is_never_first_and_nothing_is_guessed(string? text) => Assert.False(DayText.TryParse(text, out _));

    [Fact]
    public void A_config_file_may_write_a_day_day_first()
    {
        var faults = new List<ConfigFault>();

        var isBound = ConfigBinder.TryBind<ScheduleOptions>(
            "schedule.json",
            """{ "goLive": "04/01/2027" }""",
            out var options,
            out _,
            faults
        );

        Assert.True(isBound, string.Join('\n', faults));
        Assert.Equal(new DateOnly(2027, 1, 4), options!.GoLive);
    }

    [Fact]
    public void What_the_program_wrote_it_reads_and_nothing_else()
    {
        Assert.Equal(new DateOnly(2026, 7, 6), DayText.ParseIso("2026-07-06"));
        Assert.Throws<FormatException>(() => DayText.ParseIso("06/07/2026"));
        Assert.True(DayText.TryParseIso("2026-07-06", out var day) && day == new DateOnly(2026, 7, 6));
        Assert.False(DayText.TryParseIso(" 2026-07-06", out _));
        Assert.Equal(("0962-07-06", "06/07/0962"), (DayText.Iso(new(962, 7, 6)), DayText.DayFirst(new(962, 7, 6))));
    }
}
