using System.Globalization;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>When and where an event is held, as its line says it.</summary>
public sealed class HeldEventTests
{
    [Theory]
    [InlineData(null, null, null, "", "")]
    [InlineData(null, "Hà Nội", null, ", Hà Nội", ", Hà Nội")]
    [InlineData("19:05", null, null, ", 19:05", ", 19:05")]
    [InlineData("19:05", "Hà Nội", null, ", 19:05, Hà Nội", ", 19:05, Hà Nội")]
    [InlineData("19:05", "Bangkok", 420, ", 19:05, Bangkok", ", 19:05, Bangkok")] // the clock of Hà Nội
    [InlineData(
        "19:05",
        "Caracas",
        -240, // eleven hours behind Hà Nội: the next day there
        ", 19:05 giờ địa phương (06:05 ngày 14/09/2025 giờ Hà Nội), Caracas",
        ", 19:05 local time (06:05 on 14 September 2025 in Hanoi), Caracas"
    )]
    [InlineData(
        "01:30",
        null,
        540, // two hours ahead: the day before
        ", 01:30 giờ địa phương (23:30 ngày 12/09/2025 giờ Hà Nội)",
        ", 01:30 local time (23:30 on 12 September 2025 in Hanoi)"
    )]
    public void Both_clocks_are_named_where_the_place_keeps_another_time(string? time, string? place, int? offset, string vi, string en)
    {
        var held = new HeldEvent("e", World.Day("2025-09-13"))
        {
            TitleVi = "Lễ kỷ niệm",
            Time = time is null ? null : TimeOnly.Parse(time, CultureInfo.InvariantCulture),
            Place = place,
            OffsetMinutes = offset,
        };

        Assert.Equal((vi, en), (held.Where(english: false), held.Where(english: true)));
    }
}
