using System.CommandLine;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind list [FILE] --year YEAR</c></summary>
static class ListVerb
{
    static readonly Argument<string?> s_file = new("FILE")
    {
        Description = "An .xlsx file to write; without it the list is printed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    static readonly Option<int?> s_year = new("--year") { Description = "The year. Default: the next one.", HelpName = "YEAR" };

    public static Command Create()
    {
        var command = new Command(
            "list",
            "The list of a year's days for the plan and the budget (\"Danh mục ngày kỷ niệm\"): round years first, then years ending in 5,\n"
                + "then the rest. Dates known to the year only appear in this list alone."
        )
        {
            s_file,
            s_year,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var today = context.Now.Today;
                var year = result.GetValue(s_year) ?? today.Year + 1;
                if (year is < 1990 or > 2100)
                {
                    await Console.Error.WriteLineAsync($"The year {year} is out of reach. Write one from 1990 to 2100.");
                    return ExitCode.Configuration;
                }

                await using var db = context.Store.Open();
                var days = YearList.DaysOf(year, await RemindReader.FactsAsync(db, context.Config.RemindSettings, today, stopping));
                var table = YearList.Table(year, days);
                if (context.Json)
                {
                    JsonOutput.Print(days);
                }
                else if (result.GetValue(s_file) is { } file)
                {
                    XlsxWriter.Write(Path.GetFullPath(file), table);
                    Console.Out.WriteLine($"{days.Count} days of {year}: {Path.GetFullPath(file)}");
                }
                else
                {
                    foreach (var line in table.Lines)
                    {
                        Console.Out.WriteLine(string.Join("  ", line));
                    }
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
