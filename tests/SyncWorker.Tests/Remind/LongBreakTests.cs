using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>Long breaks, worked by hand from the calendar files. T2 is Monday, T7 Saturday.</summary>
public sealed class LongBreakTests
{
    static readonly LongBreak s_shipped = new();

    static List<string> Report(string due, string from, string to) =>
        World.Mails(
            World.Of(
                [World.Association(1, "FR")],
                [World.Country("FR")],
                reports: [World.HalfYear(due)],
                longBreak: s_shipped,
                goLive: $"{from[..4]}-01-02"
            ),
            from,
            to
        );

    [Fact]
    public void Escalation_over_the_working_Saturday_of_22_08_2026()
    {
        // Due Thursday 20/08/2026. Saturday 22/08 is worked in exchange for Monday 31/08.
        //   +1 working day:  Fri 21/08.
        //   +3 working days: Fri 21 (1), Sat 22 (2), Mon 24 (3): Monday 24/08. A calendar that forgets the swap says Tuesday 25/08.
        //   +7 working days: Tue 25 (4), Wed 26 (5), Thu 27 (6), Fri 28 (7): Friday 28/08, the last day before the break.
        // The break Sat 29/08 to Wed 02/09 is five days. Its notice, three working days before, would be Wed 26/08; no step falls into it.
        // Ahead: 14 days before is Thu 06/08; 5 working days: 19, 18, 17, 14, Thu 13/08; 1 working day Wed 19/08.
        var mails = Report("08-20", "2026-07-01", "2026-09-30");

        Assert.Equal(["2026-08-06", "2026-08-13", "2026-08-19", "2026-08-21"], Days(mails, "partner:1"));
        Assert.Equal(["2026-08-06", "2026-08-13", "2026-08-19", "2026-08-24"], Days(mails, "staff:eu-1"));
        Assert.Equal(["2026-08-24", "2026-08-28"], Days(mails, "staff:eu-head"));
        Assert.Equal(["2026-08-28"], Days(mails, "staff:chief"));
    }

    [Fact]
    public void Escalation_over_National_Day_2026_waits_until_the_third_day_back()
    {
        // Due Thursday 27/08/2026; off Sat 29/08 to Wed 02/09 (31/08 swapped, 01/09 and 02/09 National Day).
        //   +1 working day:  Fri 28/08.
        //   +3 working days: Fri 28 (1), Thu 03/09 (2), Fri 04/09 (3): the second day back: nobody is chased on the first two days
        //                    back, so it waits for the third, Monday 07/09.
        //   +7 working days: Mon 07 (4), Tue 08 (5), Wed 09 (6), Thu 10 (7): Thursday 10/09.
        // Ahead: 14 days before is Thu 13/08; 5 working days: 26, 25, 24, Sat 22 (worked), Fri 21/08; 1 working day Wed 26/08.
        var mails = Report("08-27", "2026-07-01", "2026-09-30");

        Assert.Equal(["2026-08-13", "2026-08-21", "2026-08-26", "2026-08-28"], Days(mails, "partner:1"));
        Assert.Equal(["2026-08-13", "2026-08-21", "2026-08-26", "2026-09-07"], Days(mails, "staff:eu-1"));
        Assert.Equal(["2026-09-07", "2026-09-10"], Days(mails, "staff:eu-head"));
        Assert.Equal(["2026-09-10"], Days(mails, "staff:chief"));
    }

    [Fact]
    public void Escalation_over_Tet_2027()
    {
        // Due Thursday 04/02/2027, the last day before Tết (off Fri 05/02 to Thu 11/02, computed: tạm tính).
        //   +1 working day:  Fri 12/02, the first day back: it waits for the third day back. Fri 12 (1), Mon 15 (2), Tue 16 (3): Tuesday
        // 16/02.
        //   +3 working days: Fri 12 (1), Mon 15 (2), Tue 16 (3): Tuesday 16/02 as it is.
        //   +7 working days: Wed 17 (4), Thu 18 (5), Fri 19 (6), Mon 22 (7): Monday 22/02.
        // Ahead: 14 days before is Thu 21/01; 5 working days Thu 28/01; 1 working day Wed 03/02.
        var mails = Report("02-04", "2027-01-20", "2027-03-01");

        Assert.Equal(["2027-01-21", "2027-01-28", "2027-02-03", "2027-02-16"], Days(mails, "partner:1"));
        Assert.Equal(["2027-01-21", "2027-01-28", "2027-02-03", "2027-02-16"], Days(mails, "staff:eu-1"));
        Assert.Equal(["2027-02-16", "2027-02-22"], Days(mails, "staff:eu-head"));
        Assert.Equal(["2027-02-22"], Days(mails, "staff:chief"));
    }

    [Fact]
    public void Leads_over_Tet_2027_meet_in_the_notice_and_escalation_follows_when_all_are_back()
    {
        // Due Tuesday 16/02/2027, the third working day after Tết (off Fri 05/02 to Thu 11/02): Fri 12 (1), Mon 15 (2), Tue 16 (3).
        // Ahead: 14 days before is Tue 02/02; 5 working days: Mon 15 (1), Fri 12 (2), Thu 04 (3), Wed 03 (4), Tue 02/02 (5).
        // The notice, three working days before Fri 05/02: Thu 04, Wed 03, Tue 02/02. All three are one mail. Named again on the first
        // day back, Fri 12/02, as the break's cover reaches five working days, to Thu 18/02; 1 working day before is Mon 15/02.
        //   +1 working day: Wed 17/02. +3: Wed 17, Thu 18, Fri 19/02. +7: Mon 22, Tue 23, Wed 24, Thu 25/02.
        var mails = Report("02-16", "2027-01-20", "2027-03-01");

        Assert.Equal(["2027-02-02", "2027-02-12", "2027-02-15", "2027-02-17"], Days(mails, "partner:1"));
        Assert.Equal(["2027-02-02", "2027-02-12", "2027-02-15", "2027-02-19"], Days(mails, "staff:eu-1"));
        Assert.Equal(["2027-02-19", "2027-02-25"], Days(mails, "staff:eu-head"));
        Assert.Equal(["2027-02-25"], Days(mails, "staff:chief"));
    }

    [Fact]
    public void Ethiopia_on_the_first_day_after_Tet_2026_is_not_told_nine_days_early_three_times()
    {
        // 23/02/2026 is the first day back after Sat 14/02 to Sun 22/02. 7, 3 and 1 days before: 16, 20 and 22 February, all within
        // Tết. Notice three working days before Sat 14/02: Fri 13 (1), Thu 12 (2), Wed 11/02 (3). Then silence, then the day itself.
        var facts = World.Of(
            countries: [World.Country("ET", relations: "1976-02-23")],
            anniversaries:
            [
                new()
                {
                    Id = "relations",
                    Of = "relations",
                    Round10 = [],
                    Lead = [new(7, LeadUnit.Days), new(3, LeadUnit.Days), new(1, LeadUnit.Days), Lead.TheDay],
                },
            ],
            longBreak: s_shipped,
            goLive: "2026-02-01"
        );

        Assert.Equal(
            ["2026-02-11 staff:eu-1 country:ET 1 day", "2026-02-23 staff:eu-1 country:ET the day"],
            World.Mails(facts, "2026-02-01", "2026-03-01")
        );
    }

    [Fact]
    public void Seventy_five_years_on_02_02_with_Tet_on_29_01()
    {
        // Slovakia, 02/02/1950: 75 years on Sunday 02/02/2025. Off: Sat 25/01 to Sun 02/02/2025, mùng một on 29/01. The day itself and
        // 1 working day before (Fri 24/01) and 5 (Mon 20/01): notice three working days before Sat 25/01: Fri 24, Thu 23, Wed 22/01.
        // 15 working days before: back from Fri 24/01 to Mon 06/01 (24,23,22,21,20,17,16,15,14,13,10,9,8,7,6). Months: 02/08/2024 (Fri),
        // 02/11/2024 (Sat: Fri 01/11), 02/01/2025 (Thu).
        var facts = World.Of(
            countries: [World.Country("SK", relations: "1950-02-02")],
            anniversaries: [World.Relations()],
            longBreak: s_shipped,
            goLive: "2024-08-01"
        );

        Assert.Equal(
            [
                "2024-08-02 6 months",
                "2024-11-01 3 months",
                "2025-01-02 1 month",
                "2025-01-06 15 working days",
                "2025-01-20 5 working days",
                "2025-01-22 the day",
                "2025-01-24 1 working day",
            ],
            World
                .Run(facts, "2024-08-01", "2025-02-28")
                .Where(at => at.Reminder.IsMailed && at.Reminder.Item.Period == "2025")
                .Select(at => $"{at.Day:yyyy-MM-dd} {at.Reminder.Step}")
        );
    }

    [Fact]
    public void A_day_shortly_after_the_break_stands_in_the_notice_and_on_the_first_day_back()
    {
        // Thursday 26/02/2026 is the fourth working day after Tết 2026; its only own step is the day itself.
        var facts = World.Of(
            countries: [World.Country("KW", relations: "1990-02-26")],
            anniversaries: [World.Relations([Lead.TheDay])],
            longBreak: s_shipped,
            goLive: "2026-02-01"
        );

        Assert.Equal(
            ["2026-02-11 before the break", "2026-02-23 after the break", "2026-02-26 the day"],
            World
                .Run(facts, "2026-02-01", "2026-03-01")
                .Where(at => at.Reminder.IsMailed)
                .Select(at => $"{at.Day:yyyy-MM-dd} {at.Reminder.Step}")
        );
    }

    static List<string> Days(List<string> mails, string recipient) =>
        [.. mails.Where(mail => mail.Contains($" {recipient} ", StringComparison.Ordinal)).Select(mail => mail[..10])];
}
