using System.Globalization;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>What makes a scene harder: things that end and are renewed, meetings, a service that is off now and then.</summary>
static class Twists
{
    /// <summary>What ends: on the field's day, so long after it, for some, with chasing and without.</summary>
    public const string Terms = """
        [
          { "id": "term-end", "of": "termEnd", "name": { "vi": "Hết nhiệm kỳ" },
            "overdue": [ { "after": "7 days", "to": ["officer"] }, { "after": "30 days", "to": ["officer", "department.head"] } ] },
          { "id": "agreement", "of": "agreementEnd", "name": { "vi": "Hết hạn thỏa thuận" }, "who": { "kinds": ["central_association"] },
            "lead": ["6 months", "20 working days", "3 days"], "to": ["officer", "office.chief"], "overdue": [ { "after": "1 working day", "to": ["department.head"] } ] },
          { "id": "review", "of": "boardReviewed", "after": "12 months", "name": { "vi": "Rà soát ban chấp hành" }, "lead": ["10 working days"],
            "overdue": [ { "after": "15 working days", "to": ["officer"] } ] }
        ]
        """;

    public const string Meetings = """
        [
          { "id": "briefing", "name": { "vi": "Họp giao ban" }, "rhythm": "first Monday of the month", "roll": "next", "lead": ["3 working days", "1 day", "the day"], "to": ["office.chief"] },
          { "id": "department", "name": { "vi": "Họp Ban" }, "rhythm": "last Friday of the quarter", "roll": "previous", "lead": ["10 working days", "the day"], "to": ["officer", "department.head"], "department": "Ban Châu Âu" },
          { "id": "payroll", "name": { "vi": "Chốt công" }, "rhythm": "15 of the month", "roll": "nearest", "lead": ["the day"], "to": ["office.chief"] },
          { "id": "council", "name": { "vi": "Hội nghị" }, "days": ["2026-02-24", "2027-02-10", "2027-07-18"], "roll": "next", "lead": ["20 days", "2 working days", "the day"], "to": ["staff:vp-01"] }
        ]
        """;

    /// <summary>Adds ends of terms to a scene, and congresses held before, soon after and long after the end, and never.</summary>
    public static Scene WithTerms(Scene scene, ulong seed)
    {
        var dice = new Dice(seed);
        var renewals = new List<Renewal>();
        List<Association> all = [];
        foreach (var association in scene.Associations)
        {
            var dates = association.Dates.ToDictionary();
            foreach (var field in (string[])["termEnd", "agreementEnd", "boardReviewed"])
            {
                var end = scene.From.AddDays(dice.Between(200, 1200));
                dates[field] = Day(end);
                while (dice.Chance(80) && end < scene.To)
                {
                    // A review is due a year after the last one: it is late by as much as it is held after that.
                    var due = field == "boardReviewed" ? end.AddMonths(12) : end;
                    var on = due.AddDays(dice.Between(-60, 60));
                    end = field == "boardReviewed" ? on : due.AddYears(dice.Between(2, 5));
                    renewals.Add(new(association.Id, field, on, Day(end)));
                }
            }

            all.Add(association with { Dates = dates });
        }

        return scene with
        {
            Associations = all,
            Renewals = renewals,
        };
    }

    /// <summary>The service is off now and then, for days or for weeks.</summary>
    public static Scene WithOutages(Scene scene, ulong seed)
    {
        var dice = new Dice(seed);
        List<Outage> down = [];
        for (var day = scene.From.AddDays(dice.Between(5, 40)); day < scene.To; day = day.AddDays(dice.Between(5, 60)))
        {
            var until = day.AddDays(dice.Chance(70) ? dice.Between(0, 4) : dice.Between(5, 45));
            down.Add(new(day, until));
            day = until;
        }

        return scene with
        {
            Down = down,
        };
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
