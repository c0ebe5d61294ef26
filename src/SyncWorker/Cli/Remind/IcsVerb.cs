using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind ics FILE</c></summary>
static class IcsVerb
{
    static readonly Argument<string> s_file = new("FILE")
    {
        Description = "The .ics file to write, such as one on a share that Outlook subscribes to.",
    };

    static readonly Option<string?> s_department = new("--department")
    {
        Description = "Only what this department is in charge of, such as \"Ban Châu Âu\".",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        var command = new Command(
            "ics",
            "Writes the days of the coming year as a calendar that Outlook and Thunderbird import: all-day events that keep their identity,\n"
                + "so that importing again moves and cancels what has changed."
        )
        {
            s_file,
            s_department,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var now = context.Now;
                await using var db = context.Store.Open();
                var facts = await RemindReader.FactsAsync(db, context.Config.RemindSettings, now.Today, stopping);
                var items = DueItemIndex.Build(facts, now.Today, now.Today);
                var ledger = await RemindReader.LedgerAsync(db, facts, items, now.Today, stopping);
                var text = CalendarFeed.Write(items, ledger, facts, now, result.GetValue(s_department));
                var path = Path.GetFullPath(result.GetValue(s_file)!);
                var draft = path + ".tmp";
                await File.WriteAllTextAsync(draft, text, stopping);
                File.Move(draft, path, overwrite: true);
                Console.Out.WriteLine($"{text.Split("BEGIN:VEVENT").Length - 1} days: {path}");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
