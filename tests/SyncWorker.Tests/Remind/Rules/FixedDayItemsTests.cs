using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>Terms, meetings, campaigns and events: their days, steps and words. 6 July 2026 is a Monday.</summary>
public sealed class FixedDayItemsTests
{
    static readonly RemindFacts s_facts = RuleWorld.Facts();

    static TermOptions Term(string of = "termEnd", string after = "the day", bool countFromKnown = false, Wording? name = null) =>
        new()
        {
            Id = "term",
            Of = of,
            After = Lead.Parse(after, null),
            CountFromKnown = countFromKnown,
            Name = name ?? new() { Vi = "Hết nhiệm kỳ", En = "End of term" },
            Lead = [new(3, LeadUnit.Months)],
            Overdue = [new() { After = new(7, LeadUnit.Days), To = [Role.DepartmentHead] }],
            Action = new() { Vi = "đại hội", En = "congress" },
        };

    static DueItem? TermOf(TermOptions rule, params (string, string)[] fields) =>
        FixedDayItems.Terms(rule, RuleWorld.Facts([RuleWorld.Partner(1, fields)])).SingleOrDefault();

    [Fact]
    public void A_term_is_a_case_of_the_year_in_which_it_runs_out()
    {
        var partner = RuleWorld.Partner(1, ("termEnd", "2026-07-06")) with { NameEn = "Association 1" };

        var item = Assert.Single(FixedDayItems.Terms(Term(), RuleWorld.Facts([partner])));

        Assert.Equal(new("term", "partner:1", "2026"), item.Key);
        Assert.Equal((World.Day("2026-07-06"), "termEnd is 2026-07-06"), (item.Day, item.DayWhy));
        Assert.Equal(["3 months: officer", "+7 days: department.head"], RuleWorld.Told(item));
        Assert.Equal((partner, World.Day("2021-05-03")), (item.Scope.Partner, item.KnownOn));
        Assert.Equal((true, null), (item.IsChasedFromBefore, item.ExpiresOn));
        Assert.Equal(
            (ReminderKind.Term, "Hết nhiệm kỳ: Hội 1", "End of term: Association 1", "đại hội", "congress"),
            (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn, item.Facts.ActionVi, item.Facts.ActionEn)
        );
    }

    [Theory]
    [InlineData("2026-07-06", "60 months", "2031-07-06", "60 months after termEnd 2026-07-06 is 2031-07-06")]
    [InlineData("2026-07-06", "10 days", "2026-07-16", "10 days after termEnd 2026-07-06 is 2026-07-16")]
    [InlineData("2026-07-06", "10 working days", "2026-07-20", "10 working days after termEnd 2026-07-06 is 2026-07-20")]
    [InlineData("2026-07", "1 month", "2026-08-01", "1 month after termEnd 2026-07 is 2026-08-01")]
    [InlineData("2026-07", "the day", "2026-07-01", "termEnd is 2026-07-01")]
    public void It_runs_out_so_long_after_the_date_in_the_register(string termEnd, string after, string day, string why)
    {
        var item = TermOf(Term(after: after), ("termEnd", termEnd));

        Assert.Equal((World.Day(day), why), (item?.Day, item?.DayWhy));
    }

    [Theory]
    [InlineData(true, null, "2022-05-03")] // a year after it was first known
    [InlineData(false, null, null)]
    [InlineData(true, "2026", null)] // something is known, and it is no day
    [InlineData(true, "chưa rõ", null)]
    [InlineData(false, "2026", null)]
    [InlineData(true, "2026-07-06", "2027-07-06")]
    public void A_partner_without_a_date_counts_from_the_day_it_was_known_where_the_rule_says_so(bool counts, string? date, string? day)
    {
        var item = TermOf(Term(after: "12 months", countFromKnown: counts), ("termEnd", date ?? ""));

        Assert.Equal(day, item is null ? null : DayText.Iso(item.Day));
        if (day == "2022-05-03")
        {
            Assert.Equal("12 months after 2021-05-03, when it was first known: termEnd is empty is 2022-05-03", item!.DayWhy);
        }
    }

    [Fact]
    public void Fields_of_the_partner_stand_in_the_name_as_people_write_them()
    {
        var rule = Term(name: new() { Vi = "{activeMembers}/{boardSize}, {boardReviewed}", En = "{activeMembers} of {boardSize}" });

        var item = TermOf(rule, ("termEnd", "2026-07-06"), ("activeMembers", "7"), ("boardReviewed", "2025-03-01"));

        Assert.Equal(("7/chưa rõ, 01/03/2025: Hội 1", "7 of not known: Hội 1"), (item?.Facts.SubjectVi, item?.Facts.SubjectEn));
    }

    [Theory]
    [InlineData(null, null, "term: Hội 1", "term: Hội 1")]
    [InlineData("Hết hạn", null, "Hết hạn: Hội 1", "Hết hạn: Hội 1")]
    public void A_name_that_is_not_given_is_made_up_for(string? nameVi, string? nameEn, string vi, string en)
    {
        var said = TermOf(Term(name: new() { Vi = nameVi, En = nameEn }), ("termEnd", "2026-07-06"))!.Facts;

        Assert.Equal((vi, en), (said.SubjectVi, said.SubjectEn));
    }

    [Theory]
    [InlineData("the day", "1900-01-01", "termEnd is 1900-01-01, outside 1950 to 2150: nothing falls due on such a day.")]
    [InlineData(
        "12 months",
        "1948-07-06",
        "12 months after termEnd 1948-07-06 is 1949-07-06, outside 1950 to 2150: nothing falls due on such a day."
    )]
    [InlineData("the day", "9999-12-31", "termEnd is 9999-12-31, outside 1800 to 2150.")]
    public void A_term_out_of_range_is_set_aside_by_name(string after, string termEnd, string why)
    {
        var facts = RuleWorld.Facts([RuleWorld.Partner(1, ("termEnd", termEnd)), RuleWorld.Partner(2, ("termEnd", "2026-07-06"))]);

        Assert.Equal(["partner:2"], FixedDayItems.Terms(Term(after: after), facts).Select(item => item.Subject));
        Assert.Equal(
            $"Set aside: term, CA-1 (Hội 1): {why} Correct it in the source, or with: SyncWorker partner pin",
            Assert.Single(facts.SetAside.Named)
        );
    }

    [Fact]
    public void Only_active_partners_that_the_rule_is_about_have_terms_and_who_shows_days_needs_no_steps()
    {
        PartnerFacts Of(long id) => RuleWorld.Partner(id, ("termEnd", "2026-07-06"));
        var facts = RuleWorld.Facts([Of(1), Of(2) with { IsActive = false }, Of(3) with { Kind = "local_union" }]);
        var rule = new TermOptions
        {
            Id = "term",
            Of = "termEnd",
            Name = new() { Vi = "x" },
            Who = new() { Kinds = ["central_association"] },
        };

        Assert.Equal(["partner:1"], FixedDayItems.Terms(rule, facts).Select(item => item.Subject));
        Assert.Empty(FixedDayItems.Terms(rule, facts, DueParts.Days).Single().Steps);
    }

    [Fact]
    public void A_term_is_repeated_before_and_after_its_day_and_meets_the_notice_of_a_long_break()
    {
        var rule = new TermOptions
        {
            Id = "term",
            Of = "termEnd",
            Name = new() { Vi = "x" },
            Lead = [new(14, LeadUnit.Days)],
            Repeat = new(100, LeadUnit.Days),
            Overdue = [],
        };
        var facts = RuleWorld.Facts([RuleWorld.Partner(1, ("termEnd", "2026-03-10"))]) with
        {
            Calendar = RuleWorld.NineDaysOff,
            LongBreak = new(),
        };

        Assert.Equal(
            ["14 days: officer", "before the break: officer", "+100 days: officer", "+200 days: officer", "+300 days: officer"],
            RuleWorld.Told(Assert.Single(FixedDayItems.Terms(rule, facts)))
        );
    }

    static MeetingOptions Meeting(string? rhythm, string[]? days = null, Roll roll = Roll.Next) =>
        new()
        {
            Id = "meeting",
            Name = new() { Vi = "Giao ban", En = "Briefing" },
            Rhythm = rhythm is null ? null : Recurrence.Parse(rhythm, null),
            Days = [.. (days ?? []).Select(World.Day)],
            Roll = roll,
            To = [Role.OfficeChief],
            Department = "Văn phòng",
            Action = new() { Vi = "chuẩn bị", En = "prepare" },
        };

    static IEnumerable<string> Meetings(string from, string to, MeetingOptions rule) =>
        FixedDayItems.Meetings(World.Day(from), World.Day(to), rule, s_facts).Select(item => $"{item.Period}: {item.DayWhy}");

    [Fact]
    public void A_meeting_is_held_on_the_days_of_its_rhythm_and_on_given_days()
    {
        var item = FixedDayItems.Meetings(new(2026, 7, 1), new(2026, 7, 31), Meeting("15 of the month"), s_facts).Single();

        Assert.Equal(new("meeting", "day:meeting", "2026-07-15"), item.Key);
        Assert.Equal((World.Day("2026-07-15"), "15 of the month: 2026-07-15"), (item.Day, item.DayWhy));
        Assert.Equal(["5 working days 2026-07-08", "1 working day 2026-07-14"], RuleWorld.Steps(item));
        Assert.All(item.Steps, step => Assert.Equal([Role.OfficeChief], step.To));
        Assert.Equal(("Văn phòng", World.Day("2020-01-01")), (item.Scope.Department, item.KnownOn));
        Assert.Equal((World.Day("2026-07-20"), false), (item.ExpiresOn, item.IsChasedFromBefore));
        Assert.Equal(
            (ReminderKind.Meeting, "Giao ban", "Briefing", "chuẩn bị", "prepare"),
            (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn, item.Facts.ActionVi, item.Facts.ActionEn)
        );
    }

    [Theory]
    [InlineData(Roll.Next, "2026-08-15: 15 of the month: 2026-08-15, a day off: 2026-08-17")]
    [InlineData(Roll.Previous, "2026-08-15: 15 of the month: 2026-08-15, a day off: 2026-08-14")]
    [InlineData(Roll.None, "2026-08-15: 15 of the month: 2026-08-15")]
    public void A_day_of_the_rhythm_that_is_a_day_off_moves_and_a_given_day_does_not(object roll, string moved)
    {
        Assert.Equal(
            [moved, "2026-08-16: a given day: 2026-08-16"],
            Meetings("2026-08-01", "2026-08-31", Meeting("15 of the month", ["2026-08-16", "2026-09-01"], (Roll)roll))
        );
    }

    [Theory]
    [InlineData("2025-12-15", "2026-01-15", 2)]
    [InlineData("2025-12-16", "2026-01-14", 0)]
    [InlineData("2025-12-01", "2027-01-31", 14)]
    public void Meetings_lie_within_the_range_over_all_its_years(string from, string to, int count)
    {
        Assert.Equal(count, Meetings(from, to, Meeting("15 of the month", roll: Roll.None)).Count());
    }

    [Fact]
    public void A_meeting_may_have_given_days_alone_and_no_name_but_its_id()
    {
        Assert.Equal(
            ["2026-07-06: a given day: 2026-07-06"],
            Meetings("2026-07-06", "2026-07-06", Meeting(null, ["2026-07-06", "2026-07-07"]))
        );
        var bare = new MeetingOptions
        {
            Id = "m",
            Name = new(),
            Days = [World.Day("2026-07-06")],
            To = [],
        };
        Assert.Equal("m", FixedDayItems.Meetings(new(2026, 1, 1), new(2026, 12, 31), bare, s_facts).Single().Facts.SubjectVi);
    }

    [Fact]
    public void What_cannot_be_worked_out_of_a_rule_is_named()
    {
        var facts = RuleWorld.Facts();
        Lead[] far = [new(1000, LeadUnit.Months)];
        var meeting = new MeetingOptions
        {
            Id = "m",
            Name = new(),
            Days = [new(50, 1, 3)],
            Lead = far,
            To = [],
        };
        var campaign = new CampaignOptions
        {
            Id = "c",
            Name = new(),
            From = new(50, 1, 3),
            Until = new(50, 1, 5),
            Lead = far,
            To = [],
        };
        var held = facts with { Events = [new("e", new(50, 1, 3)) { TitleVi = "Lễ" }] };

        Assert.Empty(FixedDayItems.Meetings(new(50, 1, 1), new(50, 12, 31), meeting, facts));
        Assert.Empty(FixedDayItems.Campaign(campaign, facts));
        Assert.Empty(FixedDayItems.Events(new() { Lead = far }, new([], held), held));

        Assert.Equal(
            ["Set aside: m, 0050-01-03:", "Set aside: c, start:", "Set aside: c, middle:", "Set aside: c, end:", "Set aside: events, e:"],
            facts.SetAside.Named.Select(named => named[..(named.IndexOf(": Arg", StringComparison.Ordinal) + 1)])
        );
        Assert.All(
            new DueItemKey[] { new("m", "day:m", "x"), new("c", "day:c", "x"), new("events", "event:e", "e") },
            key => Assert.True(facts.SetAside.Has(key))
        );
    }

    [Fact]
    public void A_campaign_has_a_first_day_a_middle_and_a_last_day()
    {
        var rule = new CampaignOptions
        {
            Id = "year",
            Name = new() { Vi = "Năm hữu nghị", En = "the Friendship Year" },
            From = World.Day("2026-07-06"),
            Until = World.Day("2026-07-17"),
            Lead = [Lead.TheDay],
            To = [Role.OfficeChief],
            Department = "Văn phòng",
            Action = new() { Vi = "chuẩn bị", En = "prepare" },
        };

        var items = FixedDayItems.Campaign(rule, s_facts).ToList();

        Assert.Equal(
            [
                "year/day:year/start 2026-07-06: start of 2026-07-06 to 2026-07-17",
                "year/day:year/middle 2026-07-11: middle of 2026-07-06 to 2026-07-17",
                "year/day:year/end 2026-07-17: end of 2026-07-06 to 2026-07-17",
            ],
            items.Select(item => $"{item.Key} {DayText.Iso(item.Day)}: {item.DayWhy}")
        );
        Assert.Equal(["Bắt đầu Năm hữu nghị", "Giữa kỳ Năm hữu nghị", "Kết thúc Năm hữu nghị"], items.Select(item => item.Facts.SubjectVi));
        Assert.Equal(
            ["Start of the Friendship Year", "Middle of the Friendship Year", "End of the Friendship Year"],
            items.Select(item => item.Facts.SubjectEn)
        );
        Assert.All(
            items,
            item =>
                Assert.Equal((ReminderKind.Campaign, "chuẩn bị", "prepare"), (item.Facts.Kind, item.Facts.ActionVi, item.Facts.ActionEn))
        );
        Assert.All(items, item => Assert.Equal("Văn phòng", item.Scope.Department));
        Assert.Equal(["the day 2026-07-10"], RuleWorld.Steps(items[1])); // the middle is a Saturday
        Assert.Equal(["the day: office.chief"], RuleWorld.Told(items[0]));
        Assert.Equal(World.Day("2026-07-09"), items[0].ExpiresOn);
    }

    [Theory]
    [InlineData(null, null, "Bắt đầu c", "Start of c")]
    [InlineData("Năm", null, "Bắt đầu Năm", "Start of Năm")]
    public void A_campaign_without_a_name_has_its_id(string? nameVi, string? nameEn, string vi, string en)
    {
        var rule = new CampaignOptions
        {
            Id = "c",
            Name = new() { Vi = nameVi, En = nameEn },
            From = World.Day("2026-07-06"),
            Until = World.Day("2026-07-06"),
            To = [],
        };

        var said = FixedDayItems.Campaign(rule, s_facts).First().Facts;
        Assert.Equal((vi, en), (said.SubjectVi, said.SubjectEn));
    }

    static readonly AnniversaryOptions s_relations = new() { Id = "relations", Of = "relations" };
    static readonly AnniversaryOptions s_founding = new() { Id = "founding", Of = "founded" };

    static DueItem Event(HeldEvent held, EventOptions? rule = null)
    {
        var facts = RuleWorld.Facts(
            [
                RuleWorld.Partner(1, ("founded", "1990-09-01")) with
                {
                    Country = "HU",
                },
                RuleWorld.Partner(2, ("founded", "1991-09-01"), ("department", "Ban khác")) with
                {
                    Country = "HU",
                },
                RuleWorld.Partner(3, ("founded", "1992-09-01")) with
                {
                    Country = "LA",
                },
                RuleWorld.Partner(4, ("founded", "1993")),
                RuleWorld.Partner(5, ("founded", "1994-09-01"), ("department", "Ban riêng")),
            ],
            [World.Country("HU", relations: "1952-09-10"), World.Country("LA", "Ban Châu Á", relations: "1962-09-05")],
            options: new() { Anniversaries = [s_relations, s_founding] }
        ) with
        {
            Events = [held, held with { Id = "off", IsCancelled = true }],
            RulesSince = new Dictionary<string, DateOnly> { ["events"] = World.Day("2021-01-01") },
        };
        var cases = facts.Options.Anniversaries.SelectMany(each =>
            AnniversaryItems.Between(new(2024, 1, 1), new(2027, 12, 31), each, facts)
        );
        var (item, covered) = Assert.Single(FixedDayItems.Events(rule ?? new(), new(cases, facts), facts));
        Assert.Equal(held.Covers.Count, covered.Count);
        return item;
    }

    static HeldEvent Held(params string[] covers) =>
        new("hu", World.Day("2026-07-06"))
        {
            TitleVi = "Lễ kỷ niệm",
            Covers = covers,
            KnownOn = World.Day("2026-02-02"),
        };

    [Fact]
    public void An_event_is_reminded_of_as_the_sheet_says()
    {
        var item = Event(Held() with { TitleEn = "Ceremony", Time = new(19, 0), Place = "Hà Nội", Officer = "eu-1", Country = "HU" });

        Assert.Equal(new("events", "event:hu", "hu"), item.Key);
        Assert.Equal((World.Day("2026-07-06"), "the sheet of events says 2026-07-06"), (item.Day, item.DayWhy));
        Assert.Equal(
            ["15 working days: officer", "5 working days: officer", "1 working day: officer", "the day: officer"],
            RuleWorld.Told(item)
        );
        Assert.Equal((World.Day("2026-02-02"), World.Day("2026-07-09")), (item.KnownOn, item.ExpiresOn));
        Assert.Equal(
            ("eu-1", "HU", "Ban Châu Âu", null),
            (item.Scope.Officer, item.Scope.Country, item.Scope.Department, item.Scope.Partner)
        );
        Assert.Equal(new("được giao chuẩn bị sự kiện “Lễ kỷ niệm”", "you prepare “Ceremony”"), item.Scope.Given);
        Assert.Equal(
            (ReminderKind.Event, "Lễ kỷ niệm, 19:00, Hà Nội", "Ceremony, 19:00, Hà Nội"),
            (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn)
        );
        Assert.Equal(
            ("chuẩn bị nội dung, thành phần, hậu cần", "prepare content, guests and logistics"),
            (item.Facts.ActionVi, item.Facts.ActionEn)
        );
        Assert.Equal(
            new("Lễ kỷ niệm")
            {
                TitleEn = "Ceremony",
                Time = new(19, 0),
                Place = "Hà Nội",
                Zone = "Asia/Ho_Chi_Minh",
            },
            item.Facts.Held
        );
        Assert.Empty(item.Facts.Covers);
    }

    [Fact]
    public void An_event_without_words_in_English_has_the_Vietnamese_ones_and_keeps_its_zone()
    {
        var item = Event(Held() with { Zone = "America/Caracas", KnownOn = World.Day("2019-01-01") });

        Assert.Equal(("Lễ kỷ niệm", "you prepare “Lễ kỷ niệm”"), (item.Facts.SubjectEn, item.Scope.Given?.En));
        Assert.Equal("America/Caracas", item.Facts.Held?.Zone);
        Assert.Equal(World.Day("2021-01-01"), item.KnownOn);
        Assert.Equal((null, null), (item.Scope.Country, item.Scope.Department));
    }

    [Fact]
    public void An_event_in_another_zone_has_both_clocks_in_the_readers_language()
    {
        var item = Event(Held() with { Day = World.Day("2026-09-13"), Time = new(19, 0), Place = "Caracas", OffsetMinutes = -4 * 60 });

        Assert.Equal("Lễ kỷ niệm, 19:00 giờ địa phương (06:00 ngày 14/09/2026 giờ Hà Nội), Caracas", item.Facts.SubjectVi);
        Assert.Equal("Lễ kỷ niệm, 19:00 local time (06:00 on 14 September 2026 in Hanoi), Caracas", item.Facts.SubjectEn);
    }

    [Fact]
    public void An_event_is_reminded_of_as_early_as_what_it_covers_and_names_it()
    {
        // Of 2026: 74 years of relations, 35 years of the association of 1991.
        var ordinary = Event(Held("relations/HU"));
        var round = Event(Held("relations/HU", "founding/CA-2"));

        Assert.Equal((4, World.Day("2026-07-09")), (ordinary.Steps.Count, ordinary.ExpiresOn));
        Assert.Equal(["6 months", "3 months", "1 month", "15 working days"], round.Steps.Take(4).Select(step => step.Name.ToString()));
        Assert.Null(round.ExpiresOn);
        Assert.Equal(["relations/HU", "founding/CA-2"], round.Facts.Covers);
        Assert.Equal(
            "Lễ kỷ niệm (nhân dịp: 74 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - HU, 10/09/2026; 35 năm Ngày thành lập Hội 2, 01/09/2026)",
            round.Facts.SubjectVi
        );
        Assert.Equal(
            "Lễ kỷ niệm (occasion: 74th anniversary of Viet Nam-HU diplomatic relations, 10 September 2026)",
            ordinary.Facts.SubjectEn
        );
    }

    [Theory]
    [InlineData("relations/HU", "HU", "Ban Châu Âu", null)]
    [InlineData("founding/CA-1", "HU", "Ban Châu Âu", "CA-1")]
    [InlineData("founding/CA-1 founding/CA-2", "HU", "Ban Châu Âu", null)] // the country's department
    [InlineData("founding/CA-1 founding/CA-3", null, null, null)] // two countries
    [InlineData("founding/CA-4", null, null, null)] // of which no day is known
    [InlineData("founding/CA-5", null, "Ban riêng", "CA-5")] // of no country
    public void An_event_that_names_no_country_lies_in_the_field_of_what_it_covers(
        string covers,
        string? country,
        string? department,
        string? partner
    )
    {
        var scope = Event(Held(covers.Split(' '))).Scope;

        Assert.Equal((country, department, partner), (scope.Country, scope.Department, scope.Partner?.RegisterId));
    }

    [Fact]
    public void The_country_that_an_event_names_goes_before_that_of_what_it_covers()
    {
        var scope = Event(Held("relations/HU") with { Country = "LA" }).Scope;

        Assert.Equal(("LA", "Ban Châu Á"), (scope.Country, scope.Department));
    }
}
