using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

public sealed class DayCaseTests
{
    static RemindFacts With(
        RemindOptions options,
        IReadOnlyList<PartnerFacts>? partners = null,
        IReadOnlyList<CountryFacts>? countries = null,
        IReadOnlyList<HeldEvent>? events = null,
        string goLive = "2020-01-01"
    ) =>
        new(partners ?? [], countries ?? [], [])
        {
            Options = options,
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day(goLive),
            LongBreak = World.NoLongBreaks,
            Events = events ?? [],
        };

    static TermOptions Congress =>
        new()
        {
            Id = "congress",
            Of = "congress",
            After = new(60, LeadUnit.Months),
            Name = new() { Vi = "Hết nhiệm kỳ" },
        };

    static PartnerFacts Held(string day) =>
        World.Association(1, "FR") with
        {
            Fields = new Dictionary<string, string> { ["congress"] = day, ["email"] = "a@example.org" },
        };

    [Fact]
    public void EX03_a_term_that_ended_without_a_new_congress_is_overdue()
    {
        var facts = With(new() { Terms = [Congress] }, [Held("2019-12-05")], [World.Country("FR")]);
        var asOf = World.Day("2025-08-18");

        var found = DueItemIndex.Build(facts, asOf, asOf).Items.Single();
        var plan = Planner.Decide(DueItemIndex.Build(facts, asOf, asOf), facts, new([]), asOf);

        Assert.Equal((World.Day("2024-12-05"), 256), (found.Day, asOf.DayNumber - found.Day.DayNumber));
        Assert.Equal(ReminderKind.TermOverdue, plan.Reminders.First(reminder => reminder.IsMailed).Facts.Kind);
    }

    [Fact]
    public void A_term_is_reminded_of_a_year_nine_six_and_three_months_ahead_and_chased_until_there_is_a_new_date()
    {
        var facts = With(new() { Terms = [Congress] }, [Held("2021-12-10")], [World.Country("FR")]);
        var ledger = new Ledger([]);

        // 10/12/2026 less 12 months: Wed 10/12/2025; 9: Tue 10/03/2026; 6: Wed 10/06; 3: Thu 10/09. +7 days: Thu 17/12; +30: Sat
        // 09/01/2027, Mon 11/01.
        var mails = World.Mails(facts, "2025-12-01", "2027-06-30", ledger);
        var after = World.Mails(
            With(new() { Terms = [Congress] }, [Held("2026-12-20")], [World.Country("FR")]),
            "2027-07-01",
            "2027-12-31",
            ledger
        );

        Assert.Equal(
            [
                "2025-12-10 staff:eu-1",
                "2026-03-10 staff:eu-1",
                "2026-06-10 staff:eu-1",
                "2026-09-10 staff:eu-1",
                "2026-12-17 staff:eu-1",
                "2027-01-11 staff:eu-1",
                "2027-01-11 staff:eu-head",
            ],
            mails.Select(mail => mail[..(mail.IndexOf(" partner", StringComparison.Ordinal))])
        );
        Assert.Empty(after);
    }

    [Fact]
    public void DC13_an_event_on_another_day_never_replaces_the_day_of_origin()
    {
        // Hungary: relations 03/02/1950, association 1990, both celebrated on 14/09/2025; Germany 23/09/1975 celebrated on 13/09/2025.
        HeldEvent[] events =
        [
            new("hu", World.Day("2025-09-14"))
            {
                TitleVi = "Kỷ niệm 75 năm Việt Nam - Hungary",
                Country = "HU",
                Covers = ["relations/country:HU", "founding/partner:1"],
            },
            new("de", World.Day("2025-09-13"))
            {
                TitleVi = "Kỷ niệm 50 năm Việt Nam - Đức",
                Country = "DE",
                Covers = ["relations/country:DE"],
            },
        ];
        var facts = With(
            new() { Anniversaries = [World.Relations(), World.Founding()] },
            [World.Association(1, "HU", "1990")],
            [World.Country("HU", relations: "1950-02-03"), World.Country("DE", relations: "1975-09-23")],
            events
        );

        var cases = DueItemIndex
            .Build(facts, World.Day("2025-01-01"), World.Day("2025-12-31"))
            .Items.Where(dueItem => dueItem.Day.Year == 2025)
            .ToDictionary(dueItem => dueItem.Subject, dueItem => dueItem.Day);

        Assert.Equal((World.Day("2025-02-03"), World.Day("2025-09-14")), (cases["country:HU"], cases["event:hu"]));
        Assert.Equal(
            (223, -10),
            (cases["event:hu"].DayNumber - cases["country:HU"].DayNumber, cases["event:de"].DayNumber - cases["country:DE"].DayNumber)
        );
        Assert.Single(World.Run(facts, "2025-09-12", "2025-09-12"), at => at.Reminder.Item.Subject == "event:hu" && at.Reminder.IsMailed);
    }

    [Fact]
    public void An_event_abroad_shows_both_clocks()
    {
        // Caracas, 13/09/2025 19:00 at UTC-4 is 06:00 on 14/09 in Hanoi.
        var held = new HeldEvent("ve", World.Day("2025-09-13"))
        {
            TitleVi = "Mít tinh",
            Time = new(19, 0),
            Place = "Caracas",
            OffsetMinutes = -240,
        };

        Assert.Equal(", 19:00 giờ địa phương (06:00 ngày 14/09/2025 giờ Hà Nội), Caracas", held.Where(english: false));
        Assert.Equal(", 19:00 local time (06:00 on 14 September 2025 in Hanoi), Caracas", held.Where(english: true));
    }

    [Fact]
    public void An_event_that_moves_is_told_and_one_that_is_cancelled_is_silent()
    {
        RemindFacts Sheet(string day, bool cancelled = false) =>
            With(
                new(),
                countries: [World.Country("FR")],
                events:
                [
                    new("e1", World.Day(day))
                    {
                        TitleVi = "Hội thảo",
                        Country = "FR",
                        IsCancelled = cancelled,
                    },
                ]
            );
        var ledger = new Ledger([]);
        World.Mails(Sheet("2026-06-10"), "2026-05-18", "2026-06-03", ledger);

        var moved = World.Run(Sheet("2026-06-24"), "2026-06-04", "2026-06-04", ledger).Single(at => at.Reminder.IsMailed).Reminder;

        Assert.Equal((ReminderKind.Moved, World.Day("2026-06-10")), (moved.Facts.Kind, moved.Facts.MovedFrom!.Value));
        Assert.Empty(World.Mails(Sheet("2026-06-24", cancelled: true), "2026-06-05", "2026-06-30", new([])));
    }

    [Theory]
    [InlineData("first Monday of the month", "2026-01-05,2026-02-02,2026-03-02")]
    [InlineData("last Friday of the quarter", "2026-03-27,2026-06-26,2026-09-25")]
    [InlineData("31 of the month", "2026-01-31,2026-02-28,2026-03-31")]
    [InlineData("second Tuesday of the year", "2026-01-13")]
    [InlineData("every Monday", "2026-01-05,2026-01-12,2026-01-19")]
    [InlineData("every Monday and Thursday", "2026-01-01,2026-01-05,2026-01-08")]
    public void A_rhythm_in_words(string words, string days)
    {
        var rhythm = Recurrence.Parse(words, null);

        Assert.Equal(days.Split(','), rhythm.In(2026).Take(3).Select(day => $"{day:yyyy-MM-dd}"));
        Assert.Equal(words, rhythm.ToString());
    }

    [Theory]
    [InlineData("every Thursday, Monday", "every Monday and Thursday", "thứ Hai, thứ Năm hằng tuần")]
    [InlineData("every Sunday", "every Sunday", "Chủ nhật hằng tuần")]
    [InlineData("every day", null, null)]
    [InlineData("every Monday and Monday of the month", null, null)]
    public void Days_of_each_week_are_read_and_said_in_the_order_of_the_week(string words, string? english, string? vietnamese)
    {
        Assert.Equal(english is not null, Recurrence.TryParse(words, null, out var rhythm));
        Assert.Equal((english, vietnamese), (rhythm?.ToString(), rhythm?.InVietnamese()));
    }

    [Fact]
    public void A_meeting_of_the_rhythm_that_falls_on_a_day_off_is_held_on_the_next_working_day()
    {
        // The first Friday of May 2026 is Labour Day: Monday 04/05. Reminded of 5 and 1 working days before: Thu 23/04 and Wed 29/04.
        // (Off: Sun 26/04 Hùng Kings, Mon 27/04, Thu 30/04, Fri 01/05.) Back from 04/05: 29, 28, 24, 23, 22: five is Wed 22/04.
        var meeting = new MeetingOptions
        {
            Id = "board",
            Name = new() { Vi = "Họp giao ban" },
            Rhythm = Recurrence.Parse("first Friday of the month", null),
            To = [Role.OfficeChief],
        };

        var mails = World.Mails(With(new() { Meetings = [meeting] }, goLive: "2026-04-20"), "2026-04-20", "2026-05-04");

        Assert.Equal(["2026-04-22 staff:chief day:board 5 working days", "2026-04-29 staff:chief day:board 1 working day"], mails);
    }

    [Fact]
    public void A_campaign_has_a_start_a_middle_and_an_end()
    {
        var year = new CampaignOptions
        {
            Id = "cuba",
            Name = new() { Vi = "Năm hữu nghị Việt Nam - Cuba" },
            From = World.Day("2026-02-02"),
            Until = World.Day("2026-12-02"),
            To = [Role.OfficeChief],
            Lead = [Lead.TheDay],
        };

        // 303 days; the middle is 151 days after 02/02: Friday 03/07.
        Assert.Equal(
            ["2026-02-02", "2026-07-03", "2026-12-02"],
            World.Mails(With(new() { Campaigns = [year] }, goLive: "2026-01-01"), "2026-01-02", "2026-12-31").Select(mail => mail[..10])
        );
    }

    [Fact]
    public void A_request_is_chased_like_a_report_and_names_what_was_asked()
    {
        var facts = new RemindFacts(
            [World.Association(1, "FR"), World.Association(2, "FR")],
            [World.Country("FR")],
            [
                new()
                {
                    PartnerId = 1,
                    Code = "ASK-1",
                    Period = "ASK-1",
                    Due = World.Day("2026-03-12"),
                    Title = "Danh sách đoàn",
                    Basis = "Công văn 7",
                },
                new()
                {
                    PartnerId = 2,
                    Code = "ASK-1",
                    Period = "ASK-1",
                    Due = World.Day("2026-03-12"),
                    Title = "Danh sách đoàn",
                    ReceivedOn = World.Day("2026-03-04"),
                },
            ]
        )
        {
            Options = new(),
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-03-02"),
            LongBreak = World.NoLongBreaks,
        };

        var run = World.Run(facts, "2026-03-02", "2026-03-31").Where(at => at.Reminder.IsMailed).ToList();

        // Thursday 12/03: 5 working days before is Thu 05/03, 1 is Wed 11/03; +1 Fri 13/03, +3 Tue 17/03, +7 Mon 23/03.
        Assert.Equal(
            ["2026-03-05", "2026-03-11", "2026-03-13"],
            run.Where(at => at.Reminder.Recipient == "partner:1").Select(at => $"{at.Day:yyyy-MM-dd}")
        );
        Assert.DoesNotContain(run, at => at.Reminder.Recipient == "partner:2");
        var table = run.Single(at => at.Reminder.Recipient == "staff:chief").Reminder;
        Assert.Equal(
            ("Danh sách đoàn", "Công văn 7", 1, 2),
            (table.Facts.SubjectVi, table.Facts.Basis, table.Facts.Received!.Value, table.Facts.Owed!.Value)
        );
        Assert.Equal("2026-03-23", $"{run[^1].Day:yyyy-MM-dd}");
    }
}
