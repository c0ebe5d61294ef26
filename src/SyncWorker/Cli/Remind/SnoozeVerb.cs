using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind snooze KEY --until DATE</c></summary>
static class SnoozeVerb
{
    static readonly Option<DateOnly?> s_until = CommonOptions.Day(
        "--until",
        "The day to be reminded again; on a day off, the next working day."
    );

    public static Command Create()
    {
        var command = new Command(
            "snooze",
            "Puts a reminder off (\"nhắc lại sau\"): no mail until the day, then one more reminder, for that recipient or with --all\n"
                + "for all recipients."
        )
        {
            ReminderKey.Key,
            s_until,
            ReminderKey.Recipient,
            ReminderKey.All,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var today = context.Now.Today;
                if (result.GetValue(s_until) is not { } until || until <= today)
                {
                    await Console.Error.WriteLineAsync("--until is missing or is not a day after today.");
                    return ExitCode.Configuration;
                }

                var answered = await context
                    .Services.GetRequiredService<ReminderCommands>()
                    .SnoozeAsync(
                        result.GetValue(ReminderKey.Key)!,
                        until,
                        result.GetValue(ReminderKey.Recipient),
                        result.GetValue(ReminderKey.All),
                        today,
                        stopping
                    );
                var code = ReminderKey.Answer(answered, result, $"snoozed until {until:yyyy-MM-dd}");
                if (
                    answered > 0
                    && await context.Services.GetRequiredService<ReminderQueries>().DayAsync(result.GetValue(ReminderKey.Key)!, stopping)
                        is { } day
                    && day > today
                    && until > day
                )
                {
                    await Console.Out.WriteLineAsync($"Its day is {day:yyyy-MM-dd}: it is named again by that day at the latest.");
                }

                return code;
            }
        );
        return command;
    }
}
