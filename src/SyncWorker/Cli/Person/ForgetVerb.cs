using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Person;

/// <summary><c>person forget ADDRESS</c></summary>
static class ForgetVerb
{
    static readonly Argument<string> s_address = new("ADDRESS") { Description = "One mailbox, such as someone@example.org." };

    static readonly Option<bool> s_whatIf = new("--what-if") { Description = "Print what would be removed; remove nothing." };

    public static Command Create()
    {
        var command = new Command(
            "forget",
            "Takes a mailbox out of the store: outbox, copies, frozen mails, servers' answers, quarantine, history. Mails to it that wait are\n"
                + "cancelled; that mails were sent, and when, is kept. Prints what it removed, and what a person must remove (config, sources, backups)."
        )
        {
            s_address,
            s_whatIf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var address = result.GetValue(s_address)!.Trim();
                if (EmailAddress.Fault(address) is { } fault)
                {
                    await Console.Error.WriteLineAsync($"That is not one mailbox: {fault}. Write someone@example.org.");
                    return ExitCode.Configuration;
                }

                var isRehearsal = result.GetValue(s_whatIf);
                var report = await context.Services.GetRequiredService<ForgottenAddress>().ForgetAsync(address, isRehearsal, stopping);
                if (!isRehearsal)
                {
                    Deed.Log(
                        context.Folders,
                        "person forget",
                        report.Done.Count == 0 ? "nothing was held" : string.Join(", ", report.Done)
                    );
                }

                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            isRehearsal,
                            removed = report.Done.ToDictionary(count => count.What, count => count.Number),
                            left = report.Left,
                        }
                    );
                    return ExitCode.Done;
                }

                Console.Out.WriteLine(
                    report.Done.Count == 0
                        ? "The store holds no copy of it that can be removed here."
                        : $"{(isRehearsal ? "Would be removed" : "Removed")}: {string.Join(", ", report.Done)}."
                );
                foreach (var sentence in report.Left)
                {
                    Console.Out.WriteLine($"Left: {sentence}");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
