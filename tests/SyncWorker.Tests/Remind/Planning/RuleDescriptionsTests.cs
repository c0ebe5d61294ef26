using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Each kind of rule in a sentence, word for word, in both languages. Today is Monday 06/07/2026.</summary>
public sealed class RuleDescriptionsTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static List<RuleLine> All(RemindFacts facts, bool english) => [.. RuleDescriptions.All(facts, s_today, english)];

    static (string Vi, string En) Said(RemindOptions options, string id)
    {
        var facts = World.Of() with { Options = options };
        return (Words(false), Words(true));

        string Words(bool english) => Assert.Single(All(facts, english), line => line.Id == id).Words;
    }

    static (string Vi, string En) Said(AnniversaryOptions rule) => Said(new RemindOptions { Anniversaries = [rule] }, rule.Id);

    static (string Vi, string En) Said(ReportOptions rule) => Said(new RemindOptions { Reports = [rule] }, rule.Id);

    static AnniversaryOptions Day(
        string of,
        Wording? name = null,
        SubjectKind subject = SubjectKind.Partner,
        bool countYears = false,
        string[]? countYearsFor = null,
        DayCalendar calendar = DayCalendar.Solar,
        MovedDay[]? moved = null,
        CountryReach countries = CountryReach.All
    ) =>
        new()
        {
            Id = "day",
            Of = of,
            Name = name ?? new() { Vi = "Ngày {x} riêng", En = "Own {x} day" },
            Subject = subject,
            CountYears = countYears,
            CountYearsFor = countYearsFor ?? [],
            Calendar = calendar,
            Moved = moved ?? [],
            Countries = countries,
            Lead = [Lead.TheDay],
            Round5 = [new(3, LeadUnit.Months)],
            Round10 = [new(6, LeadUnit.Months)],
        };

    const string Vi = ": nhắc đúng ngày, gửi chuyên viên phụ trách; không tính số năm.";
    const string En = ": on the day, to the officer; years are not counted.";

    [Theory]
    [InlineData("founded", false, "Ngày thành lập của từng tổ chức", "The founding day of each partner")]
    [InlineData(
        "relations",
        false,
        "Ngày thiết lập quan hệ ngoại giao, mỗi nước một lần",
        "The day relations were established, once a country"
    )]
    [InlineData("nationalDay", false, "Quốc khánh, mỗi nước một lần", "The national day, once a country")]
    [InlineData("1950-11-17", false, "Ngày … riêng (17/11/1950)", "Own … day (17/11/1950)")]
    [InlineData("11-17", false, "Ngày … riêng (17/11)", "Own … day (17/11)")]
    [InlineData("visit", false, "Ngày … riêng của từng tổ chức (mục visit)", "Own … day of each partner (the date in visit)")]
    [InlineData("visit", true, "Ngày … riêng của từng nước (mục visit)", "Own … day of each country (the date in visit)")]
    public void An_anniversary_says_whose_day_it_is(string of, bool isOfCountries, string vi, string en) =>
        Assert.Equal(($"{vi}{Vi}", $"{en}{En}"), Said(Day(of, subject: isOfCountries ? SubjectKind.Country : SubjectKind.Partner)));

    [Fact]
    public void A_rule_without_a_name_is_called_by_its_id_and_in_English_by_its_Vietnamese_name()
    {
        Assert.Equal($"day (17/11){Vi}", Said(Day("11-17", new())).Vi);
        Assert.Equal($"day (17/11){En}", Said(Day("11-17", new())).En);
        Assert.Equal($"Ngày truyền thống (17/11){En}", Said(Day("11-17", new() { Vi = "Ngày truyền thống" })).En);
    }

    [Theory]
    [InlineData(
        "founded",
        true,
        "",
        "; năm lẻ 5 thêm trước 3 tháng; năm tròn thêm trước 6 tháng",
        "; years ending in 5 also 3 months before; in 0 also 6 months before"
    )]
    [InlineData(
        "1950-11-17",
        true,
        "",
        "; năm lẻ 5 thêm trước 3 tháng; năm tròn thêm trước 6 tháng",
        "; years ending in 5 also 3 months before; in 0 also 6 months before"
    )]
    [InlineData("11-17", true, "", "; không tính số năm", "; years are not counted")] // nobody knows its year
    [InlineData("nationalDay", true, "", "; không tính số năm", "; years are not counted")]
    [InlineData("nationalDay", false, "CU FR", "; chỉ tính số năm cho CU, FR", "; years are counted for CU, FR only")]
    [InlineData("relations", false, "", "; không tính số năm", "; years are not counted")]
    public void An_anniversary_says_whether_years_are_counted(string of, bool countYears, string countYearsFor, string vi, string en)
    {
        var said = Said(Day(of, countYears: countYears, countYearsFor: countYearsFor.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.EndsWith($"phụ trách{vi}.", said.Vi, StringComparison.Ordinal);
        Assert.EndsWith($"the officer{en}.", said.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anniversary_says_its_calendar_what_the_law_moved_and_which_countries_are_mailed()
    {
        var said = Said(
            Day(
                "nationalDay",
                calendar: DayCalendar.Lunar,
                moved:
                [
                    new() { Country = "KZ", Day = new(12, 16) },
                    new() { Country = "KZ", Day = new(10, 25) },
                    new() { Country = "JP", Day = new(2, 23) },
                ],
                countries: CountryReach.Linked
            )
        );

        Assert.Equal(
            "Quốc khánh, mỗi nước một lần, theo âm lịch: nhắc đúng ngày, gửi chuyên viên phụ trách; không tính số năm; ngày đã đổi theo luật: KZ, JP; nước chưa có hội hoặc đối tác chỉ nêu trong lịch hai tuần.",
            said.Vi
        );
        Assert.Equal(
            "The national day, once a country, by the lunar calendar: on the day, to the officer; years are not counted; moved by law: KZ, JP; countries without an association or a partner stand in the weekly outlook only.",
            said.En
        );
    }

    static ReportOptions Report(DueOptions due, PeriodYears? years = null, Dictionary<string, PeriodDue>? periods = null) =>
        new()
        {
            Id = "report",
            Code = "RPT",
            Name = new() { Vi = "Báo cáo {period}", En = "Report for {period}" },
            Period = PeriodLength.Year,
            Due = due,
            Years = years,
            Periods = periods ?? new Dictionary<string, PeriodDue>(),
            Lead = [new(5, LeadUnit.WorkingDays)],
            To = [Role.Officer],
            Overdue = [new() { After = new(1, LeadUnit.WorkingDays), To = [Role.Officer] }],
            Repeat = new(7, LeadUnit.Days),
            Who = new() { Countries = ["FR"] },
        };

    [Theory]
    [InlineData(DueYear.Same, "hạn 08/07", "due 08/07")]
    [InlineData(DueYear.Next, "hạn 08/07 năm sau", "due 08/07 of the next year")]
    [InlineData(DueYear.Previous, "hạn 08/07 năm trước", "due 08/07 of the year before")]
    public void A_report_says_its_day_and_how_it_is_chased(object year, string vi, string en)
    {
        var said = Said(Report(new() { Day = new(7, 8), Year = (DueYear)year }));

        Assert.Equal(
            $"RPT, Báo cáo … (FR): {vi} (nếu là ngày nghỉ thì lấy ngày làm việc liền trước); nhắc trước 5 ngày làm việc, gửi chuyên viên phụ trách; nhắc lại 7 ngày một lần đến khi xong; chưa xong thì nhắc tiếp sau 1 ngày làm việc (chuyên viên phụ trách).",
            said.Vi
        );
        Assert.Equal(
            $"RPT, Report for … (FR): {en} (on a day off, the working day before); 5 working days before, to the officer; again every 7 days until it is done; chased 1 working day after (the officer).",
            said.En
        );
    }

    [Fact]
    public void A_report_says_its_years_the_days_of_documents_and_how_long_after_the_period_it_is_due()
    {
        var said = Said(
            Report(
                new() { After = new(15, LeadUnit.Days), Roll = Roll.None },
                new() { Length = 2, First = 2025 },
                new()
                {
                    ["2026"] = new() { Due = World.Day("2027-01-20"), Basis = "Công văn" },
                    ["2028"] = new() { Due = World.Day("2029-01-21") },
                }
            )
        );

        Assert.StartsWith(
            "RPT, Báo cáo … (FR) (2 năm một lần): hạn sau khi hết kỳ 15 ngày, theo văn bản: 2026: 20/01/2027, 2028: 21/01/2029; nhắc trước",
            said.Vi,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "RPT, Report for … (FR) (every 2 years): due 15 days after the period's end, by a document: 2026: 20/01/2027, 2028: 21/01/2029; 5 working",
            said.En,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("the day", "vào ngày ghi ở mục termEnd", "on the date in termEnd")]
    [InlineData("60 months", "sau ngày ghi ở mục termEnd 60 tháng", "60 months after the date in termEnd")]
    public void A_term_says_when_it_runs_out(string after, string vi, string en)
    {
        var said = Said(
            new RemindOptions
            {
                Terms =
                [
                    new()
                    {
                        Id = "term",
                        Of = "termEnd",
                        After = Lead.Parse(after, null),
                        Name = new() { Vi = "Nhiệm kỳ ({boardSize})", En = "Term ({boardSize})" },
                        Who = new() { Countries = ["FR"] },
                        Lead = [new(3, LeadUnit.Months)],
                        Overdue = [new() { After = new(7, LeadUnit.Days), To = [Role.Officer] }],
                        Repeat = new(1, LeadUnit.Months),
                    },
                ],
            },
            "term"
        );

        Assert.Equal(
            $"Nhiệm kỳ (…) (FR): {vi}; nhắc trước 3 tháng, gửi chuyên viên phụ trách; nhắc lại 1 tháng một lần đến khi xong; chưa xong thì nhắc tiếp sau 7 ngày (chuyên viên phụ trách), đến khi có ngày mới.",
            said.Vi
        );
        Assert.Equal(
            $"Term (…) (FR): {en}; 3 months before, to the officer; again every 1 month until it is done; chased 7 days after (the officer), until there is a later date.",
            said.En
        );
    }

    [Theory]
    [InlineData("15 of the month", "ngày 15 của tháng", "15 of the month")]
    [InlineData(null, "vào các ngày đã định", "on given days")]
    public void A_meeting_says_its_rhythm(string? rhythm, string vi, string en) =>
        Assert.Equal(
            ($"Họp: {vi}; nhắc đúng ngày, gửi Trưởng Ban.", $"Board: {en}; on the day, to the head of department."),
            Said(
                new RemindOptions
                {
                    Meetings =
                    [
                        new()
                        {
                            Id = "board",
                            Name = new() { Vi = "Họp", En = "Board" },
                            Rhythm = rhythm is null ? null : Recurrence.Parse(rhythm, null),
                            Lead = [Lead.TheDay],
                            To = [Role.DepartmentHead],
                        },
                    ],
                },
                "board"
            )
        );

    [Fact]
    public void A_campaign_says_its_days() =>
        Assert.Equal(
            (
                "Năm hữu nghị: 04/01/2027 - 31/12/2027, ngày đầu, giữa kỳ và ngày cuối; nhắc đúng ngày, gửi Trưởng Ban.",
                "Friendship year: 04/01/2027 - 31/12/2027, first day, middle and last day; on the day, to the head of department."
            ),
            Said(
                new RemindOptions
                {
                    Campaigns =
                    [
                        new()
                        {
                            Id = "year",
                            Name = new() { Vi = "Năm hữu nghị", En = "Friendship year" },
                            From = World.Day("2027-01-04"),
                            Until = World.Day("2027-12-31"),
                            Lead = [Lead.TheDay],
                            To = [Role.DepartmentHead],
                        },
                    ],
                },
                "year"
            )
        );

    [Theory]
    [InlineData("su-kien.xlsx", "Sự kiện ở sổ su-kien.xlsx", "Events of the sheet su-kien.xlsx")]
    [InlineData(null, "Sự kiện từ các nguồn (chưa đặt sổ sự kiện)", "Events of the sources (no sheet is named)")]
    public void Events_say_where_they_come_from(string? sheet, string vi, string en) =>
        Assert.Equal(
            ($"{vi}; nhắc đúng ngày, gửi chuyên viên phụ trách.", $"{en}; on the day, to the officer."),
            Said(
                new RemindOptions
                {
                    Events = new() { Sheet = sheet, Lead = [Lead.TheDay] },
                },
                "events"
            )
        );

    [Fact]
    public void Assignments_and_requests_say_how_they_are_chased()
    {
        var options = new RemindOptions
        {
            Assignments = new()
            {
                Sheet = "giao-viec.csv",
                Lead = [Lead.TheDay],
                To = [Role.Officer],
                Repeat = new(7, LeadUnit.Days),
                Overdue = [new() { After = new(1, LeadUnit.Days), To = [Role.OfficeChief] }],
            },
            Requests = new()
            {
                Lead = [Lead.TheDay],
                To = [Role.Officer],
                Repeat = new(7, LeadUnit.Days),
                Overdue = [new() { After = new(1, LeadUnit.Days), To = [Role.OfficeChief] }],
            },
        };
        const string ChasedVi =
            "; nhắc đúng ngày, gửi chuyên viên phụ trách; nhắc lại 7 ngày một lần đến khi xong; chưa xong thì nhắc tiếp sau 1 ngày (Chánh Văn phòng).";
        const string ChasedEn =
            "; on the day, to the officer; again every 7 days until it is done; chased 1 day after (the chief of office).";

        Assert.Equal(
            (
                $"Kết luận hội nghị, kiến nghị ở sổ giao-viec.csv{ChasedVi}",
                $"Conclusions and petitions of the sheet giao-viec.csv{ChasedEn}"
            ),
            Said(options, "assignments")
        );
        Assert.Equal(($"Báo cáo đột xuất (report ask){ChasedVi}", $"Requests made with report ask{ChasedEn}"), Said(options, "requests"));
    }

    [Fact]
    public void The_list_of_the_year_and_the_check_of_the_register_say_their_days()
    {
        var options = new RemindOptions
        {
            YearList = new(),
            RegisterCheck = new()
            {
                Due = new(11, 2),
                Lead = new(20, LeadUnit.WorkingDays),
                Who = new() { Countries = ["FR"] },
            },
        };

        Assert.Equal(
            (
                "Danh mục ngày kỷ niệm năm sau, gửi ngày 01/09 và 15/10, tới Chánh Văn phòng.",
                "The list of next year's days, mailed on 01/09 and 15/10 to the chief of office."
            ),
            Said(options, "year-list")
        );
        Assert.Equal(
            (
                "Rà soát sổ đăng ký (FR): mỗi đơn vị nhận bản ghi của mình trước 20 ngày làm việc, gửi lại trước ngày 02/11.",
                "Check of the register (FR): each unit gets its own record 20 working days before 02/11, by which it sends it back."
            ),
            Said(options, "register-check")
        );
    }

    [Fact]
    public void What_config_does_not_have_is_not_said() =>
        Assert.Equal(["events", "requests"], All(World.Of() with { Options = new() }, english: true).Select(line => line.Id));

    [Fact]
    public void The_next_three_open_days_from_today_on_are_said_in_order()
    {
        var facts = World.Of(
            [World.Association(1, "FR")],
            [
                World.Country("FR", relations: "1973-07-06"),
                World.Country("BE", relations: "1973-07-06"),
                World.Country("HU", relations: "1950-07-05"),
            ],
            [World.Relations()],
            [World.HalfYear()],
            obligations:
            [
                new()
                {
                    PartnerId = 1,
                    Code = "RPT-6T-H",
                    Period = "2026-H1",
                    Due = World.Day("2026-07-08"),
                    ReceivedOn = World.Day("2026-07-01"),
                },
            ]
        );

        string[] Next(string rule, bool english) =>
            [.. Assert.Single(All(facts, english), line => line.Id == rule).Next.Select(next => $"{next.Day:yyyy-MM-dd} {next.What}")];

        Assert.Equal(
            [
                "2026-07-06 53 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - BE",
                "2026-07-06 53 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - FR",
                "2027-07-05 77 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - HU",
            ],
            Next("relations", english: false)
        );
        Assert.Equal("2026-07-06 53rd anniversary of Viet Nam-BE diplomatic relations", Next("relations", english: true)[0]);
        // One line for all units, and none of what has come: 2026 is in.
        Assert.Equal(
            [
                "2027-07-08 Report for the first half of 2027",
                "2028-07-07 Report for the first half of 2028",
                "2029-07-06 Report for the first half of 2029",
            ],
            Next("half-year-report", english: true)
        );
    }
}
