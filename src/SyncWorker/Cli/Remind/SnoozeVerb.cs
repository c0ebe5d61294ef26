using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind snooze KEY --until DATE</c></summary>
static class SnoozeVerb
{
    static readonly Option<DateOnly?> s_until = CommonOptions.Day("--until", "The day to be reminded again; on a day off, the next working day.");

    public static Command Create()
    {
        var command = new Command(
            "snooze",
            "Puts a reminder off (\"nhắc lại sau\"): silent until the day, then named once more, for that recipient or with --all for\n" +
            "everybody who was reminded.")
        {
            ReminderKey.Key,
            s_until,
            ReminderKey.Recipient,
            ReminderKey.All,
            CommonOptions.AsOf,
        };
        VerbContext.On(command, async (context, result, stopping) =>
        {
            var today = context.Now.Today;
            if (result.GetValue(s_until) is not { } until || until <= today)
            {
                await Console.Error.WriteLineAsync("Say until when with --until, a day after today.");
                return ExitCode.Configuration;
            }

            var answered = await new ReminderCommands(context.Store, context.Config.RemindSettings).SnoozeAsync(
                result.GetValue(ReminderKey.Key)!, until, result.GetValue(ReminderKey.Recipient), result.GetValue(ReminderKey.All), today, stopping);
            return ReminderKey.Answer(answered, result, $"snoozed until {until:yyyy-MM-dd}");
        });
        return command;
    }
}
