using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Remind;

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
            "Writes the days of the coming year as a calendar that Outlook and Thunderbird import: entries that keep their identity, so that\n"
                + "importing again moves and cancels what has changed. The job calendars writes one a department: calendars in remind.json."
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
                var path = Path.GetFullPath(result.GetValue(s_file)!);
                var days = await context
                    .Services.GetRequiredService<CalendarFiles>()
                    .WriteFileAsync(path, result.GetValue(s_department), context.Now, stopping);
                Console.Out.WriteLine($"{days} days: {path}");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
