using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SyncWorker.Tests.Remind.Judge;

[Flags]
enum SceneRules
{
    Days = 1,
    Reports = 2,
    Once = 4,
}

/// <summary>Makes scenes: associations full of awkward dates, ten ways of wording a rule, a calendar of ten years.</summary>
static class Scenes
{
    public static readonly IReadOnlyList<string> SixDates =
    [
        "founded",
        "historicVisit",
        "traditionalDay",
        "cooperation",
        "relations",
        "nationalDay",
    ];

    static readonly string[] s_departments = ["Ban Châu Á", "Ban Châu Âu", "Ban Châu Mỹ", "Ban Trung Đông - Châu Phi"];

    /// <summary>
    /// Days that have been somebody's fault before: the year's ends, the leap day, months' ends, Tết, the public holidays.
    /// </summary>
    static readonly string[] s_awkward =
    [
        "01-01",
        "01-02",
        "12-31",
        "12-30",
        "02-29",
        "02-28",
        "03-01",
        "01-31",
        "08-31",
        "10-31",
        "01-28",
        "01-30",
        "02-02",
        "02-06",
        "02-12",
        "02-17",
        "02-20",
        "04-30",
        "05-01",
        "05-02",
        "09-01",
        "09-02",
        "09-03",
        "08-22",
        "11-24",
        "11-17",
        "07-08",
        "12-10",
    ];

    /// <summary>
    /// The ten ways, without id and field. Between them: every unit, every roll, both leap-day policies, rounds far and near,
    /// steps close enough to meet at a break, years counted, not counted and counted for some, narrower circles, several roles.
    /// </summary>
    static readonly string[] s_tenRules =
    [
        """{ }""",
        """{ "lead": ["30 days", "7 days", "1 day", "the day"], "round5": [], "round10": ["2 months"] }""",
        """{ "lead": ["45 days", "10 days", "3 days", "the day"], "roll": "next" }""",
        """{ "lead": ["20 working days", "10 days", "2 working days"], "round5": ["4 months"], "roll": "nearest", "feb29": "mar01" }""",
        """{ "lead": ["15 days", "2 working days"], "feb29": "mar01", "to": ["department.head"] }""",
        """{ "lead": ["14 days", "3 working days", "the day"], "roll": "none", "to": ["officer", "department.head"] }""",
        """{ "lead": ["the day"], "round5": ["9 months", "2 months"], "round10": ["18 months", "12 months", "9 months", "2 months"] }""",
        """{ "countYears": false, "countYearsFor": ["AC", "BD", "CE"], "lead": ["5 working days", "the day"] }""",
        """{ "lead": ["25 working days", "1 month"], "to": ["office.chief", "officer"], "narrow": true }""",
        """{ "lead": ["6 days", "5 days", "4 days", "3 days", "2 days", "1 day", "the day"], "round5": ["10 days"], "round10": ["12 months", "1 month"] }""",
    ];

    /// <param name="associations">How many.</param>
    /// <param name="what">The ten rules, each for each of the six dates; the reports; or both.</param>
    public static Scene Make(ulong seed, int associations, SceneRules what, (DateOnly From, DateOnly To) range)
    {
        var dice = new Dice(seed);
        var lands = Lands(dice, Math.Max(8, associations / 2));
        var all = Enumerable.Range(1, associations).Select(n => Association(dice, n, lands)).ToList();
        var remind = Remind(dice, what, all, lands);
        var published = PublishedCalendar.Lines();
        return new()
        {
            From = range.From,
            To = range.To,
            Calendar = [.. published, .. MadeUp(published, range.To.Year + 3)],
            Lands = lands,
            Associations = all,
            Staff = Staff(dice, lands, range),
            Remind = remind.ToJsonString(new() { WriteIndented = true }),
            Receipts = Receipts(dice, remind, all, range),
        };
    }

    static List<Land> Lands(Dice dice, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(n => new Land(
                    $"{(char)('A' + (n / 24))}{(char)('A' + ((n + 2) % 24))}",
                    dice.Pick(s_departments),
                    dice.Chance(92) ? MonthDay(dice) : null,
                    dice.Chance(80) ? dice.Between(1776, 2027) : null,
                    dice.Chance(95) ? Date(dice) : null
                )),
        ];

    static Association Association(Dice dice, int number, List<Land> lands)
    {
        var local = dice.Chance(15);
        var dates = new Dictionary<string, string>();
        foreach (var field in SixDates.Take(4).Where(_ => dice.Chance(95)))
        {
            dates[field] = Date(dice);
        }

        // Its own evidence of the country's day: must not fire a second time.
        dates["relations"] = Date(dice);
        return new(
            number,
            $"U-{number:000}",
            local ? "local_union" : "central_association",
            local ? null : dice.Pick(lands).Code,
            dice.Chance(90),
            dates
        );
    }

    static string Date(Dice dice)
    {
        var year = dice.Chance(10) ? dice.Between(2020, 2033) : dice.Between(1905, 2019);
        var month = dice.Between(1, 12);
        return dice.Next(20) switch
        {
            0 => $"{year}",
            1 or 2 => $"{year}-{month:00}",
            _ => MonthDay(dice) is var day && day == "02-29" ? $"{year / 4 * 4}-02-29" : $"{year}-{day}",
        };
    }

    static string MonthDay(Dice dice)
    {
        if (dice.Chance(40))
        {
            return dice.Pick(s_awkward);
        }

        var month = dice.Between(1, 12);
        return $"{month:00}-{dice.Between(1, DateTime.DaysInMonth(2023, month)):00}";
    }

    static List<Seat> Staff(Dice dice, List<Land> lands, (DateOnly From, DateOnly To) range)
    {
        var seats = new List<Seat>();
        foreach (var (department, n) in s_departments.Select((d, i) => (d, i)))
        {
            var named = lands.Where(l => l.Department == department && dice.Chance(30)).Select(l => l.Code).ToList();
            var absences = Enumerable
                .Range(range.From.Year, range.To.Year - range.From.Year + 1)
                .Select(y => new DateOnly(y, dice.Between(1, 11), dice.Between(1, 28)))
                .Select(d => new Absence(d, d.AddDays(dice.Between(3, 20)), $"d{n}-02"))
                .ToList();
            seats.Add(new($"d{n}-01", department, ["officer"], ["*"], absences));
            seats.Add(new($"d{n}-02", department, ["officer"], named, []));
            seats.Add(new($"d{n}-tb", department, ["department.head"], ["*"], []));
        }

        seats.Add(new("vp-01", "Văn phòng", ["officer"], ["*"], []));
        seats.Add(new("vp-cvp", "Văn phòng", ["office.chief", "department.head"], ["*"], []));
        return seats;
    }

    static JsonObject Remind(Dice dice, SceneRules what, List<Association> associations, List<Land> lands)
    {
        var days = new JsonArray();
        for (var n = 0; what.HasFlag(SceneRules.Days) && n < s_tenRules.Length; n++)
        {
            foreach (var field in SixDates)
            {
                var rule = JsonNode.Parse(s_tenRules[n])!.AsObject();
                var narrow = rule.Remove("narrow");
                rule["id"] = $"r{n + 1:00}-{field}";
                rule["of"] = field;
                rule["name"] = JsonNode.Parse("""{ "vi": "Ngày kỷ niệm", "en": "a day" }""");
                if (field == "nationalDay")
                {
                    rule["moved"] = Moved(lands);
                }

                if (narrow)
                {
                    rule["who"] = Circle(dice, field, associations, lands);
                }

                days.Add(rule);
            }
        }

        days.Add(
            JsonNode.Parse("""{ "id": "union-day", "of": "1950-11-17", "name": { "vi": "Ngày truyền thống" }, "to": ["office.chief"] }""")
        );
        return new JsonObject
        {
            ["departments"] = new JsonObject { ["local_union"] = "Văn phòng" },
            ["anniversaries"] = days,
            ["terms"] = what.HasFlag(SceneRules.Once) ? JsonNode.Parse(Twists.Terms) : new JsonArray(),
            ["meetings"] = what.HasFlag(SceneRules.Once) ? JsonNode.Parse(Twists.Meetings) : new JsonArray(),
            ["reports"] = what.HasFlag(SceneRules.Reports) ? Reports(dice, associations) : [],
        };
    }

    static JsonObject Circle(Dice dice, string field, List<Association> associations, List<Land> lands)
    {
        var countries = new JsonObject { ["countries"] = List(lands.Where(_ => dice.Chance(50)).Select(l => l.Code)) };
        if (field is "relations" or "nationalDay")
        {
            return countries;
        }

        return field == "founded"
            ? new()
            {
                ["kinds"] = List(["local_union"]),
                ["except"] = List(associations.Where(_ => dice.Chance(20)).Select(a => a.Register)),
            }
            : countries;
    }

    static JsonArray Moved(List<Land> lands) =>
        [
            new JsonObject
            {
                ["country"] = lands[3].Code,
                ["day"] = "12-16",
                ["year"] = 1991,
                ["until"] = 2027,
            },
            new JsonObject
            {
                ["country"] = lands[3].Code,
                ["day"] = "01-25",
                ["year"] = 1990,
                ["from"] = 2028,
            },
            new JsonObject
            {
                ["country"] = lands[7].Code,
                ["day"] = "02-29",
                ["year"] = 1980,
            },
        ];

    static JsonArray Reports(Dice dice, List<Association> associations)
    {
        var centre = associations.Where(a => a.Kind == "central_association").ToList();
        var reports = new JsonArray(
            JsonNode.Parse(
                """{ "id": "half", "code": "RPT-6T-H", "who": { "kinds": ["central_association"] }, "period": "half-year", "only": ["H1"], "due": { "day": "07-08" }, "periods": { "2026-H1": { "due": "2026-07-11", "basis": "Công văn số 1" }, "2029-H1": { "due": "2029-07-05" } } }"""
            ),
            JsonNode.Parse(
                """{ "id": "year", "code": "RPT-NAM", "period": "year", "due": { "day": "01-15", "year": "next", "roll": "next" }, "lead": ["1 month", "10 working days", "3 days"], "to": ["association.office", "officer", "association.leader"], "overdue": [ { "after": "5 days", "to": ["association.office", "officer"] }, { "after": "10 working days", "to": ["office.chief", "department.head"] } ] }"""
            ),
            JsonNode.Parse(
                """{ "id": "quarter", "code": "RPT-Q", "who": { "kinds": ["local_union"] }, "period": "quarter", "due": { "after": "15 days", "roll": "nearest" } }"""
            ),
            JsonNode.Parse(
                """{ "id": "month", "code": "RPT-T", "who": { "kinds": ["local_union"] }, "period": "month", "only": ["01", "04", "08"], "due": { "after": "3 working days" }, "lead": ["2 working days"], "overdue": [ { "after": "1 working day", "to": ["association.office"] } ] }"""
            )
        );
        foreach (var report in reports)
        {
            report!["name"] = JsonNode.Parse("""{ "vi": "Báo cáo {period}", "en": "Report {period}" }""");
        }

        reports[0]!["exceptions"] = new JsonArray(
            new JsonObject { ["unit"] = dice.Pick(centre).Register, ["reason"] = "đang kiện toàn" },
            new JsonObject
            {
                ["unit"] = dice.Pick(centre).Register,
                ["period"] = "2028-H1",
                ["reason"] = "mới thành lập",
            },
            new JsonObject
            {
                ["unit"] = centre[0].Register,
                ["period"] = "2027-H1",
                ["due"] = "2027-07-20",
                ["reason"] = "xin gia hạn",
            },
            new JsonObject
            {
                ["unit"] = centre[1].Register,
                ["period"] = "2029-H1",
                ["due"] = "2029-07-02",
                ["reason"] = "xin nộp sớm",
            }
        );
        return reports;
    }

    /// <summary>Most report a little early or late, some long after, some never.</summary>
    static List<Receipt> Receipts(Dice dice, JsonObject remind, List<Association> associations, (DateOnly From, DateOnly To) range)
    {
        var receipts = new List<Receipt>();
        foreach (var duty in new RuleSheet(remind.ToJsonString()).Duties)
        {
            for (var year = range.From.Year - 1; year <= range.To.Year + 1; year++)
            {
                string[] periods = duty.Period switch
                {
                    "half-year" => [$"{year}-H1"],
                    "year" => [$"{year}"],
                    "quarter" => [$"{year}-Q1", $"{year}-Q2", $"{year}-Q3", $"{year}-Q4"],
                    _ => [$"{year}-01", $"{year}-04", $"{year}-08"],
                };
                foreach (var association in associations.Where(duty.Who.Has))
                {
                    receipts.AddRange(
                        periods
                            .Where(_ => dice.Chance(85))
                            .Select(p => new Receipt(association.Id, duty.Code, p, About(dice, duty, year, p)))
                    );
                }
            }
        }

        return receipts;
    }

    static DateOnly About(Dice dice, DutyRule duty, int year, string period)
    {
        var near = duty.Period switch
        {
            "half-year" => new DateOnly(year, 7, 8),
            "year" => new(year + 1, 1, 15),
            "quarter" => new DateOnly(year, 3 * (period[^1] - '0'), 28).AddDays(17),
            _ => new DateOnly(year, int.Parse(period[^2..], CultureInfo.InvariantCulture), 28).AddDays(6),
        };
        return near.AddDays(dice.Between(-22, 14));
    }

    static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(t)!)]);

    /// <summary>
    /// Holidays for the years without a notice: not a forecast, a calendar with the same difficulties (five days of Tết with
    /// weekends made up for, Hùng Kings by the moon, bridges swapped for worked Saturdays). Both sides are given the same.
    /// </summary>
    static IEnumerable<string> MadeUp(IReadOnlyList<string> published, int to)
    {
        var from = published.Max(l => int.TryParse(l.AsSpan(0, 4), CultureInfo.InvariantCulture, out var y) ? y : 0) + 1;
        for (var year = from; year <= Math.Min(to, LunarTable.Years.To); year++)
        {
            var off = new SortedSet<DateOnly>
            {
                new(year, 1, 1),
                new(year, 4, 30),
                new(year, 5, 1),
                new(year, 9, 1),
                new(year, 9, 2),
                new(year, 11, 24),
                LunarTable.Day(year, 3, 10),
            };
            off.UnionWith(Enumerable.Range(-1, 5).Select(d => LunarTable.NewYear(year).AddDays(d)));
            foreach (var weekend in off.Where(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).ToList())
            {
                var instead = weekend;
                while (off.Contains(instead) || instead.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                {
                    instead = instead.AddDays(1);
                }

                off.Add(instead);
            }

            var bridges = off.Where(d => d.DayOfWeek == DayOfWeek.Thursday && !off.Contains(d.AddDays(1)))
                .Take(2)
                .Select(d => d.AddDays(1))
                .ToList();
            foreach (var day in off.Union(bridges).Order())
            {
                yield return Line(day, "statutory", 0);
            }

            foreach (var bridge in bridges)
            {
                yield return Line(bridge.AddDays(8), "swap_work", 1);
            }
        }
    }

    static string Line(DateOnly day, string kind, int worked) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{day:yyyy-MM-dd},{day:ddd},Ngày nghỉ,Holiday,{kind},{worked},provisional_computed,made up"
        );
}
