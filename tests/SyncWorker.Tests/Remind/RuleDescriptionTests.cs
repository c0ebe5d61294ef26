using SyncWorker.Hosting.Config;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The rules as shipped, said to staff in Vietnamese and to IT in English.</summary>
public sealed class RuleDescriptionTests
{
    static Dictionary<string, RuleLine> Said(RemindOptions options, bool english, params HeldEvent[] events) =>
        RuleDescriptions
            .All(
                new([World.Association(1, "RS", "1957-04-01")], [World.Country("RS", relations: "1957-03-10")], [])
                {
                    Options = options,
                    Staff = new() { Staff = World.Staff },
                    Calendar = World.Calendar,
                    GoLive = World.Day("2026-01-01"),
                    Events = events,
                },
                World.Day("2026-07-06"),
                english
            )
            .ToDictionary(line => line.Id);

    static RemindOptions Shipped => ConfigFolder.Load(SourceTree.Config).Config!.Remind;

    [Theory]
    [InlineData(
        "founding",
        "Ngày thành lập của từng tổ chức (hội ở Trung ương, Liên hiệp địa phương, hội cấp tỉnh): nhắc trước 15, 5, 1 ngày làm việc và đúng ngày, gửi chuyên viên phụ trách; năm lẻ 5 thêm trước 6, 3, 1 tháng; năm tròn thêm trước 12, 6, 3, 1 tháng."
    )]
    [InlineData(
        "national-day",
        "Quốc khánh, mỗi nước một lần: nhắc trước 15, 5, 1 ngày làm việc và đúng ngày, gửi chuyên viên phụ trách; chỉ tính số năm cho CU; ngày đã đổi theo luật: KZ, JP; nước chưa có hội hoặc đối tác chỉ nêu trong lịch hai tuần."
    )]
    [InlineData(
        "half-year-report",
        "RPT-6T-H, Báo cáo … của các hội ở Trung ương (hội ở Trung ương): hạn 08/07 (nếu là ngày nghỉ thì lấy ngày làm việc liền trước), theo văn bản: 2026-H1: 08/07/2026; nhắc trước 14 ngày, 5, 1 ngày làm việc, gửi chuyên viên phụ trách, văn phòng đơn vị; chưa xong thì nhắc tiếp sau 1 ngày làm việc (văn phòng đơn vị), sau 3 ngày làm việc (chuyên viên phụ trách, Trưởng Ban), sau 7 ngày làm việc (Trưởng Ban, Chánh Văn phòng)."
    )]
    [InlineData(
        "term-end",
        "Hết nhiệm kỳ, chuẩn bị đại hội (hội ở Trung ương, Liên hiệp địa phương, hội cấp tỉnh): vào ngày ghi ở mục termEnd; nhắc trước 12, 9, 6, 3 tháng, gửi chuyên viên phụ trách; chưa xong thì nhắc tiếp sau 7 ngày (chuyên viên phụ trách), sau 30 ngày (chuyên viên phụ trách, Trưởng Ban), đến khi có ngày mới."
    )]
    [InlineData("year-list", "Danh mục ngày kỷ niệm năm sau, gửi ngày 01/09 và 15/10, tới Chánh Văn phòng.")]
    public void Each_shipped_rule_is_said_in_Vietnamese(string rule, string words) =>
        Assert.Equal(words, Said(Shipped, english: false)[rule].Words);

    [Fact]
    public void No_shipped_rule_is_without_words_and_none_shows_a_placeholder()
    {
        foreach (var english in new[] { true, false })
        {
            var said = Said(Shipped, english);

            Assert.Equal(RemindOptions.Ids(Shipped).Order(), said.Keys.Order());
            Assert.DoesNotContain(said.Values, line => line.Words.Contains('{', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_next_three_days_are_said_in_the_same_language()
    {
        // 10/03/1957: 70, 71 and 72 years.
        Assert.Equal(
            [
                "2027-03-10 70 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - RS",
                "2028-03-10 71 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - RS",
                "2029-03-10 72 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - RS",
            ],
            Next("relations", english: false)
        );
        Assert.Equal("2027-03-10 70th anniversary of Viet Nam-RS diplomatic relations", Next("relations", english: true)[0]);
    }

    [Fact]
    public void Meetings_campaigns_and_events_are_said_too()
    {
        var options = new RemindOptions
        {
            Meetings =
            [
                new()
                {
                    Id = "board",
                    Name = new() { Vi = "Họp giao ban", En = "Board" },
                    Rhythm = Recurrence.Parse("first Monday of the month", null),
                    To = [Role.OfficeChief, Role.ClusterHead],
                },
            ],
            Campaigns =
            [
                new()
                {
                    Id = "year",
                    Name = new() { Vi = "Năm hữu nghị" },
                    From = World.Day("2027-01-04"),
                    Until = World.Day("2027-12-31"),
                    To = [Addressee.OfPosition("eu-1")],
                },
            ],
            Events = new() { Sheet = "su-kien.xlsx" },
        };

        var said = Said(options, english: false, new HeldEvent("e", World.Day("2026-09-14")) { TitleVi = "Lễ" });

        Assert.Equal(
            "Họp giao ban: thứ Hai đầu tiên của tháng; nhắc trước 5, 1 ngày làm việc, gửi Chánh Văn phòng, Cụm trưởng.",
            said["board"].Words
        );
        Assert.Equal(
            "Năm hữu nghị: 04/01/2027 - 31/12/2027, ngày đầu, giữa kỳ và ngày cuối; nhắc trước 1 tháng, 5 ngày làm việc và đúng ngày, gửi staff:eu-1.",
            said["year"].Words
        );
        Assert.Equal(
            "Sự kiện ở sổ su-kien.xlsx; nhắc trước 15, 5, 1 ngày làm việc và đúng ngày, gửi chuyên viên phụ trách.",
            said["events"].Words
        );
        Assert.Equal("Lễ", Assert.Single(said["events"].Next).What);
        Assert.Equal(
            "Board: first Monday of the month; 5, 1 working days before, to the chief of office, the head of the cluster.",
            Said(options, english: true)["board"].Words
        );
    }

    static List<string> Next(string rule, bool english) =>
        [.. Said(Shipped, english)[rule].Next.Select(next => $"{next.Day:yyyy-MM-dd} {next.What}")];
}
