using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind;

/// <summary>The cases of data/date_cases.json, each under its id; input and expectation are read from the file.</summary>
public sealed class DateCaseTests
{
    static readonly JsonDocument s_file = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "date_cases.json"))
    );

    static (JsonElement Input, JsonElement Expected) Case(string id)
    {
        var found = s_file.RootElement.GetProperty("cases").EnumerateArray().Single(element => element.GetProperty("id").GetString() == id);
        return (found.GetProperty("input"), found.GetProperty("expected"));
    }

    static DateOnly Day(JsonElement text) => World.Day(text.GetString()!);

    static DateOnly[] Days(JsonElement list) => [.. list.EnumerateArray().Select(Day)];

    static DueItem Relations(string origin, int year, Feb29 feb29 = Feb29.Feb28, params Lead[] lead) =>
        World.CaseIn(
            year,
            World.Of(
                countries: [World.Country("XX", relations: origin)],
                anniversaries:
                [
                    new()
                    {
                        Id = "relations",
                        Of = "relations",
                        Feb29 = feb29,
                        Lead = lead is [] ? World.Ordinary : lead,
                    },
                ]
            )
        );

    [Theory]
    [InlineData("DC01")]
    [InlineData("DC09")]
    public void The_day_the_years_and_the_milestone(string id)
    {
        var (input, expected) = Case(id);

        var found = Relations(input.GetProperty("origin").GetString()!, input.GetProperty("year").GetInt32());

        Assert.Equal(Day(expected.GetProperty("date")), found.Day);
        Assert.Equal(expected.GetProperty("years").GetInt32(), found.Facts.Years);
        Assert.Equal(expected.GetProperty("milestone").GetString(), found.Facts.Milestone?.ToString().ToLowerInvariant());
    }

    [Fact]
    public void DC02_the_other_policy_for_29_February()
    {
        var (input, expected) = Case("DC02");

        var found = input
            .GetProperty("years_asked")
            .EnumerateArray()
            .Select(year => Relations(input.GetProperty("origin").GetString()!, year.GetInt32(), Feb29.Mar01).Day);

        Assert.Equal(Days(expected.GetProperty("dates")), found);
    }

    [Fact]
    public void DC04_a_lead_day_on_a_Sunday()
    {
        var (input, expected) = Case("DC04");
        var lead = new Lead(input.GetProperty("lead_days").GetInt32(), LeadUnit.Days);

        var found = Relations(input.GetProperty("origin").GetString()!, input.GetProperty("year").GetInt32(), Feb29.Feb28, lead);

        Assert.Equal(Day(expected.GetProperty("occurrence")), found.Day);
        Assert.Equal(
            (expected.GetProperty("years").GetInt32(), expected.GetProperty("milestone").GetString()),
            (found.Facts.Years!.Value, found.Facts.Milestone?.ToString().ToLowerInvariant())
        );
        Assert.Equal(Day(expected.GetProperty("raw_lead_day")), lead.RawBefore(found.Day, World.Calendar));
        Assert.Equal(Day(expected.GetProperty("send_on")), found.Steps.Single(step => step.Name.ToString() == lead.ToString()).SendOn);
    }

    [Theory]
    [InlineData("DC06")]
    [InlineData("DC07")]
    public void The_next_occurrence(string id)
    {
        var (input, expected) = Case(id);
        var rule = World.Relations();
        var facts = World.Of(countries: [World.Country("XX", relations: input.GetProperty("origin").GetString()!)], anniversaries: [rule]);
        var asOf = input.GetProperty("as_of") is { ValueKind: JsonValueKind.Array } list ? Days(list) : [Day(input.GetProperty("as_of"))];

        var found = asOf.Select(day => AnniversaryItems.Between(day, day.AddDays(400), rule, facts).MinBy(dueItem => dueItem.Day)!)
            .ToList();

        var next = expected.GetProperty("next");
        var toGo = expected.GetProperty("days_to_go");
        Assert.Equal(next.ValueKind == JsonValueKind.Array ? Days(next) : [Day(next)], found.Select(dueItem => dueItem.Day));
        Assert.Equal(
            toGo.ValueKind == JsonValueKind.Array ? toGo.EnumerateArray().Select(days => days.GetInt32()) : [toGo.GetInt32()],
            found.Zip(asOf, (dueItem, day) => dueItem.Day.DayNumber - day.DayNumber)
        );
        if (expected.TryGetProperty("years", out var years))
        {
            Assert.Equal(years.GetInt32(), found[0].Facts.Years);
        }
    }

    [Fact]
    public void DC10_several_milestones_in_one_year()
    {
        var (input, expected) = Case("DC10");
        var year = input.GetProperty("year").GetInt32();
        foreach (var item in input.GetProperty("items").EnumerateArray())
        {
            var found = Relations(item[1].GetString()!, year);

            var asked = expected.GetProperty(item[0].GetString()!);
            Assert.Equal(
                (asked[0].GetInt32(), asked[1].GetString()),
                (found.Facts.Years!.Value, found.Facts.Milestone?.ToString().ToLowerInvariant())
            );
        }
    }

    [Fact]
    public void DC11_a_founding_known_by_its_year_makes_no_day_and_no_reminder()
    {
        var (input, _) = Case("DC11");
        var facts = World.Of(
            [World.Association(1, "HU", input.GetProperty("origin").GetString())],
            [World.Country("HU")],
            [World.Founding()]
        );

        Assert.Empty(DueItemIndex.Build(facts, new(2025, 1, 1), new(2025, 12, 31)).Items);
    }

    [Fact]
    public void DC12_a_day_known_by_its_month_is_reminded_of_on_the_first()
    {
        var (input, expected) = Case("DC12");

        var found = Relations(input.GetProperty("origin").GetString()!, input.GetProperty("year").GetInt32());

        Assert.Equal(Day(expected.GetProperty("anchor")), found.Day);
        Assert.Equal(
            (expected.GetProperty("years").GetInt32(), expected.GetProperty("milestone").GetString()),
            (found.Facts.Years!.Value, found.Facts.Milestone?.ToString().ToLowerInvariant())
        );
        Assert.Equal("1973-09", found.Facts.Origin.ToString());
    }

    [Fact]
    public void DC14_two_dates_of_one_organisation_are_two_days()
    {
        var (input, expected) = Case("DC14");
        var partner = World.Association(1, "RU", input.GetProperty("founded").GetString());
        partner = partner with
        {
            Fields = new Dictionary<string, string>(partner.Fields)
            {
                ["traditionalDay"] = input.GetProperty("traditional_day").GetString()!,
            },
        };
        var facts = World.Of(
            [partner],
            [World.Country("RU")],
            [World.Founding(), new() { Id = "traditional", Of = "traditionalDay" }],
            goLive: "2015-01-01"
        );

        var found = DueItemIndex
            .Build(facts, new(2020, 1, 1), new(2020, 12, 31))
            .Items.Where(dueItem => dueItem.Period == "2020")
            .ToDictionary(dueItem => dueItem.Rule);

        Assert.Equal(expected.GetProperty("traditional_day_years").GetInt32(), found["traditional"].Facts.Years);
        Assert.Equal(expected.GetProperty("founded_years").GetInt32(), found["founding"].Facts.Years);
        Assert.Equal(
            expected.GetProperty("milestones").EnumerateArray().Select(word => word.GetString()),
            [
                found["traditional"].Facts.Milestone?.ToString().ToLowerInvariant(),
                found["founding"].Facts.Milestone?.ToString().ToLowerInvariant(),
            ]
        );
    }

    [Theory]
    [InlineData("DC15")]
    [InlineData("DC17")]
    [InlineData("DC19")]
    [InlineData("DC21")]
    public void The_due_day_of_a_report_rolls_off_a_day_off(string id)
    {
        var (input, expected) = Case(id);
        var due = Day(input.GetProperty("due"));

        var found = input
            .GetProperty("roll")
            .EnumerateArray()
            .Select(roll => World.Calendar.Roll(due, roll.GetString() == "next_business_day" ? Roll.Next : Roll.Previous));

        Assert.Equal(Days(expected.GetProperty("adjusted")), found);
        if (expected.TryGetProperty("mark", out _))
        {
            Assert.True(World.Calendar.IsTentative(due, due));
        }
    }

    [Fact]
    public void DC22_Hung_Kings_Day()
    {
        var (input, expected) = Case("DC22");

        var found = input.GetProperty("years").EnumerateArray().Select(year => LunarCalendar.ToSolar(year.GetInt32(), 3, 10, out _));

        Assert.Equal(Days(expected.GetProperty("dates")), found);
    }

    [Fact]
    public void DC23_the_leap_sixth_month_of_2025_and_the_anniversary_once_in_the_ordinary_one()
    {
        var (_, expected) = Case("DC23");
        var rule = new AnniversaryOptions
        {
            Id = "lunar",
            Of = "relations",
            Calendar = DayCalendar.Lunar,
        };
        var facts = World.Of(countries: [World.Country("XX", relations: "2000-06-15")], anniversaries: [rule]);

        Assert.Equal(
            Days(expected.GetProperty("dates")),
            new[] { false, true }.Select(leap => LunarCalendar.ToSolar(2025, 6, 15, leap, out _))
        );
        Assert.Equal(Day(expected.GetProperty("anniversary")), World.CaseIn(2025, facts).Day);
        Assert.Single(DueItemIndex.Build(facts, new(2025, 1, 1), new(2025, 12, 31)).Items, dueItem => dueItem.Period == "2025");
    }

    [Fact]
    public void DC24_the_thirtieth_of_a_short_month_is_its_last_day()
    {
        var (input, expected) = Case("DC24");
        var used = new List<int>();

        var found = input
            .GetProperty("lunar_years")
            .EnumerateArray()
            .Select(year =>
            {
                var day = LunarCalendar.ToSolar(year.GetInt32(), 12, 30, out var dayUsed);
                used.Add(dayUsed);
                return day;
            })
            .ToList();

        Assert.Equal(Days(expected.GetProperty("dates")), found);
        Assert.Equal(expected.GetProperty("day_used").EnumerateArray().Select(day => day.GetInt32()), used);
    }

    [Fact]
    public void DC27_the_day_turns_at_midnight_in_Hanoi()
    {
        var (input, expected) = Case("DC27");
        Assert.True(SyncWorker.Union.Zones.TryFind("Asia/Ho_Chi_Minh", out var zone));

        var days = input
            .GetProperty("now_utc")
            .EnumerateArray()
            .Select(at =>
                Moment.Read(new FakeTimeProvider(DateTimeOffset.Parse(at.GetString()!, CultureInfo.InvariantCulture)), zone).Today
            )
            .ToList();

        Assert.Equal(Days(expected.GetProperty("local_date")), days);
        Assert.Equal(
            expected.GetProperty("day0_due").EnumerateArray().Select(due => due.GetBoolean()),
            days.Select(day => day == Day(input.GetProperty("event")))
        );
    }

    [Fact]
    public void DC29_after_a_downtime_over_two_steps_one_late_mail_and_never_a_second()
    {
        var (input, expected) = Case("DC29");
        Lead[] leads = [.. input.GetProperty("steps").EnumerateArray().Select(days => new Lead(days.GetInt32(), LeadUnit.Days))];
        var facts = World.Of(countries: [World.Country("CU", relations: "1961-12-02")], anniversaries: [World.Relations(leads)]);
        var ledger = new Ledger([]);
        World.Mails(facts, "2025-10-30", "2025-11-27", ledger); // the two steps that were sent

        var up = World.Run(facts, "2025-12-03", "2025-12-03", ledger);
        var second = World.Run(facts, "2025-12-03", "2025-12-03", ledger);

        var mail = Assert.Single(up, at => at.Reminder.IsMailed).Reminder;
        Assert.Equal(("the day", LedgerState.Late, 1), (mail.Step.ToString(), mail.State, mail.Facts.LateWorkingDays));
        Assert.Equal(
            expected.GetProperty("superseded").EnumerateArray().Select(days => new Lead(days.GetInt32(), LeadUnit.Days).ToString()),
            up.Where(at => at.Reminder.State == LedgerState.Superseded).Select(at => at.Reminder.Step.ToString())
        );
        Assert.Empty(second);
    }

    [Fact]
    public void EX01_a_national_day_that_the_law_moved()
    {
        var (input, expected) = Case("EX01");
        var moved = input
            .GetProperty("rules")
            .EnumerateArray()
            .Select(rule => new MovedDay
            {
                Country = "KZ",
                Day = MonthDay.Parse(rule.GetProperty("month_day").GetString()!, null),
                Year = rule.GetProperty("origin_year").GetInt32(),
                From = rule.TryGetProperty("from", out var from) ? Day(from).Year : null,
                Until = rule.TryGetProperty("until", out var until) ? Day(until).Year : null,
            })
            .ToList();
        var facts = World.Of(
            countries: [World.Country("KZ", nationalDay: "10-25")],
            anniversaries:
            [
                new()
                {
                    Id = "national-day",
                    Of = "nationalDay",
                    Moved = moved,
                },
            ]
        );

        Assert.Equal(
            Days(expected.GetProperty("dates")),
            input.GetProperty("years").EnumerateArray().Select(year => World.CaseIn(year.GetInt32(), facts).Day)
        );
    }

    [Fact]
    public void EX02_a_country_without_a_fixed_national_day_has_none()
    {
        var facts = World.Of(
            countries: [World.Country("IL"), World.Country("GB")],
            anniversaries: [new() { Id = "national-day", Of = "nationalDay" }]
        );

        Assert.Empty(DueItemIndex.Build(facts, new(2026, 1, 1), new(2026, 12, 31)).Items);
    }

    [Fact]
    public void EX04_what_was_the_merged_unions_goes_to_the_new_one()
    {
        var old = World.Association(1, "VN", kind: "local_union") with { IsActive = false, SuccessorId = 3 };
        var older = World.Association(2, "VN", kind: "local_union") with { IsActive = false, SuccessorId = 3 };
        var merged = World.Association(3, "VN", kind: "local_union") with { RegisterId = "LU34-24", Province = "24" };
        var facts = World.Of([old, older, merged], reports: [World.HalfYear()]);

        var recipients = World
            .Run(facts, "2026-06-01", "2026-07-31")
            .Select(at => at.Reminder.Recipient)
            .Where(key => key.StartsWith("partner:", StringComparison.Ordinal))
            .Distinct();

        Assert.Equal(["partner:3"], recipients);
    }

    [Fact]
    public void EX05_two_anniversaries_on_one_day_are_one_mail()
    {
        var (_, expected) = Case("EX05");
        var facts = World.Of(
            countries: [World.Country("MZ", relations: "1975-06-25", nationalDay: "06-25", year: 1975)],
            anniversaries:
            [
                World.Relations(),
                new()
                {
                    Id = "national-day",
                    Of = "nationalDay",
                    CountYearsFor = ["MZ"],
                },
            ]
        );

        var onTheDay = World.Run(facts, "2025-06-25", "2025-06-25").Where(at => at.Reminder.IsMailed).ToList();

        Assert.Equal(expected.GetProperty("mails").GetInt32(), onTheDay.Select(at => at.Reminder.Recipient).Distinct().Count());
        Assert.Equal([50, 50], onTheDay.Select(at => at.Reminder.Facts.Years!.Value));
    }
}
