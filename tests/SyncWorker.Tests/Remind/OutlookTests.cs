using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The weekly outlook: on which day, for whom, with what.</summary>
public sealed class OutlookTests
{
    static readonly MailKind[] s_both = [MailKind.Daily, MailKind.Weekly];

    [Theory]
    [InlineData("2026-07-10", "2026-07-10")] // an ordinary Friday
    [InlineData("2026-04-27", "2026-04-29")] // off Monday (bù Giỗ Tổ), Thursday 30/04 and Friday 01/05
    [InlineData("2026-02-09", "2026-02-13")] // the last week before Tết
    [InlineData("2026-02-16", null)] // Tết: no day of the week is worked
    [InlineData("2026-08-17", "2026-08-22")] // Saturday, worked in exchange for Monday 31/08
    [InlineData("2026-08-24", "2026-08-28")]
    public void It_is_made_on_the_last_working_day_of_the_week(string monday, string? day)
    {
        var week = Enumerable.Range(0, 7).Select(World.Day(monday).AddDays).Where(date => Outlook.IsOn(date, World.Calendar)).ToList();

        Assert.Equal(day is null ? [] : [World.Day(day)], week);
    }

    [Fact]
    public void It_shows_the_weekend_and_two_whole_weeks_each_day_once_in_order()
    {
        var facts = World.Of(
            [],
            [
                World.Country("AT", relations: "1972-07-10"),
                World.Country("HU", relations: "1950-07-26"),
                World.Country("FR", relations: "1973-07-11"),
                World.Country("DK", relations: "1971-07-27"),
                World.Country("AM", relations: "1992-07-14"),
            ],
            [World.Relations()],
            staff: [With(World.Position("eu-1", "Ban Châu Âu", "officer"), s_both)]
        );

        var lines = On("2026-07-10", facts);

        Assert.Equal(
            ["staff:eu-1 relations/country:FR/2026", "staff:eu-1 relations/country:AM/2026", "staff:eu-1 relations/country:HU/2026"],
            lines.Select(Line)
        );
        Assert.All(
            lines,
            line => Assert.Equal(("weekly-outlook", "2026-W28", "outlook"), (line.Item.Rule, line.Item.Period, line.Step.ToString()))
        );
        Assert.Contains("2026-07-11 to 2026-07-26", lines[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_officer_reads_his_field_a_head_the_department_a_leader_the_union_and_who_did_not_ask_nothing()
    {
        var facts = World.Of(
            [],
            [
                World.Country("FR", relations: "1973-07-13"),
                World.Country("AM", relations: "1992-07-14"),
                World.Country("LA", "Ban Châu Á", "1962-07-15"),
            ],
            [World.Relations()],
            staff:
            [
                With(World.Position("eu-1", "Ban Châu Âu", "officer", ["AM"]), s_both),
                With(World.Position("eu-2", "Ban Châu Âu", "officer"), [MailKind.Daily]),
                With(World.Position("eu-head", "Ban Châu Âu", "department.head"), s_both),
                With(World.Position("vice", "Liên hiệp", "leader"), [MailKind.Weekly]),
            ]
        );

        var lines = On("2026-07-10", facts)
            .GroupBy(line => line.Recipient)
            .ToDictionary(own => own.Key, own => string.Join(' ', own.Select(line => line.Item.Subject.Split('/')[1][^2..])));

        Assert.Equal(
            new()
            {
                ["staff:eu-1"] = "AM",
                ["staff:eu-head"] = "FR AM",
                ["staff:vice"] = "FR AM LA",
            },
            lines
        );
    }

    [Fact]
    public void Weekly_only_never_gets_a_digest_even_when_a_rule_names_the_role()
    {
        Dictionary<string, MailKind[]> wants = new() { ["weekly"] = [MailKind.Weekly], ["both"] = s_both };
        var rule = World.Relations();
        var facts = World.Of(
            [],
            [World.Country("AM", relations: "1992-07-14")],
            [
                new()
                {
                    Id = rule.Id,
                    Of = rule.Of,
                    Lead = rule.Lead,
                    To = [Role.Leader],
                },
            ],
            staff: [.. wants.Select(want => With(World.Position(want.Key, "Liên hiệp", "leader"), want.Value))]
        );

        var digests = World.Run(facts, "2026-06-01", "2026-07-31").Select(at => at.Reminder.Recipient).Distinct();

        Assert.Equal(["staff:both"], digests);
        Assert.Equal(["staff:both", "staff:weekly"], On("2026-07-10", facts).Select(line => line.Recipient).Order());
    }

    [Fact]
    public void A_report_is_one_line_for_staff_with_what_each_waits_for_and_none_once_all_have_come()
    {
        var open = Reports(received: null);
        var done = Reports(received: "2026-07-01");

        var lines = On("2026-07-03", open);

        Assert.Equal(["staff:eu-head", "staff:vice"], lines.Select(line => line.Recipient).Order());
        Assert.Equal(
            (1, 2),
            (
                lines.Single(line => line.Recipient == "staff:eu-head").Facts.Owed,
                lines.Single(line => line.Recipient == "staff:vice").Facts.Owed
            )
        );
        Assert.Empty(On("2026-07-03", done));
    }

    [Fact]
    public void Leaders_and_the_chief_of_office_read_a_line_a_report_without_names_and_what_is_missing_after_its_day()
    {
        var facts = World.Of(
            [World.Association(1, "FR"), World.Association(2, "HU"), World.Association(3, "LA")],
            [World.Country("FR"), World.Country("HU"), World.Country("LA", "Ban Châu Á", relations: "1962-07-30")],
            [World.Relations()],
            [World.HalfYear()],
            obligations: [Received(1)],
            staff:
            [
                With(World.Position("eu-head", "Ban Châu Âu", "department.head"), s_both),
                With(World.Position("chief", "Văn phòng", "office.chief"), s_both),
                With(World.Position("vice", "Liên hiệp", "leader"), [MailKind.Weekly]),
            ]
        );

        var before = On("2026-07-03", facts).Where(line => line.Facts.Owed is not null).ToDictionary(line => line.Recipient);
        var after = On("2026-07-17", facts);

        Assert.Equal(["staff:chief", "staff:eu-head", "staff:vice"], before.Keys.Order());
        Assert.All(["staff:chief", "staff:vice"], reader => Assert.Empty(before[reader].Facts.Missing));
        Assert.Equal("Hội 2", Assert.Single(before["staff:eu-head"].Facts.Missing).Unit);
        Assert.Equal(
            ["staff:chief half-year-report", "staff:vice half-year-report", "staff:chief relations", "staff:vice relations"],
            after.Select(line => $"{line.Recipient} {line.Item.Subject.Split('/')[0]}")
        );
        Assert.Equal(
            "Toàn Liên hiệp: đã nhận 01/03 (33,3%), chưa nhận 02 (Châu Á 01, Châu Âu 01)",
            SyncWorker.Send.Templates.MailWords.ForLanguage(MailLanguage.Vi).Summary(after[0].Facts)
        );
        Assert.Equal("Ban Châu Á", after[^1].Facts.Department);
    }

    [Fact]
    public void During_leave_the_deputy_reads_it_once_with_both_fields()
    {
        var facts = World.Of(
            [],
            [World.Country("FR", relations: "1973-07-13"), World.Country("AM", relations: "1992-07-14")],
            [World.Relations()],
            staff:
            [
                With(
                    World.Position(
                        "eu-1",
                        "Ban Châu Âu",
                        "officer",
                        ["FR"],
                        [
                            new()
                            {
                                From = World.Day("2026-07-06"),
                                To = World.Day("2026-07-17"),
                                Deputy = "eu-2",
                            },
                        ]
                    ),
                    s_both
                ),
                With(World.Position("eu-2", "Ban Châu Âu", "officer", ["AM"]), s_both),
            ]
        );

        Assert.Equal(
            ["staff:eu-2 relations/country:FR/2026", "staff:eu-2 relations/country:AM/2026"],
            On("2026-07-10", facts).Select(Line)
        );
    }

    static RemindFacts Reports(string? received) =>
        World.Of(
            [World.Association(1, "FR"), World.Association(2, "LA")],
            [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
            reports: [World.HalfYear()],
            obligations: received is null ? [] : [Received(1), Received(2)],
            staff:
            [
                With(World.Position("eu-head", "Ban Châu Âu", "department.head"), s_both),
                With(World.Position("vice", "Liên hiệp", "leader"), [MailKind.Weekly]),
            ]
        );

    static SyncWorker.Remind.Rules.ObligationFacts Received(long partner) =>
        new()
        {
            PartnerId = partner,
            Code = "RPT-6T-H",
            Period = "2026-H1",
            Due = World.Day("2026-07-08"),
            ReceivedOn = World.Day("2026-07-01"),
            Evidence = "command",
        };

    static IReadOnlyList<PlannedReminder> On(string day, RemindFacts facts) =>
        Outlook.Decide(DueItemIndex.Build(facts, World.Day(day), World.Day(day)), facts, new([]), World.Day(day));

    static string Line(PlannedReminder line) => $"{line.Recipient} {line.Item.Subject}";

    static Position With(Position position, IReadOnlyList<MailKind> mail) =>
        new()
        {
            Id = position.Id,
            Title = position.Title,
            Department = position.Department,
            Roles = position.Roles,
            Covers = position.Covers,
            Email = position.Email,
            Leave = position.Leave,
            Mail = mail,
        };
}
