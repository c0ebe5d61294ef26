using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Send.Outbox;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail cancel ID</c></summary>
static class CancelVerb
{
    public static Command Create()
    {
        var id = MailVerb.Id();
        var command = new Command(
            "cancel",
            "Removes a mail from the queue. An uncertain mail is closed: it is not sent again and its reminders count as sent."
        )
        {
            id,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var whyNot = await context.Services.GetRequiredService<MailCommands>().CancelAsync(result.GetValue(id), stopping);
                await (whyNot is null ? Console.Out : Console.Error).WriteLineAsync(whyNot ?? $"Mail {result.GetValue(id)} is cancelled.");
                return whyNot is null ? ExitCode.Done : ExitCode.Configuration;
            }
        );
        return command;
    }
}
