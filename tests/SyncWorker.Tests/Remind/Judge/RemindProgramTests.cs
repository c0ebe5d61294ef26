using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// Debian's remind(1), thirty years old and written by nobody here, says the same days where it has words for the rule:
/// <c>-n</c> counts back over days that are worked, <c>--n</c> over all days, BEFORE and AFTER move off a day off.
/// </summary>
public sealed class RemindProgramTests(ITestOutputHelper output)
{
    static readonly (DateOnly From, DateOnly To) s_tenYears = (new(2025, 1, 2), new(2034, 12, 31));

    /// <summary>Rule, its step here, and what remind calls it.</summary>
    static readonly (string Rule, string Lead, string Roll, string Remind)[] s_rules =
    [
        ("working-15", "15 working days", "previous", "-15"),
        ("working-1", "1 working day", "previous", "-1"),
        ("calendar-30", "30 days", "previous", "--30 BEFORE"),
        ("calendar-7-next", "7 days", "next", "--7 AFTER"),
        ("the-day", "the day", "previous", "BEFORE"),
    ];

    [Fact]
    [Trait("Needs", "remind")]
    public async Task Ten_years_of_leads_fall_on_the_days_that_remind_finds()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_FULL") == "1",
            "Needs Debian's remind; tests/run.sh installs it."
        );
        var scene = Scene();
        var clock = Stopwatch.StartNew();
        HashSet<string> theirs = [];
        for (var year = s_tenYears.From.Year; year <= s_tenYears.To.Year; year++)
        {
            theirs.UnionWith(await AskRemindAsync(Script(scene, year), year));
        }

        var program = clock.Elapsed;
        clock.Restart();
        var ours = new PlannerUnderTest(scene).Foresee().Keys.Where(IsCompared).Select(Line).ToHashSet();
        output.WriteLine(
            FormattableString.Invariant(
                $"365 days x {s_rules.Length} rules x 10 years: remind {theirs.Count} in {program.TotalSeconds:0.00} s, planner {ours.Count} in {clock.Elapsed.TotalSeconds:0.00} s"
            )
        );

        var differences = theirs
            .Except(ours)
            .Select(l => "remind alone: " + l)
            .Concat(ours.Except(theirs).Select(l => "planner alone: " + l))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(theirs.Count > 17_000, "remind said too little.");
        Assert.True(differences.Count == 0, $"{differences.Count} differences, the first ten:\n" + string.Join("\n", differences.Take(10)));
    }

    /// <summary>The first weeks are left out: remind has no go-live, the planner tells there what was missed before it.</summary>
    static bool IsCompared(Told told) => told.Day >= s_tenYears.From.AddDays(60);

    static string Line(Told told) => string.Create(CultureInfo.InvariantCulture, $"{told.Day:yyyy'/'MM'/'dd} {told.Rule} {told.Subject}");

    /// <summary>An association for every day of an ordinary year. 29 February has no words in remind.</summary>
    static Scene Scene() =>
        Scenes.Make(1, 8, SceneRules.Reports, s_tenYears) with
        {
            Lands = [new("FR", "Ban Châu Âu", null, null, null)],
            Staff = [new("bcau-01", "Ban Châu Âu", ["officer"], ["*"], [])],
            Receipts = [],
            Associations =
            [
                .. Enumerable
                    .Range(0, 365)
                    .Select(n => new DateOnly(1901, 1, 1).AddDays(n))
                    .Select(
                        (day, n) =>
                            new Association(
                                n + 1,
                                $"U-{n}",
                                "central_association",
                                "FR",
                                false,
                                new Dictionary<string, string> { ["founded"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }
                            )
                    ),
            ],
            Remind =
                $$"""{ "anniversaries": [ {{string.Join(",\n", s_rules.Select(r => $$"""{ "id": "{{r.Rule}}", "of": "founded", "lead": ["{{r.Lead}}"], "roll": "{{r.Roll}}", "round5": [], "round10": [] }"""))}} ] }""",
        };

    /// <summary>
    /// A year's script: every day off of that year and its neighbours by name, as remind knows no worked Saturdays, and its
    /// functions for such (OMITFUNC) take minutes where this takes seconds.
    /// </summary>
    static string Script(Scene scene, int year)
    {
        var script = new StringBuilder();
        var wall = new WallCalendar(scene.Calendar);
        for (var day = new DateOnly(year - 1, 11, 1); day <= new DateOnly(year + 1, 2, 28); day = day.AddDays(1))
        {
            if (!wall.IsWorked(day))
            {
                script.Append(CultureInfo.InvariantCulture, $"OMIT {day:yyyy-MM-dd}\n");
            }
        }

        foreach (var association in scene.Associations)
        {
            var day = DateOnly
                .ParseExact(association.Dates["founded"], "yyyy-MM-dd", CultureInfo.InvariantCulture)
                .ToString("d MMM", CultureInfo.InvariantCulture);
            foreach (var rule in s_rules)
            {
                script.Append(CultureInfo.InvariantCulture, $"REM {day} {rule.Remind} MSG {rule.Rule} partner:{association.Id}\n");
            }
        }

        return script.ToString();
    }

    static async Task<HashSet<string>> AskRemindAsync(string script, int year)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo("remind", ["-s12", file, $"{year}-01-01"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["TZ"] = "UTC";
            using var remind = Process.Start(start)!;
            var errors = remind.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var text = await remind.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await remind.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal("", await errors);
            var from = s_tenYears.From.AddDays(60).ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
            // 2025/03/14 * * * * working-15 partner:7
            return
            [
                .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(l => string.CompareOrdinal(l[..10], from) >= 0)
                    .Select(l => $"{l[..10]} {l[(l.LastIndexOf('*') + 2)..]}"),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
