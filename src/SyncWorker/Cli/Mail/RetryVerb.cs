using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Send.Outbox;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail retry ID</c></summary>
static class RetryVerb
{
    public static Command Create()
    {
        var id = MailVerb.Id();
        var command = new Command(
            "retry",
            "Puts a mail back into the queue: a mail that was refused, expired or cancelled, or waits for a later try. An uncertain mail is\n"
                + "sent again with the same Message-ID and says that it may be a repeat."
        )
        {
            id,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var whyNot = await context
                    .Services.GetRequiredService<MailCommands>()
                    .RetryAsync(result.GetValue(id), context.Now.Instant, context.Now.Today, stopping);
                await (whyNot is null ? Console.Out : Console.Error).WriteLineAsync(
                    whyNot ?? $"Mail {result.GetValue(id)} leaves at the next run of send."
                );
                return whyNot is null ? ExitCode.Done : ExitCode.Configuration;
            }
        );
        return command;
    }
}
