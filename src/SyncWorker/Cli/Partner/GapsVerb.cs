using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner gaps</c></summary>
static class GapsVerb
{
    static readonly Option<string?> s_department = new("--department")
    {
        Description = "Only units of this department, such as \"Ban Châu Âu\".",
        HelpName = "NAME",
    };

    static readonly Option<bool> s_csv = new("--csv") { Description = "Print CSV with a header line." };

    public static Command Create()
    {
        var command = new Command(
            "gaps",
            "Lists what is missing in the register, by department and unit: the fields of `registerCheck` in remind.json. A day that is known\n"
                + "to its month or year only counts as missing."
        )
        {
            s_department,
            s_csv,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var gaps = (await context.Services.GetRequiredService<RegisterCheckCommands>().GapsAsync(context.Now.Today, stopping))
                    .Where(unit => result.GetValue(s_department) is not { } department || unit.Department == department)
                    .ToList();
                if (context.Json)
                {
                    JsonOutput.Print(gaps.Select(ForPrograms));
                    return ExitCode.Done;
                }

                foreach (var line in result.GetValue(s_csv) ? Csv(gaps) : Table(gaps))
                {
                    Console.Out.WriteLine(line);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    static object ForPrograms(UnitGaps unit) =>
        new
        {
            unit.Department,
            unit = unit.RegisterId,
            unit.Name,
            gaps = unit.Lines.Select(line => new
            {
                line.Field,
                line.Label,
                known = line.Value,
            }),
        };

    /// <summary>A gap a line, the header first.</summary>
    internal static IEnumerable<string> Csv(IEnumerable<UnitGaps> units) =>
        units
            .SelectMany(
                unit => unit.Lines,
                (unit, line) => CsvText.Line(unit.Department, unit.RegisterId, unit.Name, line.Field, line.Label, line.Value)
            )
            .Prepend("department,unit,name,field,label,known");

    /// <summary>A heading a department, a line a unit, and the sum.</summary>
    internal static IEnumerable<string> Table(IReadOnlyList<UnitGaps> units)
    {
        foreach (var department in units.GroupBy(unit => unit.Department))
        {
            yield return $"{department.Key ?? "no department"}: {Count.Describe(department.Sum(unit => unit.Lines.Count), "gap")} of {Count.Describe(department.Count(), "unit")}";
            foreach (var unit in department)
            {
                yield return $"  {unit.RegisterId}  {unit.Name}: {string.Join(", ", unit.Lines.Select(line => line.Value is { } known ? $"{line.Label} ({known})" : line.Label))}";
            }
        }

        yield return $"{Count.Describe(units.Sum(unit => unit.Lines.Count), "gap")} of {Count.Describe(units.Count, "unit")}.";
    }
}
