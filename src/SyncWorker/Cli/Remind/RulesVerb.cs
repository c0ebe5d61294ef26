using System.CommandLine;
using System.Globalization;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind rules</c></summary>
static class RulesVerb
{
    static readonly Option<string> s_language = new("--language") { Description = "vi for staff, or en.", DefaultValueFactory = _ => "en" };

    public static Command Create()
    {
        s_language.AllowOnly("vi", "en");
        var command = new Command(
            "rules",
            "Prints each rule of remind.json in Vietnamese or English, with the next three days that it gives for the register."
        )
        {
            s_language,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var english = result.GetValue(s_language) != "vi";
                await using var db = context.Store.Open();
                var today = context.Now.Today;
                var rules = RuleDescriptions
                    .All(await RemindReader.FactsAsync(db, context.Config.RemindSettings, today, stopping), today, english)
                    .ToList();
                if (context.Json)
                {
                    JsonOutput.Print(rules);
                    return ExitCode.Done;
                }

                foreach (var rule in rules)
                {
                    Console.Out.WriteLine($"{rule.Id}: {rule.Words}");
                    foreach (var next in rule.Next)
                    {
                        Console.Out.WriteLine($"  {Weekdays.Name(next.Day.DayOfWeek, english)}, {DayText.DayFirst(next.Day)}: {next.What}");
                    }

                    if (rule.Next.Count == 0)
                    {
                        Console.Out.WriteLine(
                            english ? "  (the register and the sources give no day)" : "  (sổ đăng ký và các nguồn chưa có ngày nào)"
                        );
                    }
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
