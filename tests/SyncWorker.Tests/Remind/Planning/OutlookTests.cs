using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

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

    // By hand: a meeting of the department, and when it is in the outlook of Friday 10/07/2026.

    static RemindFacts Meeting(string day, string goLive = "2020-01-01", IReadOnlyList<Position>? staff = null) =>
        World.Of(goLive: goLive, staff: staff ?? [Made.Position("eu-1", Made.Europe, Role.Officer, s_both)]) with
        {
            Options = new()
            {
                Meetings =
                [
                    new()
                    {
                        Id = "board",
                        Name = new() { Vi = "Họp" },
                        Days = [World.Day(day)],
                        To = [Role.Officer],
                        Department = Made.Europe,
                    },
                ],
            },
        };

    static IReadOnlyList<PlannedReminder> Decide(
        RemindFacts facts,
        string today,
        string? lastRun = null,
        bool remakesUnsent = false,
        params LedgerEntry[] rows
    ) =>
        Outlook.Decide(
            DueItemIndex.Build(facts, World.Day(today), World.Day(today)),
            facts,
            new(rows),
            World.Day(today),
            lastRun is null ? null : World.Day(lastRun),
            remakesUnsent
        );

    [Fact]
    public void A_line_says_what_it_is_of_why_it_stands_there_and_how_long_it_is_of_use()
    {
        var line = Assert.Single(Decide(Meeting("2026-07-15"), "2026-07-10"));

        Assert.Equal(
            ("weekly-outlook", "board/day:board/2026-07-15", "2026-W28", "outlook"),
            (line.Item.Rule, line.Item.Subject, line.Item.Period, line.Step.ToString())
        );
        Assert.Equal(
            ("2026-07-15", "2026-07-10", LedgerState.Due, "2026-07-15", "eu-1@example.org"),
            (DayText.Iso(line.Day), DayText.Iso(line.SendOn), line.State, DayText.Iso(line.UsefulUntil!.Value), line.To?.Address)
        );
        Assert.Equal(
            "a given day: 2026-07-15; within the outlook of 2026-07-11 to 2026-07-26, made on the last working day of the week; officer is staff:eu-1",
            line.Reason
        );
        Assert.Equal((ReminderKind.Meeting, "Họp"), (line.Facts.Kind, line.Facts.SubjectVi));
    }

    [Theory]
    [InlineData("2026-07-13", "2026-07-09", true)]
    [InlineData("2026-07-15", "2026-07-09", true)] // the third working day after it
    [InlineData("2026-07-16", "2026-07-09", false)]
    [InlineData("2026-07-13", "2026-07-10", false)] // it was made
    [InlineData("2026-07-13", null, false)] // nothing was ever planned, and nothing missed
    [InlineData("2026-07-12", "2026-07-09", false)] // a Sunday
    public void One_that_was_missed_is_made_within_three_working_days(string today, string? lastRun, bool isMade) =>
        Assert.Equal(isMade, Decide(Meeting("2026-07-20"), today, lastRun).Count > 0);

    [Theory]
    [InlineData("2026-02-12", true)]
    [InlineData("2026-02-13", false)] // it was made
    public void One_that_was_missed_before_a_break_longer_than_a_week_is_made_after_it(string lastRun, bool isMade) =>
        Assert.Equal(isMade, Decide(Meeting("2026-02-27"), "2026-02-23", lastRun).Count > 0);

    [Fact]
    public void One_that_was_missed_is_late_and_begins_with_the_day_it_is_made_on()
    {
        var line = Assert.Single(Decide(Meeting("2026-07-13"), "2026-07-13", "2026-07-09"));

        Assert.Equal(
            ("2026-W28", "2026-07-10", LedgerState.Late, "2026-07-16"),
            (line.Item.Period, DayText.Iso(line.SendOn), line.State, DayText.Iso(line.UsefulUntil!.Value))
        );
        Assert.Equal(
            "a given day: 2026-07-13; within the outlook of 2026-07-13 to 2026-07-26, missed on 2026-07-10, the last working day of its week, and made up for; officer is staff:eu-1",
            line.Reason
        );
        Assert.Single(Decide(Meeting("2026-07-26"), "2026-07-13", "2026-07-09"));
        Assert.Empty(Decide(Meeting("2026-07-27"), "2026-07-13", "2026-07-09"));
    }

    [Theory]
    [InlineData("2026-07-10", false)]
    [InlineData("2026-07-11", true)]
    [InlineData("2026-07-26", true)]
    [InlineData("2026-07-27", false)]
    public void It_goes_from_tomorrow_to_the_second_Sunday_after_this_one(string day, bool stands) =>
        Assert.Equal(stands, Decide(Meeting(day), "2026-07-10").Count > 0);

    [Theory]
    [InlineData("2026-07-06", "2026-07-26")] // a Monday
    [InlineData("2026-07-11", "2026-07-26")]
    [InlineData("2026-07-12", "2026-07-26")] // the Sunday itself
    [InlineData("2026-07-13", "2026-08-02")]
    public void The_window_ends_two_weeks_after_the_Sunday_of_the_week(string day, string until) =>
        Assert.Equal(World.Day(until), Outlook.Until(World.Day(day)));

    [Fact]
    public void The_days_of_a_year_begin_in_the_week_that_the_standard_gives_them() =>
        // Friday 01/01/2027 is a holiday: the last working day is Thursday 31/12/2026, in the 53rd week.
        Assert.Equal("2026-W53", Assert.Single(Decide(Meeting("2027-01-04"), "2026-12-31")).Item.Period);

    static LedgerEntry Outlooked(string period, string recipient = Made.Officer, bool isUnsent = false) =>
        World.Entry(new(Outlook.Rule, "board/day:board/2026-07-20", period), new(StepKind.Outlook), recipient) with
        {
            Day = World.Day("2026-07-20"),
            SendOn = World.Day("2026-07-10"),
            State = LedgerState.Due,
            IsUnsent = isUnsent,
        };

    [Fact]
    public void Who_has_had_one_for_the_week_gets_no_second()
    {
        var facts = Meeting("2026-07-20");

        Assert.Empty(Decide(facts, "2026-07-10", rows: [Outlooked("2026-W28")]));
        Assert.Single(Decide(facts, "2026-07-10", rows: [Outlooked("2026-W27")]));
        Assert.Single(Decide(facts, "2026-07-10", rows: [Outlooked("2026-W28", "staff:eu-2")]));
        Assert.Single(Decide(facts, "2026-07-10", rows: [Outlooked("2026-W28") with { Rule = "board" }]));
        Assert.Empty(Decide(facts, "2026-07-10", remakesUnsent: true, rows: [Outlooked("2026-W28", isUnsent: true)]));
    }

    [Fact]
    public void One_that_has_not_left_is_made_anew_on_the_next_run()
    {
        var facts = Meeting("2026-07-20");

        Assert.Single(Decide(facts, "2026-07-13", "2026-07-10", remakesUnsent: true, Outlooked("2026-W28", isUnsent: true)));
        Assert.Empty(Decide(facts, "2026-07-13", "2026-07-10", remakesUnsent: false, Outlooked("2026-W28", isUnsent: true)));
        Assert.Empty(Decide(facts, "2026-07-13", "2026-07-10", remakesUnsent: true, Outlooked("2026-W28")));
        Assert.Empty(Decide(facts, "2026-07-13", "2026-07-10", remakesUnsent: true, Outlooked("2026-W27", isUnsent: true)));
        Assert.Empty(
            Decide(facts, "2026-07-13", "2026-07-10", remakesUnsent: true, Outlooked("2026-W28", isUnsent: true) with { Rule = "board" })
        );
    }

    [Fact]
    public void Where_nobody_reads_it_there_is_none() =>
        Assert.Empty(Decide(Meeting("2026-07-20", staff: [Made.Position("eu-1", Made.Europe, Role.Officer)]), "2026-07-10"));

    [Theory]
    [InlineData("2026-07-20", true)]
    [InlineData("2026-07-21", false)]
    public void What_is_before_go_live_does_not_stand_there(string goLive, bool stands) =>
        Assert.Equal(stands, Decide(Meeting("2026-07-20", goLive), "2026-07-10").Count > 0);

    [Fact]
    public void The_list_of_next_year_and_what_is_asked_of_a_unit_alone_do_not_stand_there()
    {
        var facts = World.Of([World.Association(1, "FR")], staff: [Made.Position("chief", "Văn phòng", Role.OfficeChief, s_both)]) with
        {
            Options = new()
            {
                YearList = new() { Days = [MonthDay.Parse("07-15", null)] },
                RegisterCheck = new() { Due = MonthDay.Parse("07-16", null) },
            },
        };

        Assert.Empty(Decide(facts, "2026-07-10"));
        Assert.Equal(
            ["list:2027", "partner:1"],
            DueItemIndex
                .Build(facts, World.Day("2026-07-10"), World.Day("2026-07-10"))
                .Items.Where(item => item.Day.Year == 2026)
                .Select(item => item.Subject)
        );
    }

    [Fact]
    public void Who_reads_of_the_event_that_covers_a_day_does_not_read_of_the_day()
    {
        var facts = World.Of(
            [],
            [World.Country("FR", relations: "1973-07-15"), World.Country("LA", "Ban Châu Á", "1962-07-15")],
            [
                new()
                {
                    Id = "relations",
                    Of = "relations",
                    To = [Role.Officer, Role.It],
                },
            ],
            staff:
            [
                Made.Position("eu-1", Made.Europe, Role.Officer, s_both),
                Made.Position("eu-head", Made.Europe, Role.DepartmentHead, s_both),
                Made.Position("it", "Văn phòng", Role.It, s_both),
            ]
        ) with
        {
            Events = [new("le", World.Day("2026-07-14")) { TitleVi = "Lễ", Covers = ["relations/FR"] }],
        };

        Assert.Equal(
            [
                "staff:eu-1 events/event:le/le",
                "staff:eu-head events/event:le/le",
                "staff:it relations/country:FR/2026",
                "staff:it relations/country:LA/2026",
            ],
            Decide(facts, "2026-07-10").Select(Line)
        );
    }

    static DueItem Report(string day, params Unit[] units) => Made.Case(day) with { Units = units };

    [Theory]
    [InlineData("2026-07-10", true)]
    [InlineData("2026-07-11", false)] // not due yet
    [InlineData("2026-05-12", true)] // 59 days ago
    [InlineData("2026-05-11", false)] // 60 days ago
    public void A_report_is_missing_from_its_day_on_for_sixty_days(string day, bool isMissing)
    {
        var unit = Made.Unit(World.Association(1, "FR"));

        Assert.Equal(isMissing, Outlook.IsMissing(Report(day, unit), World.Of(), World.Day("2026-07-10")));
    }

    [Fact]
    public void What_is_no_report_closed_or_from_before_the_start_is_not_missing()
    {
        var (report, today) = (Report("2026-07-08", Made.Unit(World.Association(1, "FR"))), World.Day("2026-07-10"));
        var late = report with { KnownOn = World.Day("2026-07-09") };

        Assert.False(Outlook.IsMissing(Report("2026-07-08"), World.Of(), today));
        Assert.False(Outlook.IsMissing(report with { Closed = "all 1 received" }, World.Of(), today));
        Assert.False(Outlook.IsMissing(late, World.Of(), today));
        Assert.True(Outlook.IsMissing(late with { IsChasedFromBefore = true }, World.Of(), today));
        Assert.True(Outlook.IsMissing(report with { KnownOn = report.Day }, World.Of(), today));
        Assert.False(Outlook.IsMissing(report, World.Of(goLive: "2026-07-09"), today));
        Assert.True(Outlook.IsMissing(report, World.Of(goLive: "2026-07-08"), today));
    }

    [Fact]
    public void Leaders_read_whose_field_a_day_lies_in_and_nothing_to_do()
    {
        var facts = World.Of(
            [],
            [World.Country("FR", relations: "1973-07-15")],
            [
                new()
                {
                    Id = "relations",
                    Of = "relations",
                    Action = new() { Vi = "gửi thư", En = "send a letter" },
                },
            ],
            staff:
            [
                Made.Position("eu-1", Made.Europe, Role.Officer, s_both),
                Made.Position("vice", "Liên hiệp", Role.Leader, [MailKind.Weekly]),
            ]
        );

        Assert.Equal(
            [("staff:eu-1", "gửi thư", "send a letter", null, null), ("staff:vice", null, null, Made.Europe, "Ban Châu Âu in English")],
            Decide(facts, "2026-07-10")
                .Select(line => (line.Recipient, line.Facts.ActionVi, line.Facts.ActionEn, line.Facts.Department, line.Facts.DepartmentEn))
        );
    }

    [Fact]
    public void What_is_to_decide_stands_in_the_outlook_of_each_leader_who_reads_it()
    {
        var facts = World.Of(
            staff:
            [
                Made.Position("vice", "Liên hiệp", Role.Leader, [MailKind.Weekly]),
                Made.Position("daily", "Liên hiệp", Role.Leader),
                Made.Position("eu-head", Made.Europe, Role.DepartmentHead, s_both),
            ]
        ) with
        {
            HeldChanges = [new("abc", World.Day("2026-07-08"), World.Day("2026-07-20"))],
        };

        var asked = Assert.Single(Decide(facts, "2026-07-10"));
        var late = Assert.Single(Decide(facts, "2026-07-13", "2026-07-09"));

        Assert.Equal(
            ("weekly-outlook/decision:plan:abc/2026-W28", "outlook", "staff:vice", "2026-07-20"),
            (asked.Item.ToString(), asked.Step.ToString(), asked.Recipient, DayText.Iso(asked.Day))
        );
        Assert.Equal(
            ("2026-07-10", LedgerState.Due, "to be decided by 2026-07-20; leader is staff:vice", "2026-07-15", "vice@example.org"),
            (DayText.Iso(asked.SendOn), asked.State, asked.Reason, DayText.Iso(asked.UsefulUntil!.Value), asked.To?.Address)
        );
        Assert.Equal(
            new ReminderContent
            {
                Kind = ReminderKind.Decision,
                SubjectVi = "Thay đổi lớn của sổ đăng ký chờ duyệt từ ngày 08/07/2026; duyệt hay không duyệt",
                SubjectEn = "A large change of the register is held since 8 July 2026; approve it or not",
                AskedByVi = "Bộ phận kỹ thuật",
                AskedByEn = "IT",
                WhyVi = "giữ vị trí leader Liên hiệp",
                WhyEn = "you hold the position of leader, Liên hiệp in English",
            }.ToJson(),
            asked.Facts.ToJson()
        );
        Assert.Equal(("2026-07-10", LedgerState.Late), (DayText.Iso(late.SendOn), late.State));
        Assert.Empty(Decide(facts, "2026-07-10", rows: [Outlooked("2026-W28", "staff:vice") with { Subject = "decision:plan:abc" }]));
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
