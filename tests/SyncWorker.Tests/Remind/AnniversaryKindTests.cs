using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The kinds of days that come back: a visit, a day of one's own, days that the law moved, several on one day.</summary>
public sealed class AnniversaryKindTests
{
    static RemindFacts With(AnniversaryOptions rule, IReadOnlyList<PartnerFacts>? partners = null, params CountryFacts[] countries) =>
        World.Of(partners ?? [], countries, [rule], goLive: "2020-01-01");

    static DueItem In(int year, RemindFacts facts) => World.CaseIn(year, facts);

    [Fact]
    public void A_historic_visit_is_the_countrys_and_fires_once_however_many_associations_there_are()
    {
        var rule = new AnniversaryOptions
        {
            Id = "visit",
            Of = "historicVisit",
            Subject = SubjectKind.Country,
            Name = new() { Vi = "Chuyến thăm lịch sử", En = "Historic visit" },
        };
        var facts = With(
            rule,
            [World.Association(1, "CU"), World.Association(2, "CU")],
            World.Country("CU", "Ban Châu Mỹ") with
            {
                NameVi = "Cuba",
                Fields = new Dictionary<string, string> { ["historicVisit"] = "1973-09-15" },
            }
        );

        // 15/09/1973 to 2026: 53 years.
        var found = In(2026, facts);

        Assert.Equal((World.Day("2026-09-15"), "country:CU"), (found.Day, found.Subject));
        Assert.Equal("53 năm Chuyến thăm lịch sử - Cuba", ReminderTitle.Vi(found.Facts));
    }

    [Theory]
    [InlineData("relations", "53 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Pháp")]
    [InlineData("nationalDay", "Quốc khánh Cộng hòa Pháp")]
    public void A_National_Day_is_named_by_the_country_in_full_and_relations_by_its_usual_name(string of, string title)
    {
        var facts = With(
            new()
            {
                Id = of,
                Of = of,
                CountYears = of == "relations",
            },
            countries: World.Country("FR", relations: "1973-07-14", nationalDay: "07-14") with
            {
                NameVi = "Pháp",
                Fields = new Dictionary<string, string> { [CanonicalField.OfficialNameVi] = "Cộng hòa Pháp" },
            }
        );

        Assert.Equal(title, ReminderTitle.Vi(In(2026, facts).Facts));
    }

    [Fact]
    public void A_visit_of_an_association_is_its_own()
    {
        var rule = new AnniversaryOptions
        {
            Id = "visit",
            Of = "historicVisit",
            Name = new() { Vi = "Chuyến thăm lịch sử" },
        };
        var partner = World.Association(1, "CU") with { Fields = new Dictionary<string, string> { ["historicVisit"] = "1973-09" } };

        var found = In(2026, With(rule, [partner], World.Country("CU")));

        Assert.Equal(
            (World.Day("2026-09-01"), "partner:1", "Chuyến thăm lịch sử - Hội 1"),
            (found.Day, found.Subject, found.Facts.SubjectVi)
        );
    }

    [Fact]
    public void A_fixed_day_is_named_once()
    {
        var rule = new AnniversaryOptions
        {
            Id = "traditional-day",
            Of = "1950-11-17",
            Name = new() { Vi = "Ngày truyền thống của Liên hiệp" },
            To = [Role.OfficeChief],
        };

        var found = In(2026, With(rule));

        Assert.Equal("76 năm Ngày truyền thống của Liên hiệp", ReminderTitle.Vi(found.Facts));
        Assert.Equal("day:traditional-day", found.Subject);
    }

    [Theory]
    [InlineData(true, "FR", null)] // a national day is counted only where its country is named
    [InlineData(true, "CU", 67)]
    public void National_days_are_counted_by_country(bool count, string country, int? years)
    {
        var rule = new AnniversaryOptions
        {
            Id = "national-day",
            Of = "nationalDay",
            CountYears = count,
            CountYearsFor = ["CU"],
        };

        Assert.Equal(years, In(2026, With(rule, null, World.Country(country, nationalDay: "01-01", year: 1959))).Facts.Years);
    }

    [Theory]
    [InlineData(true, 53, "ordinary")]
    [InlineData(false, null, null)]
    public void Other_days_are_counted_by_rule(bool count, int? years, string? milestone)
    {
        var found = In(
            2026,
            With(
                new()
                {
                    Id = "relations",
                    Of = "relations",
                    CountYears = count,
                },
                null,
                World.Country("FR", relations: "1973-04-12")
            )
        );

        Assert.Equal((years, milestone), (found.Facts.Years, found.Facts.Milestone?.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void Without_counted_years_no_year_is_round_and_has_longer_leads()
    {
        var found = In(
            2023,
            With(
                new()
                {
                    Id = "relations",
                    Of = "relations",
                    CountYears = false,
                },
                null,
                World.Country("FR", relations: "1973-04-12")
            )
        );

        Assert.DoesNotContain(found.Steps, step => step.Name.ToString().EndsWith("months", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2018, "2018-12-23")]
    [InlineData(2019, null)] // the old emperor had gone in April, the new one's birthday had passed
    [InlineData(2020, "2020-02-23")]
    [InlineData(2026, "2026-02-23")]
    public void A_national_day_that_the_law_moved_from_a_year_on(int year, string? day)
    {
        MovedDay[] moved =
        [
            new()
            {
                Country = "JP",
                Day = MonthDay.Parse("12-23", null),
                Until = 2018,
            },
            new()
            {
                Country = "JP",
                Day = MonthDay.Parse("02-23", null),
                From = 2020,
            },
        ];
        var facts = With(
            new()
            {
                Id = "national-day",
                Of = "nationalDay",
                Moved = moved,
            },
            null,
            World.Country("JP", "Ban Châu Á", nationalDay: "02-23")
        );

        var found = DueItemIndex
            .Build(facts, new(year, 1, 1), new(year, 12, 31))
            .Items.Where(dueItem => dueItem.Day.Year == year)
            .Select(dueItem => $"{dueItem.Day:yyyy-MM-dd}");

        Assert.Equal(day is null ? [] : [day], found);
    }

    [Fact]
    public void A_lunar_day_of_ones_own_falls_on_another_day_each_year()
    {
        // Giỗ Tổ, 10/3 lunar: 26/04/2026 and 16/04/2027.
        var rule = new AnniversaryOptions
        {
            Id = "gio-to",
            Of = "2000-03-10",
            Calendar = DayCalendar.Lunar,
            CountYears = false,
            Name = new() { Vi = "Giỗ Tổ Hùng Vương" },
            To = [Role.OfficeChief],
        };

        Assert.Equal([World.Day("2026-04-26"), World.Day("2027-04-16")], new[] { 2026, 2027 }.Select(year => In(year, With(rule)).Day));
    }

    [Theory]
    [InlineData("03-10", true, "2026-04-26", "2027-04-16")]
    [InlineData("11-17", false, "2026-11-17", "2027-11-17")]
    public void A_fixed_day_needs_no_year_and_counts_none(string of, bool isLunar, string first, string second)
    {
        var facts = With(
            new()
            {
                Id = "fixed",
                Of = of,
                Calendar = isLunar ? DayCalendar.Lunar : DayCalendar.Solar,
                Name = new() { Vi = "Ngày truyền thống" },
                To = [Role.OfficeChief],
            }
        );

        var found = new[] { 2026, 2027 }.Select(year => In(year, facts)).ToList();

        Assert.Equal([World.Day(first), World.Day(second)], found.Select(dueItem => dueItem.Day));
        Assert.All(found, dueItem => Assert.Null(dueItem.Facts.Years));
        Assert.Contains(
            $"Ngày truyền thống ({of[3..]}/{of[..2]})",
            RuleDescriptions.All(facts, World.Day("2026-01-01"), english: false).First().Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_birthday_of_a_person_is_reminded_of_without_the_year_of_birth()
    {
        var leader = World.Association(1, "FR") with { Fields = new Dictionary<string, string> { ["leaderBirthday"] = "12-20" } };
        var facts = With(
            new()
            {
                Id = "leader-birthday",
                Of = "leaderBirthday",
                Lead = [Lead.TheDay],
                Name = new() { Vi = "Sinh nhật lãnh đạo" },
            },
            [leader],
            World.Country("FR")
        );

        var mail = Assert.Single(World.Run(facts, "2027-12-20", "2027-12-20"), at => at.Reminder.IsMailed).Reminder;

        Assert.Equal(
            ("Sinh nhật lãnh đạo - Hội 1", (int?)null, (PartialDate?)null),
            (mail.Facts.SubjectVi, mail.Facts.Years, mail.Facts.Origin)
        );
    }

    [Fact]
    public void Days_of_three_rules_on_one_day_are_one_mail()
    {
        // 25/06 is Mozambique's national day and the day of relations, and here also an association's founding.
        var facts = World.Of(
            [World.Association(1, "MZ", "1985-06-25")],
            [World.Country("MZ", relations: "1975-06-25", nationalDay: "06-25", year: 1975)],
            [
                World.Relations([Lead.TheDay]),
                World.Founding([Lead.TheDay]),
                new()
                {
                    Id = "national-day",
                    Of = "nationalDay",
                    Lead = [Lead.TheDay],
                },
            ]
        );

        var mailed = World
            .Run(facts, "2026-06-25", "2026-06-25")
            .Where(at => at.Reminder.IsMailed && at.Reminder.Item.Period == "2026")
            .ToList();

        Assert.Equal(
            ["founding", "national-day", "relations"],
            mailed.Where(at => at.Reminder.Step == ReminderStep.Parse("the day")).Select(at => at.Reminder.Item.Rule).Order()
        );
        Assert.Single(mailed.Select(at => at.Reminder.Recipient).Distinct());
    }

    [Fact]
    public void A_campaign_whose_days_fall_on_days_off_is_told_on_the_working_day_before()
    {
        // From Sunday 01/02/2026 to Saturday 31/10/2026: 272 days, the middle is 136 days after 01/02: Wednesday 17/06. Told on Friday
        // 30/01,
        // 17/06 and Friday 30/10.
        var year = new CampaignOptions
        {
            Id = "year",
            Name = new() { Vi = "Năm hữu nghị" },
            From = World.Day("2026-02-01"),
            Until = World.Day("2026-10-31"),
            To = [Role.OfficeChief],
            Lead = [Lead.TheDay],
        };
        var facts = new RemindFacts([], [], [])
        {
            Options = new() { Campaigns = [year] },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-05"),
            LongBreak = World.NoLongBreaks,
        };

        var told = World.Run(facts, "2026-01-05", "2026-12-31").Where(at => at.Reminder.IsMailed).ToList();

        Assert.Equal(
            ["2026-01-30 Bắt đầu Năm hữu nghị", "2026-06-17 Giữa kỳ Năm hữu nghị", "2026-10-30 Kết thúc Năm hữu nghị"],
            told.Select(at => $"{at.Day:yyyy-MM-dd} {at.Reminder.Facts.SubjectVi}")
        );
    }
}
