using System.CommandLine;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind ack KEY</c></summary>
static class AckVerb
{
    public static Command Create()
    {
        var command = new Command(
            "ack",
            "Notes that someone has taken the matter on (\"đã nhận việc\"): no more reminders ahead of the day, for that recipient or with\n" +
            "--all for everybody. An overdue report is chased nevertheless, until it is received.")
        {
            ReminderKey.Key,
            ReminderKey.Recipient,
            ReminderKey.All,
            CommonOptions.AsOf,
        };
        VerbContext.On(command, async (context, result, stopping) =>
        {
            var answered = await new ReminderCommands(context.Store, context.Config.RemindSettings).AcknowledgeAsync(
                result.GetValue(ReminderKey.Key)!, result.GetValue(ReminderKey.Recipient), result.GetValue(ReminderKey.All), context.Now.Today, stopping);
            return ReminderKey.Answer(answered, result, "acknowledged");
        });
        return command;
    }
}
