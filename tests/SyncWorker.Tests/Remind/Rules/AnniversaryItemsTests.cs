using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>The cases of days that come back: which there are, on which day, what they say, one reason at a time.</summary>
public sealed class AnniversaryItemsTests
{
    static AnniversaryOptions Rule(string of, SubjectKind subject = SubjectKind.Partner, Feb29 feb29 = Feb29.Feb28, bool counts = true) =>
        new()
        {
            Id = "r",
            Of = of,
            Subject = subject,
            Feb29 = feb29,
            CountYears = counts,
            Lead = [Lead.TheDay],
        };

    static AnniversaryOptions Lunar(string of) =>
        new()
        {
            Id = "r",
            Of = of,
            Calendar = DayCalendar.Lunar,
            Lead = [Lead.TheDay],
        };

    static List<DueItem> In(int year, AnniversaryOptions rule, RemindFacts facts) =>
        [.. AnniversaryItems.Between(new(year, 1, 1), new(year, 12, 31), rule, facts)];

    static RemindFacts Founded(string founded) => RuleWorld.Facts([RuleWorld.Partner(1, ("founded", founded))]);

    static RemindFacts Countries(params CountryFacts[] countries) => RuleWorld.Facts(countries: countries);

    [Fact]
    public void A_founding_day_is_a_case_of_its_year_with_what_is_said_of_it()
    {
        var partner = RuleWorld.Partner(1, ("founded", "1953-07-06")) with { NameEn = "Association 1" };
        var rule = new AnniversaryOptions
        {
            Id = "founding",
            Of = "founded",
            Lead = [Lead.TheDay],
            Action = new() { Vi = "gửi thư", En = "send a letter" },
        };

        var item = Assert.Single(In(2026, rule, RuleWorld.Facts([partner])));

        Assert.Equal(new("founding", "partner:1", "2026"), item.Key);
        Assert.Equal((World.Day("2026-07-06"), "the day in 2026 is 2026-07-06"), (item.Day, item.DayWhy));
        Assert.Equal(["the day 2026-07-06"], RuleWorld.Steps(item));
        Assert.Equal([Role.Officer], item.Steps[0].To);
        Assert.Equal((World.Day("2021-05-03"), World.Day("2026-07-09")), (item.KnownOn, item.ExpiresOn));
        Assert.Equal((partner, false), (item.Scope.Partner, item.IsOutlookOnly));
        Assert.Equal((ReminderKind.Founding, "Hội 1", "Association 1"), (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn));
        Assert.Equal(
            (PartialDate.Parse("1953-07-06"), 73, Milestone.Ordinary),
            (item.Facts.Origin, item.Facts.Years, item.Facts.Milestone)
        );
        Assert.Equal(("gửi thư", "send a letter"), (item.Facts.ActionVi, item.Facts.ActionEn));
    }

    [Theory]
    [InlineData("2026-07-06", "2026-07-06", "2026")]
    [InlineData("2026-07-07", "2027-07-05", "")]
    [InlineData("2025-07-06", "2027-07-06", "2025 2026 2027")]
    [InlineData("2025-07-07", "2027-07-05", "2026")]
    public void Only_days_within_the_range_are_cases(string from, string to, string periods)
    {
        var items = AnniversaryItems.Between(World.Day(from), World.Day(to), Rule("founded"), Founded("1953-07-06"));

        Assert.Equal(periods, string.Join(" ", items.Select(item => item.Period)));
    }

    [Theory]
    [InlineData("2025-07-06", "2026")]
    [InlineData("2026-07-06", "")] // the day itself is no anniversary
    [InlineData("2027-07-06", "")]
    [InlineData("1953", "")] // only the year is known
    [InlineData("không rõ", "")]
    [InlineData("", "")]
    public void There_is_an_anniversary_from_the_first_year_on_of_a_date_that_is_known(string founded, string periods)
    {
        var facts = Founded(founded);

        Assert.Equal(periods, string.Join(" ", In(2026, Rule("founded"), facts).Select(item => item.Period)));
        Assert.Empty(facts.SetAside.Named);
    }

    [Theory]
    [InlineData("1973-09", 2026, "2026-09-01", "known to the month only: reminded of on its first day, 2026-09-01")]
    [InlineData("1996-02-29", 2026, "2026-02-28", "2026 has no 29 February: 2026-02-28 by policy")]
    [InlineData("1996-02-29", 2028, "2028-02-29", "the day in 2028 is 2028-02-29")]
    [InlineData("12-20", 2026, "2026-12-20", "the day in 2026 is 2026-12-20")]
    public void A_case_says_how_its_day_was_found(string founded, int year, string day, string why)
    {
        var item = Assert.Single(In(year, Rule("founded"), Founded(founded)));

        Assert.Equal((day, why), (DayText.Iso(item.Day), item.DayWhy));
    }

    [Fact]
    public void Twenty_nine_February_is_kept_on_the_first_of_March_where_the_rule_says_so()
    {
        var item = Assert.Single(In(2026, Rule("founded", feb29: Feb29.Mar01), Founded("1996-02-29")));

        Assert.Equal(("2026-03-01", "2026 has no 29 February: 2026-03-01 by policy"), (DayText.Iso(item.Day), item.DayWhy));
    }

    [Theory]
    [InlineData("03-10", 2026, "2026 2026-04-26: 10/3 of lunar year 2026 is 2026-04-26")] // the day of the Hùng kings
    [InlineData("12-23", 2026, "2025 2026-02-10: 23/12 of lunar year 2025 is 2026-02-10")] // of the year before
    [InlineData("12-30", 2026, "2025 2026-02-16: lunar month 12 of 2025 has 29 days: its last, 2026-02-16")]
    [InlineData("12-02", 2026, "2025 2026-01-20: 2/12 of lunar year 2025 is 2026-01-20")]
    [InlineData(
        "10-10",
        2077,
        "2077 2077-11-24: 10/10 of lunar year 2077 is 2077-11-24 (the new moon is next to midnight: another calendar may have 2077-11-25)"
    )]
    public void A_lunar_day_counts_for_its_lunar_year(string of, int year, string expected)
    {
        var item = Assert.Single(In(year, Lunar(of), RuleWorld.Facts()));

        Assert.Equal(expected, $"{item.Period} {DayText.Iso(item.Day)}: {item.DayWhy}");
    }

    [Theory]
    [InlineData("2026-04-26", "2026-04-26", 1)]
    [InlineData("2026-04-27", "2027-04-15", 0)]
    [InlineData("2026-04-01", "2026-04-25", 0)]
    public void A_lunar_day_is_a_case_within_the_range_alone(string from, string to, int count)
    {
        Assert.Equal(count, AnniversaryItems.Between(World.Day(from), World.Day(to), Lunar("03-10"), RuleWorld.Facts()).Count());
    }

    [Theory]
    [InlineData("1966-07-06", "12 months, 6 months, 3 months, 1 month, the day", "Round10", null)]
    [InlineData("1961-07-06", "6 months, 3 months, 1 month, the day", "Round5", null)]
    [InlineData("1962-07-06", "the day", "Ordinary", "2026-07-09")]
    public void Round_years_have_further_steps_and_never_expire(string founded, string steps, string milestone, string? expires)
    {
        var item = Assert.Single(In(2026, Rule("founded"), Founded(founded)));

        Assert.Equal(steps, string.Join(", ", item.Steps.Select(step => step.Name)));
        Assert.Equal((milestone, expires), (item.Facts.Milestone?.ToString(), item.ExpiresOn is { } day ? DayText.Iso(day) : null));
    }

    [Theory]
    [InlineData("1966-07-06", false)]
    [InlineData("07-06", true)]
    public void Without_counted_years_no_year_is_round(string founded, bool counts)
    {
        var item = Assert.Single(In(2026, Rule("founded", counts: counts), Founded(founded)));

        Assert.Equal((null, null, 1), (item.Facts.Years, item.Facts.Milestone, item.Steps.Count));
        Assert.NotNull(item.ExpiresOn);
    }

    [Fact]
    public void Steps_roll_as_the_rule_says_and_meet_in_the_notice_before_a_long_break()
    {
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "03-14",
            Lead = [Lead.TheDay],
            Roll = Roll.Next,
        };
        var facts = RuleWorld.Facts() with { Calendar = RuleWorld.NineDaysOff };

        Assert.Equal(["the day 2026-03-16"], RuleWorld.Steps(Assert.Single(In(2026, rule, facts))));
        var before = Assert.Single(In(2026, rule, facts with { LongBreak = new() }));
        Assert.Equal(["the day 2026-03-04"], RuleWorld.Steps(before));
    }

    [Fact]
    public void Who_only_shows_days_needs_neither_steps_nor_actions()
    {
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "founded",
            Actions = new() { Ahead = new() { Vi = "chuẩn bị" } },
        };
        var facts = Founded("1966-07-06");

        var item = Assert.Single(AnniversaryItems.Between(new(2026, 1, 1), new(2026, 12, 31), rule, facts, DueParts.Days));

        Assert.Equal((0, 0, 60), (item.Steps.Count, item.Facts.Actions.Count, item.Facts.Years));
        Assert.NotEmpty(In(2026, rule, facts)[0].Facts.Actions);
    }

    [Theory]
    [InlineData("2020-01-01", "2021-05-03")]
    [InlineData("2024-01-01", "2024-01-01")]
    public void It_counts_from_the_day_on_which_partner_and_rule_are_known(string since, string known)
    {
        var facts = Founded("1966-07-06") with { RulesSince = new Dictionary<string, DateOnly> { ["r"] = World.Day(since) } };

        Assert.Equal(World.Day(known), Assert.Single(In(2026, Rule("founded"), facts)).KnownOn);
    }

    [Fact]
    public void Partners_that_are_inactive_or_that_the_rule_is_not_about_have_none_and_a_date_out_of_range_is_named()
    {
        PartnerFacts Founded(long id, string day = "1990-05-05") => RuleWorld.Partner(id, ("founded", day));
        var facts = RuleWorld.Facts([Founded(1), Founded(2) with { IsActive = false }, Founded(3), Founded(4, "1700-01-01")]);
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "founded",
            Who = new() { Except = ["CA-3"] },
        };

        Assert.Equal(["partner:1"], In(2026, rule, facts).Select(item => item.Subject));
        Assert.Equal(
            [
                "Set aside: r, CA-4 (Hội 4): founded is 1700-01-01, outside 1800 to 2150. Correct it in the source, or with: SyncWorker partner pin",
            ],
            facts.SetAside.Named
        );
        Assert.True(facts.SetAside.Has(new("r", "partner:4", "2026")));
    }

    [Fact]
    public void A_case_that_cannot_be_worked_out_stops_its_subject_alone()
    {
        var facts = RuleWorld.Facts();
        var rule = new AnniversaryOptions
        {
            Id = "c",
            Of = "01-06",
            Name = new() { Vi = "Ngày đầu năm" },
            Lead = [new(1000, LeadUnit.Months)], // before the year 1
        };

        Assert.Empty(AnniversaryItems.Between(new(2, 1, 1), new(2, 12, 31), rule, facts));
        Assert.StartsWith("Set aside: c, Ngày đầu năm: ArgumentOutOfRangeException: ", facts.SetAside.Named[0], StringComparison.Ordinal);
        Assert.True(facts.SetAside.Has(new("c", "day:c", "2")));
    }

    [Fact]
    public void Relations_are_the_countrys_and_come_once_a_country()
    {
        var facts = Countries(
            World.Country("FR", relations: "1973-04-12") with
            {
                NameEn = "France",
            },
            World.Country("LA", "Ban Châu Á", relations: "1962-09-05"),
            World.Country("XX"),
            World.Country("HU", relations: "9999-12-31")
        );
        var rule = new AnniversaryOptions
        {
            Id = "relations",
            Of = "relations",
            Who = new() { Countries = ["FR", "XX", "HU"], Kinds = ["local_union"] },
            Lead = [Lead.TheDay],
        };

        var item = Assert.Single(In(2026, rule, facts));

        Assert.Equal(new("relations", "country:FR", "2026"), item.Key);
        Assert.Equal((ReminderKind.Relations, "FR", "France"), (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn));
        Assert.Equal((53, "1973-04-12"), (item.Facts.Years, item.Facts.Origin.ToString()));
        Assert.Equal(("FR", "Ban Châu Âu", null), (item.Scope.Country, item.Scope.Department, item.Scope.Partner));
        Assert.Equal(World.Day("2020-01-01"), item.KnownOn);
        Assert.Equal(
            [
                "Set aside: relations, HU (HU): relations is 9999-12-31, outside 1800 to 2150. Correct it in the source, or with: SyncWorker partner pin",
            ],
            facts.SetAside.Named
        );
    }

    [Fact]
    public void National_days_have_the_countrys_full_name_and_count_for_the_countries_that_are_named()
    {
        var full = new Dictionary<string, string> { ["officialNameVi"] = "Cộng hòa Pháp", ["officialNameEn"] = "French Republic" };
        var facts = Countries(
            World.Country("FR", nationalDay: "07-14", year: 1789) with
            {
                Fields = full,
            },
            World.Country("LA", nationalDay: "12-02", year: 1975) with
            {
                NameEn = "Laos",
            },
            World.Country("XX")
        );
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "nationalDay",
            CountYears = true, // counts nothing here
            CountYearsFor = ["FR"],
        };

        var items = In(2026, rule, facts);

        Assert.Equal(["country:FR 2026-07-14", "country:LA 2026-12-02"], items.Select(item => $"{item.Subject} {DayText.Iso(item.Day)}"));
        Assert.All(items, item => Assert.Equal(ReminderKind.NationalDay, item.Facts.Kind));
        Assert.Equal(
            [("Cộng hòa Pháp", "French Republic"), ("LA", "Laos")],
            items.Select(item => (item.Facts.SubjectVi, item.Facts.SubjectEn))
        );
        Assert.Equal([237, null], items.Select(item => item.Facts.Years));
        Assert.Equal(["1789", null], items.Select(item => item.Facts.Origin?.ToString()));
        Assert.Equal([World.Day("2020-01-01"), World.Day("2020-01-01")], items.Select(item => item.KnownOn));
        Assert.Equal(["FR", "LA"], items.Select(item => item.Scope.Country));
        Assert.Equal(["country:FR"], In(1975, rule, facts).Select(item => item.Subject)); // the year that LA counts from
    }

    [Fact]
    public void A_national_day_that_the_law_moved_holds_for_its_years_in_place_of_the_registers()
    {
        var facts = Countries(World.Country("HU", nationalDay: "08-20", year: 1000), World.Country("LA", nationalDay: "12-02"));
        MovedDay Moved(string day, int? from, int? until) =>
            new()
            {
                Country = "HU",
                Day = MonthDay.Parse(day, null),
                From = from,
                Until = until,
                Year = 1956,
            };
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "nationalDay",
            CountYearsFor = ["HU"],
            Moved = [Moved("03-15", null, 2025), Moved("10-23", 2026, null)],
        };

        var items = AnniversaryItems.Between(new(2025, 1, 1), new(2027, 12, 31), rule, facts).Where(item => item.Subject == "country:HU");

        Assert.Equal(
            ["2025-03-15 69", "2026-10-23 70", "2027-10-23 71"],
            items.Select(item => $"{DayText.Iso(item.Day)} {item.Facts.Years}")
        );
        Assert.All(items, item => Assert.Equal(ReminderKind.NationalDay, item.Facts.Kind));
        Assert.All(items, item => Assert.Equal(("HU", World.Day("2020-01-01")), (item.Scope.Country, item.KnownOn)));
        var uncounted = In(
            2026,
            new()
            {
                Id = "r",
                Of = "nationalDay",
                Moved = rule.Moved,
            },
            facts
        );
        Assert.Equal([("HU", null), ("LA", null)], uncounted.Select(item => (item.Scope.Country, item.Facts.Years)));
    }

    [Theory]
    [InlineData(true, false, 36)]
    [InlineData(false, true, 36)]
    [InlineData(false, false, null)]
    public void A_field_of_a_country_is_counted_if_the_rule_counts_or_names_the_country(bool counts, bool isNamed, int? years)
    {
        var facts = Countries(
            World.Country("FR") with
            {
                Fields = new Dictionary<string, string> { ["embassy"] = "1990-05-05" },
            },
            World.Country("LA")
        );
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "embassy",
            Subject = SubjectKind.Country,
            CountYears = counts,
            CountYearsFor = isNamed ? ["FR"] : [],
            Name = new() { Vi = "Ngày mở sứ quán" },
        };

        var item = Assert.Single(In(2026, rule, facts));

        Assert.Equal(("country:FR", ReminderKind.Anniversary, years), (item.Subject, item.Facts.Kind, item.Facts.Years));
        Assert.Equal(("Ngày mở sứ quán - FR", null), (item.Facts.SubjectVi, item.Facts.SubjectEn));
    }

    [Theory]
    [InlineData(null, null, "Hội 1", "Association 1")]
    [InlineData("Ngày thăm", null, "Ngày thăm - Hội 1", "Association 1")]
    [InlineData("Ngày thăm", "Day of the visit", "Ngày thăm - Hội 1", "Day of the visit - Association 1")]
    public void A_field_of_ones_own_has_the_name_that_the_rule_gives_it(string? nameVi, string? nameEn, string vi, string en)
    {
        var partner = RuleWorld.Partner(1, ("visit", "1990-05-05")) with { NameEn = "Association 1" };
        var rule = new AnniversaryOptions
        {
            Id = "r",
            Of = "visit",
            Name = new() { Vi = nameVi, En = nameEn },
        };

        var said = Assert.Single(In(2026, rule, RuleWorld.Facts([partner]))).Facts;

        Assert.Equal((ReminderKind.Anniversary, vi, en), (said.Kind, said.SubjectVi, said.SubjectEn));
        if (nameEn is not null)
        {
            Assert.Equal($"{nameEn} - Hội 1", In(2026, rule, RuleWorld.Facts([partner with { NameEn = null }]))[0].Facts.SubjectEn);
        }
    }

    [Theory]
    [InlineData("1950-11-17", true, 76)]
    [InlineData("1950-11-17", false, null)]
    [InlineData("11-17", true, null)]
    public void A_fixed_day_is_the_unions_own(string of, bool counts, int? years)
    {
        var rule = new AnniversaryOptions
        {
            Id = "own-day",
            Of = of,
            CountYears = counts,
            Name = new() { Vi = "Ngày truyền thống", En = "Traditional day" },
        };
        var facts = RuleWorld.Facts() with { RulesSince = new Dictionary<string, DateOnly> { ["own-day"] = World.Day("2024-02-02") } };

        var item = Assert.Single(In(2026, rule, facts));

        Assert.Equal(("day:own-day", "2026-11-17", years), (item.Subject, DayText.Iso(item.Day), item.Facts.Years));
        Assert.Equal(
            (ReminderKind.Anniversary, "Ngày truyền thống", "Traditional day"),
            (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn)
        );
        Assert.Equal(World.Day("2024-02-02"), item.KnownOn);
        var date = Assert.Single(AnniversaryItems.Dates(new() { Id = "bare", Of = of }, facts));
        Assert.Equal(("bare", null, DateOnly.MinValue), (date.NameVi, date.NameEn, date.KnownOn));
    }

    [Fact]
    public void Where_only_linked_countries_are_mailed_others_stand_in_the_outlook_and_ask_nothing()
    {
        AnniversaryOptions Reaching(CountryReach reach, string of) =>
            new()
            {
                Id = "r",
                Of = of,
                Countries = reach,
                Lead = [Lead.TheDay],
                Actions = new()
                {
                    Ahead = new() { Vi = "chuẩn bị" },
                    Steps =
                    [
                        new()
                        {
                            At = Lead.TheDay,
                            Text = new() { Vi = "gửi", En = "send" },
                        },
                    ],
                },
            };
        var facts = RuleWorld.Facts(
            [RuleWorld.Partner(1, ("founded", "1990-05-05")) with { Country = "FR" }, RuleWorld.Partner(2, ("founded", "1990-05-05"))],
            [World.Country("FR", relations: "1973-04-12"), World.Country("HU", relations: "1950-02-03")]
        );

        var linked = In(2026, Reaching(CountryReach.Linked, "relations"), facts);

        Assert.Equal(
            [("FR", false, 2), ("HU", true, 0)],
            linked.Select(item => (item.Scope.Country, item.IsOutlookOnly, item.Facts.Actions.Count))
        );
        Assert.All(In(2026, Reaching(CountryReach.All, "relations"), facts), item => Assert.False(item.IsOutlookOnly));
        Assert.All(In(2026, Reaching(CountryReach.Linked, "founded"), facts), item => Assert.False(item.IsOutlookOnly));
        Assert.Equal(("gửi", "send"), (linked[0].Facts.ActionVi, linked[0].Facts.ActionEn)); // the first that is not far ahead
        Assert.Equal((null, null), (linked[1].Facts.ActionVi, linked[1].Facts.ActionEn));
    }

    [Theory]
    [InlineData(null, Milestone.Ordinary, 0)]
    [InlineData(73, Milestone.Ordinary, 0)]
    [InlineData(75, Milestone.Round5, 3)]
    [InlineData(80, Milestone.Round10, 4)]
    public void The_further_steps_are_those_of_the_round_year(int? years, object milestone, int steps)
    {
        var rule = Rule("founded");

        Assert.Equal(steps, AnniversaryItems.RoundLeads(rule, years).Count);
        var date = Assert.Single(AnniversaryItems.Dates(rule, Founded("1966-07-06")));
        Assert.Equal(years is null ? null : (Milestone?)milestone, AnniversaryItems.Content(date, years, rule).Milestone);
    }

    [Theory]
    [InlineData("1966-07-06", "1966-07-06", null)]
    [InlineData("1966-07", "1966-07", null)]
    [InlineData("1966", "1966", null)]
    [InlineData("12-20", null, "12-20")]
    [InlineData("02-29", null, "02-29")]
    public void A_field_holds_a_date_as_far_as_it_is_known_or_a_day_of_the_year(string text, string? date, string? day)
    {
        var read = FieldDate.Read(text, "founded");

        Assert.NotNull(read);
        Assert.Equal((date, day), (read.Date?.ToString(), read.Day?.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("02-30")]
    [InlineData("hôm nay")]
    public void Any_other_text_is_no_date(string? text) => Assert.Null(FieldDate.Read(text, "founded"));
}
