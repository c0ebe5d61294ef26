namespace SyncWorker.Remind.Rules;

/// <summary>The days of the week as people write them: "Chủ nhật", "Thứ Hai".</summary>
static class Weekdays
{
    static readonly string[] s_vi = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

    public static string Name(DayOfWeek day, bool english) => english ? day.ToString() : s_vi[(int)day];
}
