using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Store.Rows;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail release</c></summary>
static class ReleaseVerb
{
    public static Command Create()
    {
        var look = new Option<bool>("--what-if") { Description = "Print what is held, why, and which mails would leave; release nothing." };
        var command = new Command(
            "release",
            "Releases sending when it is held: after a restore or a copy, after too many mails for one day, or when a person held it.\n"
                + "Prints first which mails would leave. Exit code 4 while it is still held (--what-if)."
        )
        {
            look,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var parts = context.Services.GetRequiredService<SendParts>();
                var waiting = await context
                    .Services.GetRequiredService<MailQueries>()
                    .ListAsync([OutboxState.Queued, OutboxState.RetryAt], null, 10_000, stopping);
                var due = waiting.Where(mail => mail.Day <= context.Now.Today).ToList();
                Console.Out.WriteLine(
                    $"{(due.Count == 1 ? "1 mail" : $"{due.Count} mails")} would leave{(due.Count == 0 ? "." : ": ")}{string.Join(", ", due.GroupBy(mail => mail.Day).OrderBy(group => group.Key).Select(group => $"{group.Count()} of {group.Key:yyyy-MM-dd}"))}"
                );
                var gate = context.Services.GetRequiredService<SendGate>();
                var identity = await StoreIdentity.ReadAsync(context.Store, parts.Home, stopping);
                if (result.GetValue(look))
                {
                    var reasons = await gate.ReasonsAsync(stopping);
                    Console.Out.WriteLine(reasons is [] ? "Nothing is held." : string.Join("\n", reasons));
                    return reasons is [] ? ExitCode.Done : ExitCode.Held;
                }

                var released = await gate.ReleaseAsync(identity, context.Now, stopping);
                Deed.Log(context.Folders, "mail release", released is [] ? "nothing was held" : $"{released.Count} holds released");
                Console.Out.WriteLine(released is [] ? "Nothing was held." : $"Released: {string.Join(" ", released)}");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
