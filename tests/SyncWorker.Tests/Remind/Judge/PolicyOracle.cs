using System.Globalization;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// Says who is reminded of what on which day, written from the policy's words by someone who had not seen the planner, and as
/// plainly as can be: write every step of every case into a diary, then turn its pages one day at a time.
/// "Cases" is data/date_cases.json and its policy keys, "People" the page on the people it serves and what they told,
/// "Keys" the description of a key in the config's schema. Where two disagree, Cases come first, then People.
/// <list type="number">
/// <item>29 February in a year without one is 28 February, or 1 March if the rule says mar01; a leap year keeps the day (Cases feb29, DC01,
/// DC02).</item>
/// <item>Years are the occurrence's year minus the year of origin, whatever year the mail is sent in (Cases years, DC06).</item>
/// <item>Years that end in 0 are round10, else years that end in 5 round5, else ordinary (Cases milestone, DC09, DC10; People,
/// Anniversaries).</item>
/// <item>A lead in days is counted on the calendar; where it meets a day off it moves by the rule's roll, back to the last
/// working day unless said otherwise, step 0 too (Cases lead, DC04).</item>
/// <item>A lead in working days passes so many working days back from the day (Cases working_day; People, Anniversaries).</item>
/// <item>Working days are Monday to Friday without the listed holidays, and the worked Saturdays (Cases working_day, DC15, DC19).</item>
/// <item>Steps that land on one day are one mail (Cases lead): it speaks of the newest of them (Cases catch_up).</item>
/// <item>Known to the day: its day. To the month: the 1st. To the year: never on a day (Cases precision, DC11, DC12; EX02 for no day at
/// all).</item>
/// <item>Ordinary leads 15, 5, 1 working days and the day; years ending in 5: 6, 3, 1 months as well; in 0: 12, 6, 3, 1 months as well
/// (People, Anniversaries).</item>
/// <item>Relations and national days are the country's and fire once a country, however many associations are linked to it (People,
/// Anniversaries).</item>
/// <item>National days do not count years unless asked for a country (People, Anniversaries); years not counted are never round.</item>
/// <item>A day moved by law is kept in the years it holds for (Cases EX01).</item>
/// <item>A lunar day is kept once, in the ordinary month, a 30th that does not exist on the 29th (Cases DC22 to DC24).</item>
/// <item>A report is due on the rule's day or so long after the period, rolled by the rule (Cases report_due, DC15, DC17, DC19); a
/// due day by document is the day it says (People, Reports; Keys reports.periods).</item>
/// <item>Report leads are 14 days, 5 and 1 working days; overdue steps +1 working day the association's office, +3 the officer and
/// the department's head, +7 the head and the chief of office (People, Reports).</item>
/// <item>Once received, or exempt, nobody is asked any more (People, Reports); everyone who was chased gets one "done" (issue 5 part
/// 4).</item>
/// <item>Staff get one line for all their units, an association its own (People, Rhythm; Keys reports.to); a unit with another
/// due day has a line of its own on its own days (People, Reports).</item>
/// <item>A position that covers countries by name gets those alone; the rest is for whoever covers "*"; nobody is nobody, never
/// everybody (staff.json; issue 5 part 7). During leave the deputy gets it (issue 5 part 7).</item>
/// <item>Nothing is mailed on a day off (People, Rhythm): what falls on one is mailed on the next working day.</item>
/// <item>Steps from before goLive are skipped, at most the newest is mailed, if the day is still ahead (People, First day), and not when
/// the next one comes within two working days (issue 16 part 6).</item>
/// <item>Before a break of 4 days or more a notice goes out 3 working days before, covering the break and 5 working days after;
/// nothing in the break; on the first day back a short line for what is shortly after; nobody is chased on the first two days
/// back (People, Rhythm). A step that would fall into the break is told in the notice; a day in the break or shortly after it
/// stands in the notice in any case, one shortly after it again on the first day back (config/README.md, longBreak).</item>
/// <item>A term ends on the register's date or so long after it; leads back from it, overdue steps after it, until the register
/// has a later date (issue 5 part 2; Keys terms). A meeting is on given days or on the days of its rhythm, rolled by its rule
/// (issue 5 part 3; Keys meetings).</item>
/// <item>After downtime one line for a day and recipient: the newest step missed, on the first day the service runs again (Cases
/// catch_up, DC29). More than 3 working days past it has expired and is told as that; reports, terms and round years never
/// expire (People, Rhythm).</item>
/// <item>The ledger's key is rule, subject, period, step, recipient; a country and a report are subjects (Cases key; issue 5 part
/// 6).</item>
/// </list>
/// What the words leave open, and what is taken here:
/// <list type="number">
/// <item>Months back from a day that the month does not have: the month's last day (31 August less 6 months: 28 February).</item>
/// <item>The year of origin itself (0 years) and the years before it are no anniversary; nor is a national day before the year it counts
/// from.</item>
/// <item>Working days counted from a day off: the first working day found is number one.</item>
/// <item>Nearest, when both are equally near: the earlier, as the default is to move back.</item>
/// <item>Newest of several steps on one day: the one whose day before any roll is the latest; of equal ones the one listed last.</item>
/// <item>A lunar occurrence's year and period are those of its lunar year.</item>
/// <item>What was due before goLive does not count at all: its overdue steps neither, nor a step that its roll takes past goLive.
/// A day that is goLive itself is still ahead.</item>
/// <item>Leads of a report roll back, as all leads do; only its due day rolls by the rule. An overdue step in calendar days that
/// meets a day off is mailed on the next working day.</item>
/// <item>Chased is who was told of an overdue step; "done" comes when all units that the recipient is asked about that
/// day are in, whatever other departments still wait for, on the next working day.</item>
/// <item>A unit with a due day of its own has its line under the subject report:CODE/ID.</item>
/// <item>A deputy gets the mail in his own name: the ledger's recipient is the deputy, by the day of the mail.</item>
/// <item>Steps that fall between the notice and the break are told on their days: only what would fall into the break is swallowed.
/// A day in two breaks' cover stands in both notices.</item>
/// <item>Chasing is every step after the day, the gentle first one too, of reports and of terms.</item>
/// <item>Leads of terms and meetings roll back like all leads; a meeting's given day is the day it says, only the rhythm's days roll.
/// A term's end that is put off is a new end; "done" is said of reports alone.</item>
/// </list>
/// </summary>
sealed class PolicyOracle
{
    readonly Scene _scene;
    readonly WallCalendar _wall;
    readonly RuleSheet _rules;
    readonly Dictionary<(long, string, string), DateOnly> _received;
    readonly Diary _diary;

    public PolicyOracle(Scene scene)
    {
        _scene = scene;
        _wall = new(scene.Calendar);
        _rules = new(scene.Remind);
        _diary = new(scene, _wall, new(scene, _rules.Departments));
        _received = scene.Receipts.ToDictionary(r => (r.Association, r.Code, r.Period), r => r.On);
    }

    /// <summary>Every reminder of the scene's range with the reason for it.</summary>
    public Dictionary<Told, string> Answer()
    {
        foreach (var rule in _rules.Days)
        {
            WriteDays(rule);
        }

        foreach (var rule in _rules.Duties)
        {
            WriteDuties(rule);
        }

        new OnceOracle(_scene, _wall, _rules, _diary).Write();
        return _diary.TurnPages();
    }

    // ---- Days that come back ----

    void WriteDays(DayRule rule)
    {
        if (rule.Of is "relations" or "nationalDay")
        {
            foreach (var land in _scene.Lands.Where(rule.Who.Has))
            {
                WriteLand(rule, land);
            }

            return;
        }

        if (rule.Of.Length == 10 && char.IsDigit(rule.Of[0]))
        {
            WriteAnniversary(rule, rule.Of, new Subject("day:" + rule.Id, null, null), rule.CountYears);
            return;
        }

        foreach (var association in _scene.Associations.Where(rule.Who.Has))
        {
            if (association.Dates.TryGetValue(rule.Of, out var origin))
            {
                WriteAnniversary(rule, origin, new Subject("partner:" + association.Id, association, null), rule.CountYears);
            }
        }
    }

    void WriteLand(DayRule rule, Land land)
    {
        var subject = new Subject("country:" + land.Code, null, land);
        if (rule.Of == "relations")
        {
            if (land.Relations is { } relations)
            {
                WriteAnniversary(rule, relations, subject, rule.CountYears || rule.CountYearsFor.Contains(land.Code));
            }

            return;
        }

        var counted = rule.CountYearsFor.Contains(land.Code);
        foreach (var year in Years)
        {
            var shifted = rule.Moved.Where(m => m.Country == land.Code).ToList();
            var holds = shifted.FirstOrDefault(m => (m.From ?? 0) <= year && year <= (m.Until ?? 9999));
            var day = holds?.Day ?? (shifted.Count == 0 ? land.NationalDay : null);
            if (day is null)
            {
                continue;
            }

            var origin = holds is null ? land.NationalDayYear : holds.Year;
            var month = int.Parse(day[..2], CultureInfo.InvariantCulture);
            var date = WallCalendar.OnOrInstead(year, month, int.Parse(day[3..], CultureInfo.InvariantCulture), rule.Feb29);
            WriteSteps(rule, subject, year, date, year - origin, counted);
        }
    }

    void WriteAnniversary(DayRule rule, string origin, Subject subject, bool counted)
    {
        var parts = origin.Split('-').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        if (parts.Length == 1)
        {
            return;
        }

        var day = parts.Length == 3 ? parts[2] : 1;
        foreach (var year in Years)
        {
            if (rule.Lunar && (year < LunarTable.Years.From || year > LunarTable.Years.To))
            {
                continue;
            }

            var date = rule.Lunar ? LunarTable.Day(year, parts[1], day) : WallCalendar.OnOrInstead(year, parts[1], day, rule.Feb29);
            WriteSteps(rule, subject, year, date, year - parts[0], counted);
        }
    }

    void WriteSteps(DayRule rule, Subject subject, int year, DateOnly date, int? years, bool counted)
    {
        if (years is <= 0)
        {
            return;
        }

        var steps = new List<Distance>();
        if (counted && years is { } y)
        {
            steps.AddRange(
                y % 10 == 0 ? rule.Round10
                : y % 5 == 0 ? rule.Round5
                : []
            );
        }

        steps.AddRange(rule.Lead);
        _diary.WriteLeads(
            new()
            {
                Rule = rule.Id,
                Subject = subject,
                Period = year.ToString(CultureInfo.InvariantCulture),
                Step = "",
                Day = date,
                Raw = date,
                Place = 0,
                To = rule.To,
                Expires = !counted || years is not { } count || count % 5 != 0,
                Why = $"{years?.ToString(CultureInfo.InvariantCulture) ?? "no"} years on {Say(date)}",
            },
            steps,
            rule.Roll
        );
    }

    // ---- Reports ----

    void WriteDuties(DutyRule rule)
    {
        foreach (var period in Periods(rule))
        {
            foreach (var association in _scene.Associations.Where(rule.Who.Has))
            {
                var waivers = rule
                    .Exceptions.Where(e => e.Unit == association.Register && (e.Period is null || e.Period == period.Name))
                    .ToList();
                if (waivers.Any(w => w.Due is null))
                {
                    continue;
                }

                var due = waivers.Count > 0 ? waivers[0].Due!.Value : period.Due;
                if (due < _scene.From)
                {
                    continue;
                }

                WriteDuty(rule, period.Name, due, association, ownDay: waivers.Count > 0);
            }
        }
    }

    void WriteDuty(DutyRule rule, string period, DateOnly due, Association association, bool ownDay)
    {
        var table = ownDay ? $"report:{rule.Code}/{association.Id}" : "report:" + rule.Code;
        foreach (var role in rule.To.Where(r => !rule.Never.Contains(r)))
        {
            _diary.WriteLeads(DutyPage(rule, period, due, association, role, table), rule.Lead, "previous");
        }

        foreach (var (step, place) in rule.Overdue.Select((s, i) => (s, i)))
        {
            var raw = _wall.After(due, step.After);
            foreach (var role in step.To.Where(r => !rule.Never.Contains(r)))
            {
                var page = DutyPage(rule, period, due, association, role, table);
                _diary.WriteChase(
                    page with
                    {
                        Step = "+" + step.After.Text,
                        Raw = raw,
                        Place = 100 + place,
                        Why = $"{page.Why}; step +{step.After.Text} is {Say(raw)}",
                    },
                    raw
                );
            }
        }
    }

    Page DutyPage(DutyRule rule, string period, DateOnly due, Association association, string role, string table) =>
        new()
        {
            Rule = rule.Id,
            Subject = role.StartsWith("association.", StringComparison.Ordinal)
                ? new("partner:" + association.Id, association, null)
                : new(table, association, null),
            Period = period,
            Step = "",
            Day = due,
            Raw = due,
            Place = 0,
            To = [role],
            Silent = _received.TryGetValue((association.Id, rule.Code, period), out var on) ? on : DateOnly.MaxValue,
            Expires = false,
            Why = $"report {period} of {association.Register} due {Say(due)}",
        };

    IEnumerable<(string Name, DateOnly Due)> Periods(DutyRule rule)
    {
        foreach (var year in Years)
        {
            var parts = rule.Period switch
            {
                "year" => 1,
                "half-year" => 2,
                "quarter" => 4,
                _ => 12,
            };
            for (var part = 1; part <= parts; part++)
            {
                var letter = parts switch
                {
                    1 => "",
                    2 => "H" + part,
                    4 => "Q" + part,
                    _ => part.ToString("00", CultureInfo.InvariantCulture),
                };
                if (rule.Only.Count > 0 && !rule.Only.Contains(letter))
                {
                    continue;
                }

                var name = letter.Length == 0 ? $"{year}" : $"{year}-{letter}";
                if (rule.Periods.TryGetValue(name, out var by))
                {
                    yield return (name, by);
                    continue;
                }

                var end = new DateOnly(year, 12 / parts * part, 1).AddMonths(1).AddDays(-1);
                var due = rule.DueAfter is { } after ? _wall.After(end, after) : DueIn(rule, year);
                yield return (name, _wall.Roll(due, rule.Roll));
            }
        }
    }

    static DateOnly DueIn(DutyRule rule, int year)
    {
        var falls = rule.DueYear switch
        {
            "next" => year + 1,
            "previous" => year - 1,
            _ => year,
        };
        var month = int.Parse(rule.DueDay![..2], CultureInfo.InvariantCulture);
        return WallCalendar.OnOrInstead(falls, month, int.Parse(rule.DueDay[3..], CultureInfo.InvariantCulture), "feb28");
    }

    /// <summary>Enough years round the range for the longest lead and the report of last year.</summary>
    IEnumerable<int> Years => Enumerable.Range(_scene.From.Year - 1, _scene.To.Year - _scene.From.Year + 5);

    static string Say(DateOnly day) => day.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture);
}
