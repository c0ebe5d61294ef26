using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>The parts that every rule is said with, in both languages.</summary>
public sealed class RuleFormatterTests
{
    static readonly RuleFormatter s_vi = new(english: false);
    static readonly RuleFormatter s_en = new(english: true);

    static Lead[] Leads(string leads) =>
        [.. leads.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(lead => Lead.Parse(lead, null))];

    [Theory]
    [InlineData("", "không", "nothing")]
    [InlineData("the day", "đúng ngày", "on the day")]
    [InlineData("1 working day", "trước 1 ngày làm việc", "1 working day before")]
    [InlineData("2 days", "trước 2 ngày", "2 days before")]
    [InlineData("1 day", "trước 1 ngày", "1 day before")]
    [InlineData("1 month, the day", "trước 1 tháng và đúng ngày", "1 month before and on the day")]
    [InlineData(
        "12 months, 6 months, 15 working days, 5 working days, 1 working day, the day",
        "trước 12, 6 tháng, 15, 5, 1 ngày làm việc và đúng ngày",
        "12, 6 months, 15, 5, 1 working days before and on the day"
    )]
    [InlineData("5 days, 1 month, 1 day", "trước 5 ngày, 1 tháng, 1 ngày", "5 days, 1 month, 1 day before")]
    public void Leads_of_one_unit_are_said_together(string leads, string vi, string en) =>
        Assert.Equal((vi, en), (s_vi.Leads(Leads(leads)), s_en.Leads(Leads(leads))));

    [Fact]
    public void Leads_are_said_with_whom_they_are_to_and_none_as_none()
    {
        Lead[] leads = [new(5, LeadUnit.WorkingDays)];

        Assert.Equal("nhắc trước 5 ngày làm việc, gửi Trưởng Ban", s_vi.Leads(leads, [Role.DepartmentHead]));
        Assert.Equal("5 working days before, to the head of department", s_en.Leads(leads, [Role.DepartmentHead]));
        Assert.Equal("không nhắc trước", s_vi.Leads([], [Role.Officer]));
        Assert.Equal("no reminder before", s_en.Leads(leads, []));
    }

    [Fact]
    public void Steps_after_the_day_are_said_each_with_whom_it_is_to()
    {
        OverdueStep[] steps =
        [
            new() { After = new(1, LeadUnit.WorkingDays), To = [Role.AssociationOffice] },
            new() { After = new(7, LeadUnit.Days), To = [Role.Officer, Role.OfficeChief] },
        ];

        Assert.Equal(
            "; chưa xong thì nhắc tiếp sau 1 ngày làm việc (văn phòng đơn vị), sau 7 ngày (chuyên viên phụ trách, Chánh Văn phòng)",
            s_vi.Overdue(steps)
        );
        Assert.Equal(
            "; chased 1 working day after (the unit's office), 7 days after (the officer, the chief of office)",
            s_en.Overdue(steps)
        );
        Assert.Equal(("", ""), (s_vi.Overdue([]), s_en.Overdue([])));
    }

    [Fact]
    public void A_repeat_is_said_until_it_is_done()
    {
        Assert.Equal("; nhắc lại 7 ngày một lần đến khi xong", s_vi.Repeat(new(7, LeadUnit.Days)));
        Assert.Equal("; again every 7 days until it is done", s_en.Repeat(new(7, LeadUnit.Days)));
        Assert.Equal("", s_en.Repeat(null));
    }

    [Theory]
    [InlineData("1 working day", "1 ngày làm việc", "1 working day")]
    [InlineData("0 days", "0 ngày", "0 days")]
    [InlineData("2 months", "2 tháng", "2 months")]
    [InlineData("1 month", "1 tháng", "1 month")]
    [InlineData("1 day", "1 ngày", "1 day")]
    public void A_distance_has_its_number(string lead, string vi, string en) =>
        Assert.Equal((vi, en), (s_vi.Distance(Lead.Parse(lead, null)), s_en.Distance(Lead.Parse(lead, null))));

    [Fact]
    public void Every_role_has_words()
    {
        Addressee[] all = [.. Enum.GetValues<Role>().Select(role => (Addressee)role), Addressee.OfPosition("eu-1")];

        Assert.Equal(
            "chuyên viên phụ trách, Trưởng Ban, Chánh Văn phòng, lãnh đạo Liên hiệp, quản trị hệ thống, Cụm trưởng, văn phòng đơn vị, lãnh đạo đơn vị, staff:eu-1",
            s_vi.Roles(all)
        );
        Assert.Equal(
            "the officer, the head of department, the chief of office, the leaders, IT, the head of the cluster, the unit's office, the unit's head, staff:eu-1",
            s_en.Roles(all)
        );
    }

    [Fact]
    public void Whom_a_rule_is_about_is_said_in_brackets()
    {
        var who = new PartnerFilter
        {
            Kinds = ["central_association", "local_union", "provincial_association", "foreign_partner", "club"],
            Countries = ["FR"],
            Provinces = ["24"],
            Partners = ["CA-1"],
            Except = ["CA-2", "CA-3"],
            ClusterHeads = true,
        };

        Assert.Equal(
            " (hội ở Trung ương, Liên hiệp địa phương, hội cấp tỉnh, đối tác nước ngoài, club, FR, VN-24, CA-1, chỉ các Cụm trưởng, trừ CA-2, CA-3)",
            s_vi.Who(who)
        );
        Assert.Equal(
            " (central associations, local unions, provincial associations, foreign partners, club, FR, VN-24, CA-1, heads of clusters only, but CA-2, CA-3)",
            s_en.Who(who)
        );
        Assert.Equal("", s_en.Who(new()));
    }

    [Theory]
    [InlineData(Roll.Previous, " (nếu là ngày nghỉ thì lấy ngày làm việc liền trước)", " (on a day off, the working day before)")]
    [InlineData(Roll.Next, " (nếu là ngày nghỉ thì lấy ngày làm việc liền sau)", " (on a day off, the working day after)")]
    [InlineData(Roll.Nearest, " (nếu là ngày nghỉ thì lấy ngày làm việc gần nhất)", " (on a day off, the nearest working day)")]
    [InlineData(Roll.None, "", "")]
    public void Where_a_day_off_goes_is_said(object roll, string vi, string en) =>
        Assert.Equal((vi, en), (s_vi.Roll((Roll)roll), s_en.Roll((Roll)roll)));
}
