using System.Diagnostics;
using System.Globalization;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// Planner and oracle are given the same scene and must tell the same people the same things on the same days. The times are
/// printed, never judged.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    static readonly (DateOnly, DateOnly) s_tenYears = (new(2025, 1, 2), new(Thorough.Or(2034, 2028), 12, 31));

    [Fact]
    public void A_hundred_and_twenty_associations_six_dates_ten_rules_and_ten_years_agree()
    {
        var scene = Scenes.Make(5, 120, SceneRules.Days, s_tenYears);

        Compare("120 associations x 6 dates x 10 rules x 10 years, as preview asks", scene, planner => planner.Foresee());
    }

    [Fact]
    public void Ten_years_of_reports_received_early_late_and_never_agree()
    {
        var scene = Scenes.Make(7, 20, SceneRules.Reports, s_tenYears);

        Compare("4 reports x 20 associations x 10 years, as the stage asks", scene, planner => planner.Answer());
    }

    [Fact]
    public void A_quarter_with_Tet_agrees_when_every_day_is_planned_anew()
    {
        var scene = Scenes.Make(11, 12, SceneRules.Days | SceneRules.Reports, (new(2026, 1, 12), new(2026, 4, 10)));

        Compare("12 associations x 6 dates x 10 rules and 4 reports, three months, as the stage asks", scene, planner => planner.Answer());
    }

    [Fact]
    public void Ten_years_with_long_breaks_agree()
    {
        var scene = Scenes.Make(17, 40, SceneRules.Days, s_tenYears) with { LongBreakFromDays = 4 };

        Compare("long breaks: 40 associations x 6 dates x 10 rules x 10 years, as preview asks", scene, planner => planner.Foresee());
    }

    [Fact]
    public void Reports_due_round_long_breaks_agree()
    {
        // Due after every month's end by so many days: some before each break, in it and after it, and their chasing as well.
        const string Reports = """
            { "departments": { "local_union": "Văn phòng" }, "reports": [
              { "id": "a", "code": "A", "name": { "vi": "A {period}" }, "period": "month", "due": { "after": "3 days", "roll": "next" } },
              { "id": "b", "code": "B", "name": { "vi": "B {period}" }, "period": "month", "due": { "after": "12 days" } },
              { "id": "c", "code": "C", "name": { "vi": "C {period}" }, "period": "month", "due": { "after": "19 days", "roll": "nearest" }, "lead": ["20 days", "2 days"] },
              { "id": "d", "code": "D", "name": { "vi": "D {period}" }, "period": "month", "due": { "after": "27 days" },
                "overdue": [ { "after": "1 day", "to": ["association.office"] }, { "after": "4 days", "to": ["officer"] }, { "after": "6 working days", "to": ["officer", "office.chief"] } ] } ] }
            """;
        var scene = Scenes.Make(19, 10, SceneRules.Reports, s_tenYears) with { Remind = Reports, Receipts = [], LongBreakFromDays = 4 };

        Compare("long breaks: 4 reports a month x 10 associations x 10 years, as preview asks", scene, planner => planner.Foresee());
    }

    [Fact]
    public void Terms_renewed_in_time_late_and_never_and_meetings_on_a_rhythm_agree()
    {
        var scene = Twists.WithTerms(Scenes.Make(23, 15, SceneRules.Once, (new(2025, 1, 2), new(2030, 12, 31))), 29);

        Compare(
            "3 terms x 15 associations and 4 meetings x 6 years, as the stage asks",
            scene with
            {
                LongBreakFromDays = 4,
            },
            planner => planner.Answer()
        );
    }

    [Fact]
    public void After_outages_of_days_and_weeks_the_newest_is_told_or_its_expiry()
    {
        var scene = Twists.WithTerms(
            Scenes.Make(31, 6, SceneRules.Days | SceneRules.Reports | SceneRules.Once, (new(2026, 1, 5), new(2027, 3, 31))),
            37
        );

        Compare(
            "outages: 6 associations, all rules, 15 months with two Tết, as the stage asks",
            Twists.WithOutages(scene, 41) with
            {
                LongBreakFromDays = 4,
            },
            planner => planner.Answer()
        );
    }

    [Fact]
    public void Ten_years_of_lunar_days_agree()
    {
        var dice = new Dice(13);
        var scene = Scenes.Make(13, 60, SceneRules.Days, s_tenYears) with
        {
            Remind = """
                { "departments": { "local_union": "Văn phòng" }, "anniversaries": [
                  { "id": "near", "of": "lunarDay", "calendar": "lunar", "name": { "vi": "Ngày giỗ" } },
                  { "id": "far", "of": "lunarDay", "calendar": "lunar", "name": { "vi": "Ngày giỗ" }, "lead": ["40 days", "3 days"], "round5": [], "round10": ["2 months"], "roll": "next" } ] }
                """,
        };
        var all = scene
            .Associations.Select(association =>
                association with
                {
                    Dates = new Dictionary<string, string>
                    {
                        ["lunarDay"] =
                            $"{dice.Between(1850, 2020)}-{dice.Between(1, 11):00}-{(dice.Chance(20) ? 30 : dice.Between(1, 29)):00}",
                    },
                }
            )
            .Select(Existing);

        Compare("lunar days", scene with { Associations = [.. all] }, planner => planner.Foresee());
    }

    /// <summary>A lunar origin is written like a solar date, so 30 February cannot be written; 29 then.</summary>
    static Association Existing(Association association)
    {
        var written = association.Dates["lunarDay"];
        return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? association
            : association with
            {
                Dates = new Dictionary<string, string> { ["lunarDay"] = written[..8] + "28" },
            };
    }

    /// <summary>
    /// The policy does not name the lines of a notice and of a first day back: where either side says such a line, who is told of
    /// what on which day is compared and the step is not.
    /// </summary>
    static void ForgetNamesOfBreaks(ref Dictionary<Told, string> expected, ref Dictionary<Told, string> actual)
    {
        string[] names = ["notice", "back", "before the break", "after the break"];
        var at = expected
            .Keys.Concat(actual.Keys)
            .Where(told => names.Any(name => told.Step.StartsWith(name, StringComparison.Ordinal)))
            .Select(told => told with { Step = "" })
            .ToHashSet();
        Dictionary<Told, string> Forget(Dictionary<Told, string> told) =>
            told.GroupBy(pair => at.Contains(pair.Key with { Step = "" }) ? pair.Key with { Step = "any" } : pair.Key)
                .ToDictionary(group => group.Key, group => string.Join(" AND ", group.Select(pair => $"[{pair.Key.Step}] {pair.Value}")));
        (expected, actual) = (Forget(expected), Forget(actual));
    }

    void Compare(string what, Scene scene, Func<PlannerUnderTest, Dictionary<Told, string>> ask)
    {
        var clock = Stopwatch.StartNew();
        var expected = new PolicyOracle(scene).Answer();
        var oracle = clock.Elapsed;
        clock.Restart();
        var actual = ask(new(scene));
        var planner = clock.Elapsed;
        ForgetNamesOfBreaks(ref expected, ref actual);

        var differences = expected
            .Keys.Where(k => !actual.ContainsKey(k))
            .Concat(actual.Keys.Where(k => !expected.ContainsKey(k)))
            .OrderBy(k => k.Day)
            .ThenBy(k => k.ToString(), StringComparer.Ordinal)
            .ToList();
        output.WriteLine(
            FormattableString.Invariant(
                $"{what}: oracle {expected.Count} reminders in {oracle.TotalSeconds:0.00} s, planner {actual.Count} in {planner.TotalSeconds:0.00} s, {differences.Count} differences"
            )
        );
        Assert.True(expected.Count > 500, "The scene is too small to say anything.");
        Assert.True(
            differences.Count == 0,
            $"{differences.Count} differences ({string.Join(", ", differences.CountBy(k => k.Rule))}), the first ten:\n"
                + string.Join(
                    "\n",
                    differences
                        .Take(10)
                        .Select(k =>
                            $"{k}\n  oracle:  {expected.GetValueOrDefault(k, "says nothing")}\n  planner: {actual.GetValueOrDefault(k, "says nothing")}"
                        )
                )
        );
    }
}
