using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

public sealed class WeekdaysTests
{
    [Theory]
    [InlineData(DayOfWeek.Sunday, "Chủ nhật", "Sunday")]
    [InlineData(DayOfWeek.Monday, "Thứ Hai", "Monday")]
    [InlineData(DayOfWeek.Tuesday, "Thứ Ba", "Tuesday")]
    [InlineData(DayOfWeek.Wednesday, "Thứ Tư", "Wednesday")]
    [InlineData(DayOfWeek.Thursday, "Thứ Năm", "Thursday")]
    [InlineData(DayOfWeek.Friday, "Thứ Sáu", "Friday")]
    [InlineData(DayOfWeek.Saturday, "Thứ Bảy", "Saturday")]
    public void Each_day_has_its_name_in_both_languages(DayOfWeek day, string vi, string en)
    {
        Assert.Equal((vi, en), (Weekdays.Name(day, english: false), Weekdays.Name(day, english: true)));
    }
}
