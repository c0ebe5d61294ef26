using System.CommandLine;
using System.Globalization;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind rules</c></summary>
static class RulesVerb
{
    public static Command Create()
    {
        var command = new Command("rules", "Says each rule of remind.json in words, with the next three days it gives for what is in the register.")
        {
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(command, async (context, _, stopping) =>
        {
            await using var db = context.Store.Open();
            var today = context.Now.Today;
            var rules = RuleWords.All(await RemindReader.FactsAsync(db, context.Config, today, stopping), today).ToList();
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
                    Console.Out.WriteLine($"  {next.Day.ToString("ddd dd/MM/yyyy", CultureInfo.InvariantCulture)}  {next.What}");
                }
            }

            return ExitCode.Done;
        });
        return command;
    }
}
