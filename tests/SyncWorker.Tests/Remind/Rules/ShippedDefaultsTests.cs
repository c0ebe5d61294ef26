using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What a rule does that says no more than it must: the defaults of config/README.md.</summary>
public sealed class ShippedDefaultsTests
{
    static string Leads(IEnumerable<Lead> leads) => string.Join(", ", leads);

    static string Names(IEnumerable<Addressee> to) => string.Join(", ", to);

    static IEnumerable<string> Chases(IEnumerable<OverdueStep> steps) =>
        steps.Select(step => $"{step.After}: {Names(step.To)} {step.Draft}".TrimEnd());

    [Fact]
    public void A_day_that_comes_back()
    {
        var rule = new AnniversaryOptions { Id = "r", Of = "founded" };

        Assert.Equal(
            (
                "15 working days, 5 working days, 1 working day, the day",
                "6 months, 3 months, 1 month",
                "12 months, 6 months, 3 months, 1 month"
            ),
            (Leads(rule.Lead), Leads(rule.Round5), Leads(rule.Round10))
        );
        Assert.Equal(
            ("officer", "2 working days", "3 working days"),
            (Names(rule.To), rule.SignBefore.ToString(), rule.ExpireAfter.ToString())
        );
        Assert.Equal((true, SubjectKind.Partner, CountryReach.All), (rule.CountYears, rule.Subject, rule.Countries));
        Assert.Equal((Feb29.Feb28, DayCalendar.Solar, Roll.Previous), (rule.Feb29, rule.Calendar, rule.Roll));
        Assert.Empty(rule.CountYearsFor);
        Assert.Empty(rule.Moved);
        Assert.Empty(new StepActions().Steps);
    }

    [Fact]
    public void A_report()
    {
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "R",
            Name = new(),
            Due = new(),
        };

        Assert.Equal(("14 days, 5 working days, 1 working day", "officer, association.office"), (Leads(rule.Lead), Names(rule.To)));
        Assert.Equal(
            [
                "1 working day: association.office",
                "3 working days: officer, department.head",
                "7 working days: department.head, office.chief letter",
            ],
            Chases(rule.Overdue)
        );
        Assert.Equal(("association.leader", PeriodLength.HalfYear), (Names(rule.Never), rule.Period));
        Assert.Equal((DueYear.Same, Roll.Previous, null), (rule.Due.Year, rule.Due.Roll, rule.Due.After));
        Assert.Empty(rule.Only);
        Assert.Empty(rule.Periods);
        Assert.Empty(rule.Exceptions);
    }

    [Fact]
    public void A_term()
    {
        var rule = new TermOptions
        {
            Id = "r",
            Of = "termEnd",
            Name = new(),
        };

        Assert.Equal(
            ("12 months, 9 months, 6 months, 3 months", "the day", "officer"),
            (Leads(rule.Lead), rule.After.ToString(), Names(rule.To))
        );
        Assert.Equal(["7 days: officer", "30 days: officer, department.head"], Chases(rule.Overdue));
        Assert.Equal("officer, officer, officer, department.head", Names(rule.Everyone));
        Assert.False(rule.CountFromKnown);
    }

    [Fact]
    public void A_request_and_an_assignment()
    {
        var (request, assignment) = (new RequestOptions(), new AssignmentOptions());

        Assert.Equal(("5 working days, 1 working day", "officer, association.office"), (Leads(request.Lead), Names(request.To)));
        Assert.Equal(
            [
                "1 working day: association.office",
                "3 working days: officer, department.head",
                "7 working days: department.head, office.chief letter",
            ],
            Chases(request.Overdue)
        );
        Assert.Equal(("5 working days, 1 working day", "officer, association.office"), (Leads(assignment.Lead), Names(assignment.To)));
        Assert.Equal(
            [
                "1 working day: officer, association.office",
                "3 working days: officer, department.head",
                "7 working days: department.head, office.chief",
            ],
            Chases(assignment.Overdue)
        );
        Assert.Equal(("thực hiện, báo cáo kết quả", "carry it out and report the result"), (assignment.Action.Vi, assignment.Action.En));
    }

    [Fact]
    public void A_meeting_a_campaign_and_an_event()
    {
        var meeting = new MeetingOptions
        {
            Id = "m",
            Name = new(),
            To = [],
        };
        var campaign = new CampaignOptions
        {
            Id = "c",
            Name = new(),
            From = default,
            Until = default,
            To = [],
        };
        var events = new EventOptions();

        Assert.Equal(
            ("5 working days, 1 working day", Roll.Next, "3 working days"),
            (Leads(meeting.Lead), meeting.Roll, meeting.ExpireAfter.ToString())
        );
        Assert.Empty(meeting.Days);
        Assert.Equal("1 month, 5 working days, the day", Leads(campaign.Lead));
        Assert.Equal(
            ("15 working days, 5 working days, 1 working day, the day", "officer", "3 working days"),
            (Leads(events.Lead), Names(events.To), events.ExpireAfter.ToString())
        );
        Assert.Equal(
            ("chuẩn bị nội dung, thành phần, hậu cần", "prepare content, guests and logistics"),
            (events.Action.Vi, events.Action.En)
        );
    }

    [Fact]
    public void The_list_of_the_year_and_the_check_of_the_register()
    {
        var (list, check) = (new YearListOptions(), new RegisterCheckOptions { Due = new(3, 15) });

        Assert.Equal(("09-01, 10-15", "office.chief", null), (string.Join(", ", list.Days), Names(list.To), list.Folder));
        Assert.Equal(("20 working days", "returned"), (check.Lead.ToString(), check.Returned));
        Assert.Equal(
            "nameVi nameEn founded address phone email termEnd boardSize activeMembers boardReviewed",
            string.Join(" ", check.Fields.Keys)
        );
        Assert.All(check.Fields.Values, label => Assert.NotEmpty(label));
    }
}
