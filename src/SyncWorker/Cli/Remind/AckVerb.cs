using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind ack KEY</c></summary>
static class AckVerb
{
    public static Command Create()
    {
        var command = new Command(
            "ack",
            "Records that a person has taken the matter on (\"đã nhận việc\"): no more reminders ahead of the day, for that recipient or with\n"
                + "--all for all recipients. An overdue report is still chased until it is received."
        )
        {
            ReminderKey.Key,
            ReminderKey.Recipient,
            ReminderKey.All,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var answered = await context
                    .Services.GetRequiredService<ReminderCommands>()
                    .AcknowledgeAsync(
                        result.GetValue(ReminderKey.Key)!,
                        result.GetValue(ReminderKey.Recipient),
                        result.GetValue(ReminderKey.All),
                        context.Now.Today,
                        stopping
                    );
                return ReminderKey.Answer(answered, result, "acknowledged");
            }
        );
        return command;
    }
}
