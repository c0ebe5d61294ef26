using System.Diagnostics;
using System.Globalization;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// Planner and oracle are given the same scene and must tell the same people the same things on the same days. The times are
/// printed, never judged.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    static readonly (DateOnly, DateOnly) s_tenYears = (new(2025, 1, 2), new(2034, 12, 31));

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
        var all = scene.Associations.Select(one => one with
        {
            Dates = new Dictionary<string, string> { ["lunarDay"] = $"{dice.Between(1850, 2020)}-{dice.Between(1, 11):00}-{(dice.Chance(20) ? 30 : dice.Between(1, 29)):00}" },
        }).Select(Existing);

        Compare("lunar days", scene with { Associations = [.. all] }, planner => planner.Foresee());
    }

    /// <summary>A lunar origin is written like a solar date, so 30 February cannot be written; 29 then.</summary>
    static Association Existing(Association one)
    {
        var written = one.Dates["lunarDay"];
        return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? one
            : one with { Dates = new Dictionary<string, string> { ["lunarDay"] = written[..8] + "28" } };
    }

    void Compare(string what, Scene scene, Func<PlannerUnderTest, Dictionary<Told, string>> ask)
    {
        var clock = Stopwatch.StartNew();
        var expected = new PolicyOracle(scene).Answer();
        var oracle = clock.Elapsed;
        clock.Restart();
        var actual = ask(new(scene));
        var planner = clock.Elapsed;

        var differences = expected.Keys.Where(k => !actual.ContainsKey(k)).Concat(actual.Keys.Where(k => !expected.ContainsKey(k)))
            .OrderBy(k => k.Day).ThenBy(k => k.ToString(), StringComparer.Ordinal).ToList();
        output.WriteLine(FormattableString.Invariant(
            $"{what}: oracle {expected.Count} reminders in {oracle.TotalSeconds:0.00} s, planner {actual.Count} in {planner.TotalSeconds:0.00} s, {differences.Count} differences"));
        Assert.True(expected.Count > 500, "The scene is too small to say anything.");
        Assert.True(differences.Count == 0, $"{differences.Count} differences ({string.Join(", ", differences.CountBy(k => k.Rule))}), the first ten:\n" + string.Join("\n", differences.Take(10).Select(k =>
            $"{k}\n  oracle:  {expected.GetValueOrDefault(k, "says nothing")}\n  planner: {actual.GetValueOrDefault(k, "says nothing")}")));
    }
}
