using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What pages show of days and reports. Today is Monday 06/07/2026.</summary>
public sealed class OverviewTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static RemindFacts Union(params ObligationFacts[] owed) =>
        World.Of(
            [
                World.Association(1, "FR", founded: "1962-07-20") with
                {
                    NameEn = "Association 1",
                },
                World.Association(2, "LA"),
                World.Association(3, "XX"),
            ],
            [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
            [World.Founding()],
            [World.HalfYear()],
            [
                .. World.Staff.Where(position => position.Id != "eu-1"),
                new()
                {
                    Id = "eu-1",
                    Title = "Chuyên viên",
                    TitleEn = "Officer",
                    Department = Made.Europe,
                    Roles = [Role.Officer],
                    Email = "eu-1@example.org",
                    Leave = [Made.Away("eu-head")],
                },
            ],
            owed,
            goLive: "2026-01-01"
        );

    static ObligationFacts Owed(long partner, string due, string code = "RPT-6T-H", string period = "2026-H1") =>
        new()
        {
            PartnerId = partner,
            Code = code,
            Period = period,
            Due = World.Day(due),
        };

    [Fact]
    public void It_shows_each_day_of_this_year_and_the_next_once_in_order()
    {
        var days = Overview.Create(Union(), s_today).Days;

        Assert.Equal(
            [
                "2026-07-08 Report Báo cáo 6 tháng đầu năm 2026 / Report for the first half of 2026 (Ban Châu Á, Ban Châu Âu)",
                "2026-07-20 Founding 64 năm Ngày thành lập Hội 1 / 64th anniversary of the founding of Association 1 (Ban Châu Âu)",
                "2027-07-08 Report Báo cáo 6 tháng đầu năm 2027 / Report for the first half of 2027 (Ban Châu Á, Ban Châu Âu)",
                "2027-07-20 Founding 65 năm Ngày thành lập Hội 1 / 65th anniversary of the founding of Association 1 (Ban Châu Âu)",
            ],
            days.Select(day => $"{day.Day:yyyy-MM-dd} {day.Kind} {day.Vi} / {day.En} ({string.Join(", ", day.Departments)})")
        );
        Assert.Equal([Milestone.Ordinary, Milestone.Ordinary, Milestone.Ordinary, Milestone.Round5], days.Select(day => day.Milestone));
        Assert.All(days, day => Assert.False(day.IsDone || day.IsTentative));
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2027-12-31", true)]
    [InlineData("2028-01-01", false)]
    public void It_shows_whole_years(string day, bool isShown)
    {
        var facts = World.Of() with
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
                    },
                ],
            },
        };

        Assert.Equal(isShown, Overview.Create(facts, s_today).Days.Count > 0);
    }

    [Fact]
    public void An_event_shows_its_hour_and_place_and_the_day_it_covers_says_so()
    {
        var facts = World.Of([], [World.Country("FR", relations: "1973-07-15")], [World.Relations()]) with
        {
            Events =
            [
                new("le", World.Day("2026-07-14"))
                {
                    TitleVi = "Lễ",
                    Time = new(9, 0),
                    Place = "Hà Nội",
                    Covers = ["relations/FR"],
                },
            ],
        };

        var days = Overview.Create(facts, s_today).Days;

        Assert.Equal(
            [(ReminderKind.Event, new TimeOnly(9, 0), "Hà Nội", null), (ReminderKind.Relations, null, null, World.Day("2026-07-14"))],
            days.Take(2).Select(day => (day.Kind, day.Time, day.Place, day.CoveredOn))
        );
    }

    [Fact]
    public void On_one_day_kinds_follow_each_other_and_the_list_of_the_year_is_none()
    {
        var facts = World.Of([], [World.Country("FR", relations: "1973-09-01"), World.Country("BE", relations: "1973-09-01")]) with
        {
            Options = new()
            {
                Anniversaries = [World.Relations()],
                YearList = new(),
                Meetings =
                [
                    new()
                    {
                        Id = "board",
                        Name = new() { Vi = "Họp" },
                        Days = [World.Day("2026-09-01")],
                        To = [Role.Officer],
                    },
                ],
            },
        };

        Assert.Equal(
            ["Relations BE", "Relations FR", "Meeting Họp"],
            Overview.Create(facts, s_today).Days.Where(day => day.Day.Year == 2026).Select(day => $"{day.Kind} {day.Vi.Split(' ')[^1]}")
        );
    }

    [Fact]
    public void What_has_come_is_done() =>
        Assert.True(
            Overview
                .Create(
                    Union([.. new[] { 1, 2, 3 }.Select(id => Owed(id, "2026-07-08") with { ReceivedOn = World.Day("2026-07-01") })]),
                    s_today
                )
                .Days[0]
                .IsDone
        );

    [Fact]
    public void The_list_of_next_year_is_that_which_is_mailed() =>
        Assert.Equal([2027], Overview.Create(Union(), s_today).NextYear.Select(day => day.Day!.Value.Year));

    [Fact]
    public void Each_partner_shows_who_follows_it_leave_or_not()
    {
        var followers = Overview.Create(Union(), s_today).Followers;

        Assert.Equal([1, 2, 3], followers.Keys.Order());
        Assert.Equal((Made.Europe, "Chuyên viên Ban Châu Âu", "Officer, Ban Châu Âu"), One(followers[1]));
        Assert.Equal(("Ban Châu Á", "officer Ban Châu Á", "officer, Ban Châu Á"), One(followers[2]));
        Assert.Equal((null, 0), (followers[3].Department, followers[3].Officers.Count));

        static (string?, string?, string?) One(Followers of)
        {
            var officer = Assert.Single(of.Officers);
            return (of.Department, officer.Vi, officer.En);
        }
    }

    [Fact]
    public void A_report_shows_what_became_of_each_unit()
    {
        var report = Assert.Single(
            Overview
                .Create(
                    Union(
                        Owed(1, "2026-07-03") with
                        {
                            ReceivedOn = World.Day("2026-07-03"),
                        },
                        Owed(2, "2026-07-03") with
                        {
                            ReceivedOn = World.Day("2026-07-04"),
                            Basis = "Công văn số 1",
                        },
                        Owed(3, "2026-07-05"),
                        Owed(99, "2026-07-31") // not in the register any more
                    ),
                    s_today
                )
                .Reports
        );

        Assert.Equal(
            ("RPT-6T-H", "2026-H1", "Báo cáo 6 tháng đầu năm 2026", "Report for the first half of 2026"),
            (report.Code, report.Period, report.Name.Vi, report.Name.En)
        );
        Assert.Equal((World.Day("2026-07-05"), "Công văn số 1"), (report.Due, report.Basis));
        Assert.Equal(
            ["Hội 1 InTime 07-03", "Hội 2 Late 07-03", "Hội 3 Missing 07-05"],
            report.Units.Select(unit => $"{unit.NameVi} {unit.State} {unit.Due:MM-dd}")
        );
        Assert.Equal(
            (1, "Association 1", World.Day("2026-07-03"), Made.Europe),
            (report.Units[0].Partner, report.Units[0].NameEn, report.Units[0].ReceivedOn, report.Units[0].Followers.Department)
        );
    }

    [Theory]
    [InlineData("2026-07-06", "Open")] // due today
    [InlineData("2026-07-05", "Missing")]
    public void A_report_is_missing_from_the_day_after_it_was_due(string due, string state) =>
        Assert.Equal(state, Assert.Single(Overview.Create(Union(Owed(1, due)), s_today).Reports[0].Units).State.ToString());

    [Fact]
    public void Who_need_not_report_is_exempt_for_its_reason()
    {
        var unit = Assert.Single(
            Overview
                .Create(Union(Owed(1, "2026-07-05") with { ExemptReason = "mới", ReceivedOn = World.Day("2026-07-01") }), s_today)
                .Reports[0]
                .Units
        );

        Assert.Equal((OwedState.Exempt, "mới"), (unit.State, unit.Reason));
    }

    [Fact]
    public void Reports_of_this_year_and_the_last_are_shown_the_latest_due_first()
    {
        var reports = Overview
            .Create(
                Union(
                    Owed(1, "2024-12-31", "ASK-0", "ASK-0"),
                    Owed(1, "2025-01-01", "ASK-1", "ASK-1") with
                    {
                        Title = "Danh sách",
                    },
                    Owed(1, "2026-07-08", "ASK-3", "ASK-3"),
                    Owed(1, "2026-07-08", "ASK-2", "ASK-2"),
                    Owed(1, "2026-12-31", period: "2026-H2")
                ),
                s_today
            )
            .Reports;

        Assert.Equal(
            [
                "RPT-6T-H 2026-H2: Báo cáo 6 tháng cuối năm 2026, Report for the second half of 2026",
                "ASK-2 ASK-2: ASK-2, ASK-2",
                "ASK-3 ASK-3: ASK-3, ASK-3",
                "ASK-1 ASK-1: Danh sách, Danh sách",
            ],
            reports.Select(report => $"{report.Code} {report.Period}: {report.Name.Vi}, {report.Name.En}")
        );
    }
}
