using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Send;

namespace SyncWorker.Cli.Mail.Recipients;

/// <summary><c>mail recipients confirm ADDRESS</c></summary>
static class ConfirmVerb
{
    static readonly Argument<string> s_address = new("ADDRESS")
    {
        Description = "A mailbox that `mail recipients list` names as not there.",
    };

    public static Command Create()
    {
        var command = new Command(
            "confirm",
            "Says that a mailbox which a server reported as not there works again: mail goes to it from now on."
        )
        {
            s_address,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var address = result.GetValue(s_address)!;
                if (!await context.Services.GetRequiredService<MailboxApprovals>().ConfirmAsync(address, PersonAccount.Name, stopping))
                {
                    await Console.Error.WriteLineAsync($"{address} was not reported as not there. See: SyncWorker mail recipients list");
                    return ExitCode.Configuration;
                }

                Console.Out.WriteLine($"Mail goes to {address} again.");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
