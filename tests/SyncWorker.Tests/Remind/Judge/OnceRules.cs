using System.Globalization;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>Something that runs out once and is chased until the register has a later date.</summary>
sealed record TermRule(
    string Id,
    string Of,
    Distance? After,
    Circle Who,
    IReadOnlyList<Distance> Lead,
    IReadOnlyList<string> To,
    IReadOnlyList<(Distance After, IReadOnlyList<string> To)> Overdue
);

/// <summary>A meeting on a rhythm or on given days.</summary>
sealed record MeetingRule(
    string Id,
    string? Rhythm,
    IReadOnlyList<DateOnly> Days,
    string Roll,
    IReadOnlyList<Distance> Lead,
    IReadOnlyList<string> To,
    string? Department
)
{
    static readonly string[] s_ordinals = ["first", "second", "third", "fourth"];

    /// <summary>Days by document are the days they say.</summary>
    public IEnumerable<DateOnly> Given(int year) => Days.Where(d => d.Year == year);

    /// <summary>The days of the rhythm in one year: each page of the calendar is looked at for the day that the words mean.</summary>
    public IEnumerable<DateOnly> OnRhythm(int year)
    {
        if (Rhythm is null)
        {
            yield break;
        }

        var words = Rhythm.Split(" of the ");
        var months = words[1] switch
        {
            "month" => 1,
            "quarter" => 3,
            "half-year" => 6,
            _ => 12,
        };
        for (var month = 1; month <= 12; month += months)
        {
            var first = new DateOnly(year, month, 1);
            var page = new List<DateOnly>();
            for (var day = first; day < first.AddMonths(months); day = day.AddDays(1))
            {
                page.Add(day);
            }

            yield return Meant(words[0], page);
        }
    }

    static DateOnly Meant(string words, List<DateOnly> page)
    {
        if (int.TryParse(words, CultureInfo.InvariantCulture, out var number))
        {
            return page[number - 1];
        }

        var (which, weekday) = (words.Split(' ')[0], words.Split(' ')[1]);
        var fits = page.Where(d => d.DayOfWeek.ToString() == weekday).ToList();
        return which == "last" ? fits[^1] : fits[Array.IndexOf(s_ordinals, which)];
    }
}

/// <summary>
/// Terms and meetings, from the policy's words (issue 5 parts 2 and 3; Keys terms, meetings): what each is due, its leads rolled
/// back, a term's overdue steps until the register has a later date.
/// </summary>
sealed class OnceOracle(Scene scene, WallCalendar wall, RuleSheet rules, Diary diary)
{
    public void Write()
    {
        foreach (var rule in rules.Terms)
        {
            foreach (var association in scene.Associations.Where(rule.Who.Has))
            {
                WriteTerm(rule, association);
            }
        }

        foreach (var rule in rules.Meetings)
        {
            for (var year = scene.From.Year; year <= scene.To.Year + 2; year++)
            {
                foreach (var day in rule.Given(year).Concat(rule.OnRhythm(year).Select(day => wall.Roll(day, rule.Roll))))
                {
                    WriteMeeting(rule, day);
                }
            }
        }
    }

    /// <summary>Each date that the register ever had, silent from the day on which a later one came.</summary>
    void WriteTerm(TermRule rule, Association association)
    {
        var known = scene.Renewals.Where(r => r.Association == association.Id && r.Field == rule.Of).OrderBy(r => r.On).ToList();
        var date = association.Dates.GetValueOrDefault(rule.Of);
        var since = DateOnly.MinValue;
        foreach (var next in known.Append(null))
        {
            if (date is { Length: 10 })
            {
                WriteTerm(
                    rule,
                    association,
                    DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    since,
                    next?.On ?? DateOnly.MaxValue
                );
            }

            (date, since) = (next?.To, next?.On ?? since);
        }
    }

    void WriteTerm(TermRule rule, Association association, DateOnly written, DateOnly since, DateOnly until)
    {
        var end = rule.After is { } after ? wall.After(written, after) : written;
        var page = new Page
        {
            Rule = rule.Id,
            Subject = new("partner:" + association.Id, association, null),
            Period = Say(end),
            Step = "",
            Day = end,
            Raw = end,
            Place = 0,
            To = rule.To,
            Since = since,
            Silent = until,
            Expires = false,
            HasDone = false,
            Why = "",
        };
        diary.WriteLeads(page, rule.Lead, "previous");
        foreach (var (step, place) in rule.Overdue.Select((s, i) => (s, i)))
        {
            var raw = wall.After(end, step.After);
            diary.WriteChase(
                page with
                {
                    Step = "+" + step.After.Text,
                    Raw = raw,
                    Place = 100 + place,
                    To = step.To,
                    Why = $"{rule.Of} ended on {Say(end)}; {step.After.Text} after is {Say(raw)}",
                },
                wall.Roll(raw, "next")
            );
        }
    }

    void WriteMeeting(MeetingRule rule, DateOnly day) =>
        diary.WriteLeads(
            new()
            {
                Rule = rule.Id,
                Subject = new("", null, null, rule.Department),
                Period = Say(day),
                Step = "",
                Day = day,
                Raw = day,
                Place = 0,
                To = rule.To,
                Why = "",
            },
            rule.Lead,
            "previous"
        );

    static string Say(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
