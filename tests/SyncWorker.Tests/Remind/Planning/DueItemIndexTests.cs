using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Which cases there are, and which of them have a step on a day.</summary>
public sealed class DueItemIndexTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    /// <summary>One rule of each kind.</summary>
    static RemindFacts Union() =>
        new(
            [
                World.Association(1, "FR", founded: "1962-07-20") with
                {
                    Fields = new Dictionary<string, string> { ["founded"] = "1962-07-20", ["termEnd"] = "2026-10-01" },
                },
            ],
            [World.Country("FR", relations: "1973-04-12")],
            [
                new()
                {
                    PartnerId = 1,
                    Code = "ASK-20260701-1",
                    Period = "ASK-20260701-1",
                    Due = World.Day("2026-07-15"),
                },
            ]
        )
        {
            Options = new()
            {
                Anniversaries = [World.Founding(), World.Relations()],
                Reports = [World.HalfYear()],
                Terms =
                [
                    new()
                    {
                        Id = "term",
                        Of = "termEnd",
                        Name = new() { Vi = "Hết nhiệm kỳ" },
                    },
                ],
                Meetings =
                [
                    new()
                    {
                        Id = "board",
                        Name = new() { Vi = "Họp" },
                        // Wednesday 15/07 is given and of the rhythm: one meeting.
                        Rhythm = Recurrence.Parse("15 of the month", null),
                        Days = [World.Day("2026-07-15")],
                        To = [Role.Officer],
                        Department = Made.Europe,
                        Lead = [new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays)],
                    },
                ],
                Campaigns =
                [
                    new()
                    {
                        Id = "year",
                        Name = new() { Vi = "Năm hữu nghị" },
                        From = World.Day("2026-07-01"),
                        Until = World.Day("2026-07-31"),
                        To = [Role.Officer],
                    },
                ],
                YearList = new(),
                RegisterCheck = new() { Due = MonthDay.Parse("11-02", null) },
            },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            LongBreak = World.NoLongBreaks,
            Assignments = [new("KL-01", AssignmentKind.Conclusion, "eu-1", World.Day("2026-07-17")) { TaskVi = "Rà soát" }],
            Events =
            [
                new("late", World.Day("2026-04-20")) { TitleVi = "Lễ", Covers = ["relations/FR"] },
                new("early", World.Day("2026-04-10")) { TitleVi = "Mít tinh", Covers = ["relations/FR"] },
            ],
        };

    static IEnumerable<string> Rules(DueItemIndex items) => items.Items.Select(item => item.Rule).Distinct().Order(StringComparer.Ordinal);

    [Fact]
    public void Every_kind_of_rule_has_its_cases() =>
        Assert.Equal(
            [
                "assignments",
                "board",
                "events",
                "founding",
                "half-year-report",
                "register-check",
                "relations",
                "requests",
                "term",
                "year",
                "year-list",
            ],
            Rules(DueItemIndex.Build(Union(), s_today, s_today))
        );

    [Fact]
    public void For_a_calendar_alone_there_are_no_mails_that_are_no_day_and_no_mails_of_single_units()
    {
        var days = DueItemIndex.Build(Union(), s_today, s_today, DueParts.Days);

        Assert.DoesNotContain("year-list", Rules(days));
        Assert.DoesNotContain("register-check", Rules(days));
        Assert.DoesNotContain(days.Items, item => item is { Rule: "half-year-report", Subject: "partner:1" });
        Assert.Contains(days.Items, item => item is { Rule: "half-year-report", Subject: "report:RPT-6T-H" });
        Assert.All(days.Items.Where(item => item.Rule is "founding" or "term"), item => Assert.Empty(item.Steps));
    }

    [Fact]
    public void A_case_has_one_place_and_is_found_by_its_key()
    {
        var items = DueItemIndex.Build(Union(), s_today, s_today);

        Assert.Single(items.Items, item => item is { Rule: "board", Period: "2026-07-15" });
        Assert.Same(
            items.Items.Single(item => item is { Rule: "founding", Period: "2026" }),
            items.ByKey[new("founding", "partner:1", "2026")]
        );
    }

    [Fact]
    public void An_anniversary_is_covered_by_the_first_of_the_events_that_name_it() =>
        Assert.Equal(
            "event:early",
            DueItemIndex.Build(Union(), s_today, s_today).ByKey[new("relations", "country:FR", "2026")].CoveredBy?.Subject
        );

    [Fact]
    public void A_paused_rule_has_no_cases()
    {
        var paused = Union() with { PausedRules = new Dictionary<string, PausedUntil> { ["board"] = new("paused", null) } };

        Assert.DoesNotContain("board", Rules(DueItemIndex.Build(paused, s_today, s_today)));
    }

    [Fact]
    public void Days_are_found_as_far_beyond_the_range_as_reminders_reach()
    {
        var facts = Union();
        var days = DueItemIndex
            .Build(facts, s_today, s_today.AddDays(10))
            .Items.Where(item => item.Rule == "board")
            .Select(item => item.Day)
            .Order()
            .ToList();

        // The fifteenth of each month, on a day off the next working day, up to 403 days from either end.
        Assert.Equal((World.Day("2025-06-16"), World.Day("2027-08-16")), (days[0], days[^1]));
        Assert.Equal(403, facts.ReachDays);
    }

    [Theory]
    [InlineData("2026-07-07", "2026-07-07", "")]
    [InlineData("2026-07-07", "2026-07-08", "board")] // five working days before the 15th
    [InlineData("2026-07-08", "2026-07-08", "board")]
    [InlineData("2026-07-08", "2026-07-14", "board")] // both steps, one case
    [InlineData("2026-07-09", "2026-07-13", "")]
    [InlineData("2026-07-14", "2026-07-14", "board")]
    [InlineData("2026-07-15", "2026-07-20", "")]
    public void The_cases_that_arrive_are_those_with_a_step_on_one_of_the_days(string from, string to, string rules) =>
        Assert.Equal(
            rules.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            DueItemIndex
                .Build(
                    Union() with
                    {
                        Options = new() { Meetings = [.. Union().Options.Meetings] },
                        Assignments = [],
                        Events = [],
                    },
                    s_today,
                    s_today
                )
                .Arriving(World.Day(from), World.Day(to))
                .Where(item => item.Rule != "requests")
                .Select(item => item.Rule)
        );

    [Fact]
    public void Cases_arrive_in_the_order_of_their_steps_and_those_of_the_outlook_alone_never()
    {
        var facts = World.Of(
            [World.Association(1, "FR")],
            [
                World.Country("FR", relations: "1973-07-10"),
                World.Country("HU", relations: "1950-07-08"),
                World.Country("LA", relations: "1962-07-09"),
            ],
            [
                new()
                {
                    Id = "relations",
                    Of = "relations",
                    Lead = [Lead.TheDay],
                    Countries = CountryReach.Linked,
                },
            ]
        );
        var all = World.Of([], facts.Countries, [World.Relations([Lead.TheDay])]);
        static IEnumerable<string> In2026(RemindFacts facts) =>
            DueItemIndex.Build(facts, s_today, s_today).Arriving(s_today, World.Day("2026-07-31")).Select(item => item.Subject);

        Assert.Equal(["country:HU", "country:LA", "country:FR"], In2026(all));
        Assert.Equal(["country:FR"], In2026(facts));
    }
}
