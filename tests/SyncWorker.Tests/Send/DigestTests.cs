using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Send.Templates;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

public sealed class DigestTests
{
    static readonly DateOnly s_monday = new(2026, 7, 6);

    [Fact]
    public void The_digest_of_6_July_2026_reads_as_staff_were_shown()
    {
        var view = Digest.Compose(TargetA("vi"));

        Assert.Equal("[Nhắc việc] T2 06/07/2026: 1 báo cáo đến hạn, 3 việc khác", view.Subject);
        Assert.Equal(
            ["I. ĐẾN HẠN TRONG TUẦN", "II. CẦN CHUẨN BỊ", "III. NHÌN XA"],
            view.Sections.Select(section => $"{section.Numeral}. {section.Title}")
        );
        Assert.Equal(
            [
                "1. Thứ Tư, 08/07/2026 (còn 02 ngày làm việc)",
                "2. Thứ Ba, 14/07/2026 (còn 08 ngày)",
                "3. Thứ Ba, 14/07/2026 (còn 08 ngày)",
                ". Thứ Tư, 10/03/2027 ()",
            ],
            view.Sections.SelectMany(section => section.Items).Select(item => $"{item.Number}. {item.Day} ({item.Left})")
        );
        Assert.Equal(["được phân công theo dõi địa bàn Châu Âu"], view.Why);
    }

    [Fact]
    public void What_is_overdue_stands_first_and_what_changed_last()
    {
        var input = TargetA("vi");
        input = input with
        {
            Reminders =
            [
                .. input.Reminders,
                SampleMails.Reminder(new(2026, 7, 1), new() { Kind = ReminderKind.Report, SubjectVi = "Báo cáo quý II" }),
                SampleMails.Reminder(
                    new(2026, 9, 1),
                    new()
                    {
                        Kind = ReminderKind.Moved,
                        SubjectVi = "Đại hội",
                        MovedFrom = new(2026, 8, 1),
                    }
                ),
            ],
        };

        var view = Digest.Compose(input);

        Assert.Equal(["overdue", "week", "prepare", "far", "changed"], view.Sections.Select(section => section.Key));
        Assert.Equal("quá hạn 03 ngày làm việc", view.Sections[0].Items[0].Left);
        Assert.Equal("[Nhắc việc] T2 06/07/2026: 1 báo cáo quá hạn, 5 việc khác", view.Subject);
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void A_subject_never_grows_past_70_characters(string language)
    {
        var input = TargetA(language) with { Trial = new("x", null) };
        input = input with { Reminders = [.. Enumerable.Repeat(input.Reminders, 400).SelectMany(many => many)] };

        Assert.InRange(Digest.Compose(input).Subject.Length, 40, 70);
    }

    [Fact]
    public void An_English_digest_speaks_English()
    {
        var view = Digest.Compose(TargetA("en"));

        Assert.Equal("[Reminder] Mon 6 July 2026: 1 report due, 2 dates to prepare, 1 more", view.Subject);
        Assert.Equal("2 working days left", view.Sections[0].Items[0].Left);
        Assert.Equal("Armenia", view.Sections[1].Items[0].Subject);
    }

    [Fact]
    public void A_subject_counts_what_stands_under_each_heading_and_sums_up_what_does_not_fit() =>
        Prop.ForAll(
                Gen.Choose(-20, 400).Select(days => s_monday.AddDays(days)).ListOf().Where(days => days.Count > 0).ToArbitrary(),
                days =>
                {
                    var input = TargetA("vi") with
                    {
                        Reminders =
                        [
                            .. days.Select(day =>
                                SampleMails.Reminder(
                                    day,
                                    new()
                                    {
                                        Kind = day.DayNumber % 3 == 0 ? ReminderKind.Report : ReminderKind.NationalDay,
                                        SubjectVi = "Pháp",
                                    }
                                )
                            ),
                        ],
                    };

                    var subject = Digest.Compose(input).Subject;

                    var counted = Regex.Matches(subject["[Nhắc việc] T2 06/07/2026".Length..], @"\d+ (việc|ngày|báo cáo)");
                    var named = subject.Contains("hôm nay: ", StringComparison.Ordinal) ? 1 : 0;
                    Assert.Equal(days.Count, named + counted.Sum(count => int.Parse(count.Value.Split(' ')[0], null)));
                    Assert.InRange(subject.Length, 30, 70);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_today_is_named_first_and_its_preview_is_the_whole_phrase()
    {
        var input = TargetA("vi") with
        {
            Reminders = [SampleMails.Reminder(s_monday, new() { Kind = ReminderKind.NationalDay, SubjectVi = "Malawi" })],
        };

        var view = Digest.Compose(input);

        Assert.Equal("[Nhắc việc] T2 06/07/2026: hôm nay: Quốc khánh Malawi", view.Subject);
        Assert.Equal("Thứ Hai, 06/07/2026 (hôm nay): Quốc khánh Malawi", view.Preview);
    }

    [Theory]
    [InlineData("Sri Lanka", "[Nhắc việc] T2 06/07/2026: hôm nay: quan hệ Việt Nam - Sri Lanka")]
    [InlineData("Nga", "[Nhắc việc] T2 06/07/2026: hôm nay: 56 năm quan hệ Việt Nam - Nga")]
    [InlineData("Saint Vincent và Grenadines", "[Nhắc việc] T2 06/07/2026: 1 việc hôm nay")]
    public void A_name_that_is_too_long_for_the_subject_is_shortened_or_counted(string country, string subject)
    {
        var input = TargetA("vi") with
        {
            Reminders =
            [
                SampleMails.Reminder(
                    s_monday,
                    new()
                    {
                        Kind = ReminderKind.Relations,
                        SubjectVi = country,
                        Years = 56,
                    }
                ),
            ],
        };

        Assert.Equal(subject, Digest.Compose(input).Subject);
    }

    [Fact]
    public void A_table_names_its_period_however_long_the_rest_of_its_subject_is()
    {
        string Subject(string report, string unit, int days, TrialView? trial = null) =>
            MissingReports
                .Compose(
                    TargetA("vi") with
                    {
                        Trial = trial,
                        Reminders =
                        [
                            SampleMails.Reminder(
                                s_monday.AddDays(days),
                                new()
                                {
                                    Kind = ReminderKind.ReportOverdue,
                                    SubjectVi = report,
                                    Received = 31,
                                    Owed = 34,
                                    Missing = [new(unit, 1, null), new(unit, 1, null), new(unit, 1, null)],
                                }
                            ),
                        ],
                    }
                )
                .Subject;

        Assert.Equal(
            "[Chưa nhận BC] 03/34 Liên hiệp – tổng kết 2026, quá hạn 03 ngày LV",
            Subject("Báo cáo tổng kết năm 2026 của các Liên hiệp địa phương", "Liên hiệp A", -5)
        );
        Assert.Equal(
            "[CHẠY THỬ] [Chưa nhận BC] 03/34 Liên hiệp – sơ kết 6 tháng đầu 2026",
            Subject("Báo cáo sơ kết 6 tháng đầu năm 2026 của các Liên hiệp địa phương", "Liên hiệp A", -5, new("x", null))
        );
    }

    [Theory]
    [InlineData("2026-07-06", 0)]
    [InlineData("2026-07-07", 1)]
    [InlineData("2026-07-13", 5)]
    [InlineData("2026-07-12", 4)] // a Sunday
    [InlineData("2026-07-03", -1)]
    [InlineData("2026-06-30", -4)]
    public void Working_days_leave_out_today_and_days_off(string day, int expected) =>
        Assert.Equal(
            expected,
            Digest.WorkingDays(s_monday, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), IsWorkingDay)
        );

    internal static DigestInput TargetA(string language) =>
        new()
        {
            Today = s_monday,
            Language = Enum.Parse<MailLanguage>(language, ignoreCase: true),
            Salutation = "Đồng chí Chuyên viên Ban Châu Âu",
            IsForStaff = true,
            IsWorkingDay = IsWorkingDay,
            FarAheadDays = 45,
            Desk = new("Bộ phận nhắc việc, Văn phòng Liên hiệp", "desk@example.org", "024 0000 0000"),
            Reminders =
            [
                SampleMails.Reminder(
                    new(2027, 3, 10),
                    new()
                    {
                        Kind = ReminderKind.Relations,
                        SubjectVi = "Serbia",
                        SubjectEn = "Serbia",
                        Years = 70,
                        Origin = PartialDate.OfDay(new(1957, 3, 10)),
                        Milestone = Milestone.Round10,
                        ActionVi = "đề nghị đưa vào kế hoạch năm 2027",
                    }
                ),
                SampleMails.Reminder(
                    new(2026, 7, 14),
                    new()
                    {
                        Kind = ReminderKind.NationalDay,
                        SubjectVi = "Cộng hòa Pháp",
                        SubjectEn = "France",
                        ActionVi = "trình ký thư chúc mừng trước 10/07",
                    }
                ),
                SampleMails.Reminder(
                    new(2026, 7, 14),
                    new()
                    {
                        Kind = ReminderKind.Relations,
                        SubjectVi = "Armenia",
                        SubjectEn = "Armenia",
                        Years = 34,
                        Origin = PartialDate.OfDay(new(1992, 7, 14)),
                    }
                ),
                SampleMails.Reminder(
                    new(2026, 7, 8),
                    new()
                    {
                        Kind = ReminderKind.Report,
                        SubjectVi = "Báo cáo 6 tháng đầu năm 2026 của các hội ở Trung ương",
                        SubjectEn = "Half-year report 2026 of the central associations",
                        Received = 11,
                        Owed = 27,
                        Missing = [new("Hội hữu nghị Việt Nam - Pháp", 1, "Chuyên viên")],
                        ActionVi = "liên hệ các hội chưa gửi",
                        WhyVi = "được phân công theo dõi địa bàn Châu Âu",
                    }
                ),
            ],
        };

    static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
