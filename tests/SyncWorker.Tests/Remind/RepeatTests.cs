using SyncWorker.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Support;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind;

/// <summary>A reminder so often until it is done, and reports that are owed every few years.</summary>
public sealed class RepeatTests
{
    /// <summary>Due Wednesday 08/07/2026, asked for from 14 days before, again each week, with one step of its own after the day.</summary>
    static RemindFacts Weekly(string? received = null) =>
        World.Of(
            [World.Association(1, "FR")],
            [World.Country("FR")],
            reports:
            [
                new()
                {
                    Id = "half-year-report",
                    Code = "RPT",
                    Name = new() { Vi = "Báo cáo" },
                    Only = ["H1"],
                    Due = new() { Day = MonthDay.Parse("07-08", null) },
                    Lead = [new(14, LeadUnit.Days)],
                    To = [Role.AssociationOffice],
                    Repeat = new(7, LeadUnit.Days),
                    Overdue = [new() { After = new(14, LeadUnit.Days), To = [Role.Officer] }],
                },
            ],
            obligations: received is null
                ? []
                :
                [
                    new()
                    {
                        PartnerId = 1,
                        Code = "RPT",
                        Period = "2026-H1",
                        Due = World.Day("2026-07-08"),
                        ReceivedOn = World.Day(received),
                    },
                ],
            goLive: "2026-01-01"
        );

    [Fact]
    public void A_reminder_every_week_begins_with_the_first_lead_and_goes_on_after_the_day_for_a_year()
    {
        var mails = World.Mails(Weekly(), "2026-06-01", "2027-12-31").Where(mail => !IsOfNextYear(mail)).ToList();

        Assert.Equal(
            [
                "2026-06-24 partner:1 partner:1 14 days",
                "2026-07-01 partner:1 partner:1 7 days",
                "2026-07-15 partner:1 partner:1 +7 days",
                "2026-07-22 partner:1 partner:1 +14 days",
                "2026-07-22 staff:eu-1 report:RPT +14 days",
                "2026-07-29 partner:1 partner:1 +21 days",
            ],
            mails.Take(6)
        );
        var own = mails.Where(mail => mail.Contains(" partner:1 partner:1 ", StringComparison.Ordinal)).ToList();
        Assert.Equal("2027-07-07 partner:1 partner:1 +364 days", own[^1]);
        Assert.Equal(own.Count, own.Distinct().Count());
        Assert.Single(mails, mail => mail.Contains("staff:", StringComparison.Ordinal));
    }

    // The report of 2027 is asked for from 24/06/2027 on.
    static bool IsOfNextYear(string mail) =>
        string.CompareOrdinal(mail, "2027-06-24") >= 0 && !mail.Contains("+3", StringComparison.Ordinal)
        || string.CompareOrdinal(mail, "2027-07-08") >= 0;

    [Fact]
    public void It_stops_when_the_report_has_come() =>
        Assert.Empty(World.Mails(Weekly(received: "2026-07-10"), "2026-07-10", "2027-06-20"));

    [Fact]
    public void Weeks_in_which_nothing_ran_are_made_up_for_by_one_mail()
    {
        var facts = Weekly();
        var ledger = new Ledger([]);
        World.Mails(facts, "2026-06-24", "2026-06-24", ledger);

        var mails = World.Mails(facts, "2026-08-03", "2026-08-12", ledger);

        Assert.Equal(
            [
                "2026-08-03 partner:1 partner:1 +21 days",
                "2026-08-03 staff:eu-1 report:RPT +14 days",
                "2026-08-05 partner:1 partner:1 +28 days",
                "2026-08-12 partner:1 partner:1 +35 days",
            ],
            mails.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_term_is_named_again_each_month_until_the_register_has_a_later_date()
    {
        RemindFacts With(string end) =>
            World.Of(
                [World.Association(1, "FR") with { Fields = new Dictionary<string, string> { ["termEnd"] = end } }],
                [World.Country("FR")]
            ) with
            {
                Options = new()
                {
                    Terms =
                    [
                        new()
                        {
                            Id = "term",
                            Of = "termEnd",
                            Name = new() { Vi = "Hết nhiệm kỳ" },
                            Lead = [Lead.TheDay],
                            Overdue = [],
                            Repeat = new(1, LeadUnit.Months),
                        },
                    ],
                },
            };

        Assert.Equal(
            [
                "2026-03-10 staff:eu-1 partner:1 the day",
                "2026-04-10 staff:eu-1 partner:1 +1 month",
                "2026-05-11 staff:eu-1 partner:1 +2 months",
            ],
            World.Mails(With("2026-03-10"), "2026-03-01", "2026-05-31")
        );
        Assert.Empty(World.Mails(With("2031-03-10"), "2026-06-01", "2026-12-31"));
    }

    [Fact]
    public void A_report_of_two_years_is_due_every_other_year_and_names_both()
    {
        ReportOptions biennial = new()
        {
            Id = "biennial",
            Code = "BC2N",
            Name = new() { Vi = "Báo cáo {period}", En = "Report for {period}" },
            Period = PeriodLength.Year,
            Years = new() { Length = 2, First = 2025 },
            Due = new() { Day = MonthDay.Parse("12-10", null) },
            Lead = [new(5, LeadUnit.WorkingDays)],
            To = [Role.AssociationOffice],
            Overdue = [],
        };
        var facts = World.Of([World.Association(1, "FR")], [World.Country("FR")], reports: [biennial], goLive: "2025-01-01");

        var told = World.Run(facts, "2025-01-01", "2029-12-31").Where(at => at.Reminder.IsMailed).Select(at => at.Reminder).ToList();

        Assert.Equal(
            ["2026 2026-12-10 Báo cáo giai đoạn 2025-2026", "2028 2028-12-08 Báo cáo giai đoạn 2027-2028"],
            told.Select(reminder => $"{reminder.Item.Period} {DayText.Iso(reminder.Day)} {reminder.Facts.SubjectVi}")
        );
        Assert.Equal(
            "BC2N, Báo cáo … (2 năm một lần)",
            RuleDescriptions.All(facts, World.Day("2026-01-01"), english: false).First().Words.Split(':')[0]
        );
    }

    [Theory]
    [InlineData("\"period\": \"half-year\", \"years\": { \"length\": 2, \"first\": 2025 },")]
    [InlineData("\"years\": { \"length\": 2, \"first\": 2025 },")]
    [InlineData("\"period\": \"year\", \"years\": { \"length\": 1, \"first\": 2025 },")]
    [InlineData("\"repeat\": \"0 days\",")]
    public void What_does_not_go_together_is_a_fault(string keys)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, "remind.json"));
        var report = text[text.IndexOf("\"reports\"", StringComparison.Ordinal)..];
        var id = System.Text.RegularExpressions.Regex.Match(report, "\"id\": \"[a-z-]+\",").Value;

        Assert.NotEmpty(EditedConfig.Replace("remind.json", id, id + keys));
    }
}
