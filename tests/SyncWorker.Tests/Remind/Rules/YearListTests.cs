using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>The list of next year's days: its order, its lines and the mail it goes with.</summary>
public sealed class YearListTests
{
    static readonly YearListOptions s_rule = new();

    static RemindFacts Facts(params PartnerFacts[] partners) =>
        RuleWorld.Facts(partners, [World.Country("FR", "Ban Châu Âu")], options: new() { Anniversaries = [World.Founding([Lead.TheDay])] });

    static PartnerFacts Founded(long id, string founded) => RuleWorld.Partner(id, ("founded", founded));

    [Fact]
    public void Round_years_come_first_then_those_ending_in_5_then_the_rest_each_by_day()
    {
        var facts = Facts(
            Founded(1, "1981"), // 46
            Founded(2, "1980-03-02"), // 47
            Founded(3, "1982-07-01"), // 45
            Founded(4, "1977-09"), // 50
            Founded(5, "1967-05-05"), // 60
            Founded(6, "1980-03-02"),
            Founded(7, "2027"), // the year itself
            Founded(8, "1979-12-31"),
            Founded(9, "1987-09-01") // 40
        );

        var days = YearList.DaysOf(2027, facts);

        Assert.Equal(
            [
                "Ngày thành lập Hội 5 60 2027-05-05",
                "Ngày thành lập Hội 9 40 2027-09-01",
                "Ngày thành lập Hội 4 50 9",
                "Ngày thành lập Hội 3 45 2027-07-01",
                "Ngày thành lập Hội 2 47 2027-03-02",
                "Ngày thành lập Hội 6 47 2027-03-02",
                "Ngày thành lập Hội 8 48 2027-12-31",
                "Ngày thành lập Hội 1 46 ",
            ],
            days.Select(day => $"{day.What} {day.Years} {(day.Day is { } known ? DayText.Iso(known) : $"{day.Month}")}")
        );
        Assert.Equal("founding day of Hội 5", days[0].WhatEn);
        Assert.Equal([60, 46], new[] { days[0], days[^1] }.Select(day => day.Years));
        Assert.Equal((World.Day("2027-12-31"), "founding day of Hội 1"), (days[^1].Order, days[^1].WhatEn));
    }

    [Fact]
    public void Names_of_one_day_are_in_the_order_of_a_Vietnamese_list()
    {
        PartnerFacts Named(long id, string name) => Founded(id, "1980-03-02") with { NameVi = name };

        var days = YearList.DaysOf(2027, Facts(Named(1, "Em"), Named(2, "Đức"), Named(3, "Dũng"), Named(4, "Ăn B"), Named(5, "An C")));

        Assert.Equal(["An C", "Ăn B", "Dũng", "Đức", "Em"], days.Select(day => day.What["Ngày thành lập ".Length..]));
    }

    [Fact]
    public void A_rule_that_counts_no_years_lists_a_year_alone_without_a_number()
    {
        var facts = RuleWorld.Facts(
            [Founded(1, "1981") with { Country = "FR" }],
            [World.Country("FR", "Ban Châu Âu")],
            options: new()
            {
                Anniversaries =
                [
                    new()
                    {
                        Id = "r",
                        Of = "founded",
                        CountYears = false,
                    },
                ],
            }
        );

        var day = Assert.Single(YearList.DaysOf(2027, facts));

        Assert.Equal((null, null, null, "Ban Châu Âu"), (day.Years, day.Day, day.Month, day.Department));
    }

    [Fact]
    public void An_event_that_covers_a_day_and_a_day_off_that_is_only_computed_are_noted()
    {
        HeldEvent Held(string day, bool isCancelled = false) =>
            new("e", World.Day(day))
            {
                TitleVi = "Lễ kỷ niệm",
                Covers = ["founding/CA-1", "founding/CA-9"],
                IsCancelled = isCancelled,
            };
        var facts = Facts(Founded(1, "1980-03-02"), Founded(2, "1981-03-02"), Founded(3, "1982-03-03"), Founded(9, "1950")) with
        {
            Events = [Held("2027-02-01", isCancelled: true), Held("2027-03-04"), Held("2027-03-05")],
            Calendar = new([new(World.Day("2027-03-03"), false) { Status = "provisional" }]),
        };

        var days = YearList.DaysOf(2027, facts);

        Assert.Equal(
            [("45", null, true), ("47", "04/03/2027: Lễ kỷ niệm", false), ("46", null, false), ("77", null, false)],
            days.Select(day => ($"{day.Years}", day.Event, day.IsTentative))
        );
        var lines = YearList.Table(2027, days).Lines;
        Assert.Equal(
            ["lịch nghỉ tạm tính", "tổ chức ngày 04/03/2027: Lễ kỷ niệm", "", "chỉ biết năm: cần xác định ngày"],
            lines.Skip(1).Select(line => line[7])
        );
        Assert.Equal(
            ["days off not yet decided", "held on 04/03/2027: Lễ kỷ niệm", "", "only the year is known: find the day"],
            YearList.Table(2027, days, english: true).Lines.Skip(1).Select(line => line[7])
        );
    }

    [Fact]
    public void The_table_has_a_line_a_day_in_either_language()
    {
        var facts = Facts(Founded(1, "1967-05-05") with { Country = "FR" }, Founded(2, "1982-07"), Founded(3, "1981"), Founded(4, "12-20"));
        var days = YearList.DaysOf(2027, facts);

        var (vi, en) = (YearList.Table(2027, days), YearList.Table(2027, days, english: true));

        Assert.Equal(("Danh mục ngày kỷ niệm 2027", "Anniversaries 2027"), (vi.Name, en.Name));
        Assert.Equal(
            [
                "TT|Ngày|Thứ|Nội dung|Số năm|Loại|Phụ trách|Ghi chú",
                "1|05/05/2027|Thứ Tư|Ngày thành lập Hội 1|60|năm tròn|Ban Châu Âu|",
                "2|tháng 07/2027||Ngày thành lập Hội 2|45|năm lẻ 5||",
                "3|20/12/2027|Thứ Hai|Ngày thành lập Hội 4||||",
                "4|năm 2027||Ngày thành lập Hội 3|46|năm khác||chỉ biết năm: cần xác định ngày",
            ],
            vi.Lines.Select(line => string.Join("|", line))
        );
        Assert.Equal(
            [
                "No|Day|Weekday|What|Years|Kind|In charge|Note",
                "1|05/05/2027|Wednesday|founding day of Hội 1|60|ends in 0|Ban Châu Âu|",
                "2|07/2027||founding day of Hội 2|45|ends in 5||",
                "3|20/12/2027|Monday|founding day of Hội 4||||",
                "4|2027||founding day of Hội 3|46|other||only the year is known: find the day",
            ],
            en.Lines.Select(line => string.Join("|", line))
        );
        Assert.Equal([5, 14, 10, 60, 8, 12, 26, 36], vi.Widths);
        Assert.Equal([CellKind.Number, CellKind.Day, CellKind.Text, CellKind.Text, CellKind.Number], vi.Kinds);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-12-31", "2026-09-01 2026-10-15")]
    [InlineData("2026-09-01", "2026-09-01", "2026-09-01")]
    [InlineData("2026-09-02", "2026-10-14", "")]
    [InlineData("2025-10-15", "2026-09-01", "2025-10-15 2026-09-01")]
    public void It_is_mailed_on_its_days(string from, string to, string periods)
    {
        var items = YearList.DueItems(World.Day(from), World.Day(to), s_rule, Facts());

        Assert.Equal(periods, string.Join(" ", items.Select(item => item.Period)));
    }

    [Fact]
    public void A_day_off_goes_back_to_the_last_working_day_and_its_mail_waits_five()
    {
        var rule = new YearListOptions { Days = [new(8, 30)], To = [Role.Leader] }; // a Sunday

        var item = Assert.Single(YearList.DueItems(new(2026, 8, 28), new(2026, 8, 28), rule, Facts()));

        Assert.Equal(new("year-list", "list:2027", "2026-08-30"), item.Key);
        Assert.Equal((World.Day("2026-08-28"), "the list of 2027 is mailed on 08-30"), (item.Day, item.DayWhy));
        Assert.Equal(["the day 2026-08-28"], RuleWorld.Steps(item));
        Assert.Equal(["the day: leader"], RuleWorld.Told(item));
        Assert.Equal((World.Day("2026-09-04"), World.Day("2020-01-01"), new()), (item.ExpiresOn, item.KnownOn, item.Scope));
    }

    [Theory]
    [InlineData(null, "", "", null)]
    [InlineData("share", "; tệp danh-muc-ky-niem-2027.xlsx trong share", "; the file danh-muc-ky-niem-2027.xlsx is in share", "share")]
    public void Its_mail_counts_the_days_and_names_the_round_years(string? folder, string vi, string en, string? file)
    {
        var facts = Facts(
            Founded(1, "1967-05") with
            {
                Country = "FR",
                NameEn = "Association 1",
            },
            Founded(2, "1967-05-05"),
            Founded(3, "1982-07-01"),
            Founded(4, "1981")
        );

        var said = YearList.DueItems(new(2026, 9, 1), new(2026, 9, 1), new() { Folder = folder }, facts).Single().Facts;

        Assert.Equal(
            (
                ReminderKind.YearList,
                $"Danh mục ngày kỷ niệm năm 2027: 4 ngày, trong đó 2 năm tròn, 1 năm lẻ 5{vi}",
                $"Anniversaries of 2027: 4 days, 2 ending in 0 and 1 in 5{en}"
            ),
            (said.Kind, said.SubjectVi, said.SubjectEn)
        );
        Assert.Equal(
            ("đưa vào kế hoạch và dự toán năm 2027", "include them in the plan and the budget of 2027"),
            (said.ActionVi, said.ActionEn)
        );
        var list = said.YearList!;
        Assert.Equal((2027, 4, 1), (list.Year, list.Days, list.Fives));
        Assert.Equal(file is null ? null : Path.Combine(file, "danh-muc-ky-niem-2027.xlsx"), list.File);
        Assert.Equal(
            [
                (null, 5, "60 năm Ngày thành lập Hội 1", "60th anniversary of the founding of Association 1"),
                (World.Day("2027-05-05"), null, "60 năm Ngày thành lập Hội 2", "60th anniversary of the founding of Hội 2"),
            ],
            list.Rounds.Select(day => (day.Day, day.Month, day.Vi, day.En))
        );
        Assert.Equal(["Ban Châu Âu", null], list.Rounds.Select(day => day.Department));
        Assert.Equal(("Danh mục ngày kỷ niệm 2027", "Anniversaries 2027"), (said.Table?.Name, said.TableEn?.Name));
    }

    [Fact]
    public void A_department_has_its_English_name_where_a_position_has_it()
    {
        var facts = Facts(Founded(1, "1967-05-05") with { Country = "FR" }) with
        {
            Staff = new()
            {
                Staff =
                [
                    World.Position("chief", "Văn phòng", "office.chief"),
                    new()
                    {
                        Id = "eu",
                        Title = "x",
                        Department = "Ban Châu Âu",
                        DepartmentEn = "Europe",
                        Roles = [],
                        Email = "eu@example.org",
                    },
                ],
            },
        };

        var list = YearList.DueItems(new(2026, 9, 1), new(2026, 9, 1), s_rule, facts).Single().Facts.YearList!;

        Assert.Equal("Europe", Assert.Single(list.Rounds).DepartmentEn);
    }
}
