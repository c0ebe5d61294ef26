using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>What the oracle and the planner first differed on, each as small as it gets.</summary>
public sealed class OracleFindingsTests
{
    [Fact]
    public void A_lead_step_of_a_report_goes_back_whichever_way_its_due_day_rolls()
    {
        // Due Wednesday 15/01/2025; 3 days before is Sunday 12/01. The roll "next" is the due day's (date_cases report_due);
        // a lead day that is not worked moves back (date_cases lead): Friday 10/01.
        var rule = Report(
            new()
            {
                Day = new(1, 15),
                Year = DueYear.Next,
                Roll = SyncWorker.Union.Calendars.Roll.Next,
            },
            new Lead(3, LeadUnit.Days)
        );

        var mails = World.Mails(World.Of([World.Association(1, "FR")], reports: [rule], goLive: "2024-12-01"), "2025-01-02", "2025-01-15");

        Assert.Equal(["2025-01-10 partner:1 partner:1 3 days"], mails);
    }

    [Theory]
    [InlineData("3 working days", "2026-02-04")] // 31/01 is a Saturday: 02, 03, 04 February
    [InlineData("3 days", "2026-02-03")]
    [InlineData("1 month", "2026-02-27")] // 28/02 is a Saturday, rolled back
    public void A_due_day_after_the_period_is_counted_in_the_unit_that_is_written(string after, string due)
    {
        var rule = Report(new() { After = Lead.Parse(after, null) }, Lead.TheDay);

        var mails = World.Mails(World.Of([World.Association(1, "FR")], reports: [rule], goLive: "2026-01-02"), "2026-01-05", "2026-03-02");

        Assert.Equal([$"{due} partner:1 partner:1 the day"], mails);
    }

    [Fact]
    public void Relations_whose_years_a_rule_does_not_count_are_never_round()
    {
        // 50 years on 09/09/2025, but countYears is false: no step 3 months ahead, as for a founding under the same rule.
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "relations",
            CountYears = false,
            Lead = [Lead.TheDay],
            Round10 = [new(3, LeadUnit.Months)],
        };

        var mails = World.Mails(
            World.Of(countries: [World.Country("FR", relations: "1975-09-09")], anniversaries: [rule], goLive: "2025-01-02"),
            "2025-01-02",
            "2025-12-31"
        );

        Assert.Equal(["2025-09-09 staff:eu-1 country:FR the day"], mails);
    }

    [Fact]
    public void A_step_eighteen_months_ahead_comes_on_its_day()
    {
        // 100 years on 10/06/2027; 18 months before is Wednesday 10/12/2025, 547 days ahead.
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "founded",
            Lead = [],
            Round10 = [new(18, LeadUnit.Months)],
        };

        var mails = World.Mails(
            World.Of(
                [World.Association(1, "FR", founded: "1927-06-10")],
                [World.Country("FR")],
                anniversaries: [rule],
                goLive: "2025-01-02"
            ),
            "2025-12-01",
            "2025-12-31"
        );

        Assert.Equal(["2025-12-10 staff:eu-1 partner:1 18 months"], mails);
    }

    [Fact]
    public void A_meeting_that_was_missed_is_told_late_for_three_working_days_like_everything_that_expires()
    {
        // Monday 02/03/2026; the service is off until Thursday 05/03, three working days after; a late mail used to end after one.
        var options = new SyncWorker.Remind.RemindOptions
        {
            Meetings =
            [
                new()
                {
                    Id = "briefing",
                    Name = new() { Vi = "Họp giao ban" },
                    Rhythm = Recurrence.Parse("first Monday of the month", null),
                    Lead = [Lead.TheDay],
                    To = [Role.OfficeChief],
                },
            ],
        };
        var facts = new SyncWorker.Remind.Rules.RemindFacts([], [], [])
        {
            Options = options,
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-02"),
        };

        Assert.Equal(["2026-03-05 staff:chief day:briefing the day"], World.Mails(facts, "2026-03-05", "2026-03-05"));
        Assert.Empty(World.Mails(facts, "2026-03-06", "2026-03-06"));
    }

    static ReportOptions Report(DueOptions due, Lead lead) =>
        new()
        {
            Id = "report",
            Code = "RPT",
            Name = new() { Vi = "Báo cáo {period}" },
            Period = due.Day is null ? PeriodLength.Month : PeriodLength.Year,
            Only = due.Day is null ? ["01"] : [],
            Due = due,
            Lead = [lead],
            To = [Role.AssociationOffice],
            Overdue = [],
        };
}
