using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Support;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Issues;

/// <summary>What an administrator may write as times of a job, in two languages, and what is answered when it is not understood.</summary>
public sealed class ScheduleWordsTests
{
    static string Next(string words)
    {
        Assert.True(Zones.TryFind("Asia/Ho_Chi_Minh", out var zone));
        var now = new DateTimeOffset(2026, 11, 27, 15, 30, 0, TimeSpan.FromHours(7)); // a Friday afternoon
        return string.Join(
            "; ",
            new JobTriggers(RunTimes.Parse(words, null), zone, WorkCalendar.Weekends).After(now).Take(3).Select(at => Zones.Local(at, zone))
        );
    }

    [Theory]
    [InlineData("ngày làm việc lúc 07:30", "working days at 07:30")]
    [InlineData("Ngày làm việc  lúc 7 giờ 30", "working days at 07:30")]
    [InlineData("các ngày làm việc lúc 7h30 và 14h", "working days at 07:30, 14:00")]
    [InlineData("ngay lam viec luc 07:30", "working days at 07:30")]
    [InlineData("mỗi 15 phút", "every 15 minutes")]
    [InlineData("15 phút một lần", "every 15 minutes")]
    [InlineData("15 phút một lần từ 06:00 đến 17:00", "every 15 minutes 06:00-17:00")]
    [InlineData("cứ 2 giờ", "every 2 hours")]
    [InlineData("mỗi giờ", "every hour")]
    [InlineData("hàng giờ", "every hour")]
    [InlineData("mỗi 30 giây", "every 30 seconds")]
    [InlineData("ngày làm việc mỗi 30 phút từ 6h đến 17h", "working days every 30 minutes 06:00-17:00")]
    [InlineData("ngày làm việc mỗi 30 phút 06:00–17:00", "working days every 30 minutes 06:00-17:00")]
    [InlineData("mỗi ngày lúc 02:30", "every day at 02:30")]
    [InlineData("hằng ngày lúc 02:30", "every day at 02:30")]
    [InlineData("ngày làm việc cuối tuần lúc 14:00", "last working day of the week at 14:00")]
    [InlineData("ngày làm việc cuối cùng của tháng lúc 14:00", "last working day of the month at 14:00")]
    [InlineData("ngày làm việc đầu tuần lúc 08:00", "first working day of the week at 08:00")]
    [InlineData("ngày làm việc đầu tiên trong tháng lúc 08:00", "first working day of the month at 08:00")]
    [InlineData("thứ hai, thứ sáu lúc 08:00", "monday, friday at 08:00")]
    [InlineData("thứ 2 và thứ 6 vào lúc 08:00", "monday, friday at 08:00")]
    [InlineData("từ thứ hai đến thứ sáu lúc 08:00", "monday to friday at 08:00")]
    [InlineData("chủ nhật lúc 22:00", "sunday at 22:00")]
    [InlineData("weekdays at 07:30", "working days at 07:30")]
    [InlineData("every weekday at 07:30", "working days at 07:30")]
    [InlineData("on business days at 07:30", "working days at 07:30")]
    [InlineData("working day at 07:30", "working days at 07:30")]
    [InlineData("each working day at 07:30", "working days at 07:30")]
    [InlineData("the last business day of the month at 14:00", "last working day of the month at 14:00")]
    [InlineData("everyday at 07:30", "every day at 07:30")]
    [InlineData("daily at 07:30", "every day at 07:30")]
    [InlineData("hourly", "every hour")]
    [InlineData("every 15 mins", "every 15 minutes")]
    [InlineData("mon-fri at 07:30", "monday, tuesday, wednesday, thursday, friday at 07:30")]
    [InlineData("every monday at 07:30", "mondays at 07:30")]
    [InlineData("weekends at 09:00", "saturday, sunday at 09:00")]
    [InlineData("@daily", "every day at 00:00")]
    [InlineData("weekdays @ 07:30", "working days at 07:30")]
    [InlineData("mon/wed/fri at 9:00", "monday, wednesday, friday at 09:00")]
    [InlineData("working days at 07:30; 14:00", "working days at 07:30, 14:00")]
    [InlineData("working days at ０７:３０", "working days at 07:30")]
    [InlineData("once a day at 07:30", "every day at 07:30")]
    [InlineData("every half hour", "every 30 minutes")]
    [InlineData("mỗi nửa giờ", "every 30 minutes")]
    [InlineData("every 5m", "every 5 minutes")]
    [InlineData("every 15 minutes between 06:00 and 17:00", "every 15 minutes 06:00-17:00")]
    [InlineData("thứ Hai hàng tuần lúc 08:00", "monday at 08:00")]
    [InlineData("thứ hai tới thứ sáu lúc 08:00", "monday to friday at 08:00")]
    public void Words_of_both_languages_mean_the_same(string words, string same) => Assert.Equal(Next(same), Next(words));

    [Theory]
    [InlineData("sau poll", "poll")]
    [InlineData("sau khi poll xong", "poll")]
    [InlineData("after each job", RunTimes.After.EachJob)]
    [InlineData("sau mỗi công việc", RunTimes.After.EachJob)]
    public void A_job_follows_another_in_both_languages(string words, string job) =>
        Assert.Equal(job, Assert.IsType<RunTimes.After>(RunTimes.Parse(words, null)).Job);

    [Theory]
    [InlineData("không bao giờ")]
    [InlineData("tắt")]
    [InlineData("off")]
    public void Never_is_said_in_both_languages(string words) => Assert.IsType<RunTimes.Never>(RunTimes.Parse(words, null));

    [Theory]
    [InlineData("bỏ qua", "skip")]
    [InlineData("một lần", "once")]
    [InlineData("một lần, trong 5 ngày làm việc", "once, within 5 working days")]
    [InlineData("1 lần, trong vòng 30 phút", "once, within 30 minutes")]
    [InlineData("một lần, trong 3 ngày", "once, within 3 days")]
    public void Missed_runs_are_said_in_both_languages(string words, string same) =>
        Assert.Equal(same, MissedRuns.Parse(words, null).ToString());

    [Theory]
    [InlineData("evry 15 minuts", "every 15 minutes")]
    [InlineData("every15 minutes", "every 15 minutes")]
    [InlineData("15 minutes", "every 15 minutes")]
    [InlineData("moonday at 07:30", "monday at 07:30")]
    [InlineData("wroking days at 07:30", "working days at 07:30")]
    [InlineData("working days 07:30", "working days at 07:30")]
    [InlineData("working days", "working days at 07:30")]
    [InlineData("at 07:30", "every day at 07:30")]
    [InlineData("07:30, 14:00", "every day at 07:30, 14:00")]
    [InlineData("at 07:30 on weekdays", "working days at 07:30")]
    [InlineData("every day at 7pm", "every day at 19:00")]
    [InlineData("working days at 7.30", "working days at 07:30")]
    [InlineData("every 30 minutes on working days", "working days every 30 minutes")]
    [InlineData("working days 06:00-17:00 every 30 minutes", "working days every 30 minutes 06:00-17:00")]
    [InlineData("aftr pol", "after poll")]
    [InlineData("after the poll", "after poll")]
    [InlineData("nevr", "never")]
    [InlineData("every day at 7", "every day at 07:00")]
    [InlineData("every day at 0730", "every day at 07:30")]
    [InlineData("every 15 minutes from 6 to 17", "every 15 minutes 06:00-17:00")]
    [InlineData("wоrking days at 07:30", "working days at 07:30")] // with a Cyrillic o
    [InlineData("ngày làm việc lúc 2:00 chiều", "ngày làm việc lúc 14:00")]
    [InlineData("mỗi 30 phút từ 6 đến 17 ngày làm việc", "ngày làm việc mỗi 30 phút 06:00-17:00")]
    [InlineData("ngày làm việc 07:30", "ngày làm việc lúc 07:30")]
    [InlineData("ngày làm việcc lúc 07:30", "ngày làm việc lúc 07:30")]
    [InlineData("15 phút", "mỗi 15 phút")]
    [InlineData("lúc 14h ngày làm việc cuối tuần", "ngày làm việc cuối tuần lúc 14:00")]
    [InlineData("thứ hai 08:00", "thứ hai lúc 08:00")]
    [InlineData("30 7 * * 1-5", "0 30 7 ? * MON-FRI")]
    public void A_near_miss_is_answered_with_the_sentence_that_was_meant(string words, string meant)
    {
        Assert.Contains($"Did you mean \"{meant}\"?", Refusal(words), StringComparison.Ordinal);
        Assert.NotNull(RunTimes.Parse(meant, null));
    }

    [Theory]
    [InlineData("every 2 weeks at 07:30")]
    [InlineData("every 2 days at 07:30")]
    [InlineData("last friday of the month at 14:00")]
    [InlineData("full moon")]
    [InlineData("hàng tuần lúc 08:00")]
    [InlineData("weekly at 08:00")]
    [InlineData("twice a day")]
    [InlineData("last friday at 14:00")]
    [InlineData("thứ tám lúc 08:00")]
    [InlineData("working days at 25:00")]
    public void What_no_sentence_can_say_is_not_answered_with_one_that_says_less(string words) =>
        Assert.DoesNotContain("Did you mean", Refusal(words), StringComparison.Ordinal);

    [Theory]
    [InlineData("99 * * * * ?", "99 is no second, the last one is 59")]
    [InlineData("0 99 * * * ?", "99 is no minute")]
    [InlineData("0 0 7,99 * * ?", "99 is no hour")]
    [InlineData("0 0 7 99 * ?", "99 is no day of the month")]
    [InlineData("0 0 7 ? 99 *", "99 is no month")]
    [InlineData("0 0 7 ? * 98", "98 is no day of the week")]
    [InlineData("0 0 7 ? * T2", "MON, TUE")]
    [InlineData("0 0 7 ? * 0", "MON, TUE")]
    public void A_number_that_no_field_of_cron_has_is_refused(string cron, string words) =>
        Assert.Contains(words, Refusal(cron), StringComparison.Ordinal);

    [Theory]
    [InlineData("0 30 7 ? * 1-5", "0 30 7 ? * 1-5 (Sunday, Monday, Tuesday, Wednesday, Thursday)")]
    [InlineData("0 30 7 ? * 2-6", "0 30 7 ? * 2-6 (Monday, Tuesday, Wednesday, Thursday, Friday)")]
    [InlineData("0 30 7 ? * 1,3/2", "0 30 7 ? * 1,3/2 (Sunday, Tuesday, Thursday, Saturday)")]
    [InlineData("0 30 7 ? * MON-FRI", "0 30 7 ? * MON-FRI")]
    [InlineData("0 30 7 1 * ?", "0 30 7 1 * ?")]
    public void Days_of_cron_that_are_numbers_are_said_in_words(string cron, string described) =>
        Assert.Equal(described, RunTimes.Parse(cron, null).Described);

    [Theory]
    [InlineData("1-5", 1)]
    [InlineData("1", 1)]
    [InlineData("2-6", 0)]
    [InlineData("1-7", 0)]
    [InlineData("SUN-THU", 0)]
    public void Sunday_as_a_number_is_warned_of(string days, int warnings)
    {
        using var folders = new TestFolders();
        var config = RunConfig.With($$"""{ "poll": { "run": "0 30 7 ? * {{days}}" } }""");

        var found = SyncWorker.Hosting.Config.ConfigWarnings.Find(config, folders.Worker, new(2026, 11, 27));

        Assert.Equal(warnings, found.Count(warning => warning.Contains("Quartz counts from Sunday = 1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("every day at 18:00", true)]
    [InlineData("saturday at 10:00", true)]
    [InlineData("0 0 6 ? * *", true)]
    [InlineData("0 0 10 ? * SUN", true)]
    [InlineData("every 5 minutes 17:30-19:00", true)]
    [InlineData("every second", false)]
    [InlineData("working days at 06:00, 10:00", false)]
    [InlineData("0 0 10 ? * MON", false)]
    [InlineData("last working day of the month at 14:00", false)]
    [InlineData("never", false)]
    [InlineData("after remind", true)] // remind is at 07:00, and mails leave from 07:30
    public void Send_outside_mail_hours_is_refused_however_it_is_written(string words, bool isRefused)
    {
        var faults = EditedConfig.Replace("schedule.json", "\"every 5 minutes\"", $"\"{words}\"");

        Assert.Equal(isRefused, faults.Any(fault => fault.Message.Contains("only outside mailHours", StringComparison.Ordinal)));
        Assert.Equal(isRefused ? 1 : 0, faults.Count);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void A_weekend_is_no_long_break(int days, int faults) =>
        Assert.Equal(faults, EditedConfig.Replace("schedule.json", "\"fromDays\": 4", $"\"fromDays\": {days}").Count);

    [Fact]
    public void Whatever_is_written_is_read_or_refused_with_advice() =>
        Prop.ForAll(
                Gen.ArrayOf(
                        Gen.Elements(
                            "every day working days at after never poll 07:30 25:99 14h 7pm 15 minutes hours - to from and , ; first last of the week month monday T2 CN ngày làm việc lúc mỗi phút giờ cuối tuần thứ hai sáu sau đến * ? */5 0/5 1-5 L W # MON#3 @ 99 ٣ ０ 一".Split(
                                ' '
                            )
                        )
                    )
                    .Select(words => string.Join(' ', words))
                    .ToArbitrary(),
                text =>
                {
                    try
                    {
                        return RunTimes.Parse(text, null) is not null;
                    }
                    catch (FormatException refusal)
                    {
                        return refusal.Message.Length > 10 && !refusal.Message.Contains("correct format", StringComparison.Ordinal);
                    }
                }
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(9));

    static string Refusal(string words) => Assert.Throws<FormatException>(() => RunTimes.Parse(words, null)).Message;
}
