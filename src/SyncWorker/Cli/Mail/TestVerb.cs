using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Send.Transports;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail test --to ADDRESS</c></summary>
static class TestVerb
{
    public static Command Create()
    {
        var to = new Option<string>("--to")
        {
            Description = "The mailbox to send it to.",
            Required = true,
            HelpName = "ADDRESS",
        };
        var alarm = new Option<bool>("--alarm")
        {
            Description = "Use the second transport, which alerts IT when sending has stopped (send.json, alarm).",
        };
        var command = new Command(
            "test",
            "Sends a test mail by the transport in send.json and explains what the server answered. The outbox is not touched."
        )
        {
            to,
            alarm,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var allowed = await SyncWorker.Send.Recipients.ReadAsync(
                    context.Store,
                    context.Config.Send,
                    context.Config.Staff,
                    stopping
                );
                if (
                    allowed.Refusal(result.GetValue(to)) is { } reason
                    && result.GetValue(to) != context.Config.Schedule.TrialTo
                    && result.GetValue(to) != context.Config.Send.Alarm?.To
                )
                {
                    await Console.Error.WriteLineAsync(reason.Reason);
                    return ExitCode.Configuration;
                }

                var by = result.GetValue(alarm) ? context.Config.Send.Alarm?.Transport(context.Config.Send) : context.Config.Send;
                if (by is null)
                {
                    await Console.Error.WriteLineAsync("send.json names no second transport: add \"alarm\": { \"to\": …, \"by\": … }.");
                    return ExitCode.Configuration;
                }

                var (delivery, words) = await context
                    .Services.GetRequiredService<TestMail>()
                    .SendAsync(result.GetValue(to)!, by, context.Config.SendSettings, context.Now, stopping);
                foreach (var sentence in words)
                {
                    Console.Out.WriteLine(sentence);
                }

                return delivery is Delivery.Sent ? ExitCode.Done : ExitCode.Failed;
            }
        );
        return command;
    }
}
