using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
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
            "Releases sending when it is held: after a restore or a copy, after too many mails for one day, after a refused login, or when a\n"
                + "person held it. Prints first which mails would leave, those that remind would plan today included. After a restore, what\n"
                + "left before it is marked as sent. Exit code 4 while it is still held (--what-if)."
        )
        {
            look,
            CommonOptions.AsOf,
        };
        VerbContext.On(command, (context, result, stopping) => RunAsync(context, result.GetValue(look), stopping));
        return command;
    }

    static async Task<int> RunAsync(VerbContext context, bool isLook, CancellationToken stopping)
    {
        var gate = context.Services.GetRequiredService<SendGate>();
        var reasons = await gate.ReasonsAsync(stopping);
        if (reasons is not [])
        {
            PrintMarked(context.Services.GetRequiredService<StoreBackup>().MarkSent());
        }

        await PrintWaitingAsync(context, stopping);
        if (isLook)
        {
            Console.Out.WriteLine(reasons is [] ? "Nothing is held." : string.Join("\n", reasons));
            return reasons is [] ? ExitCode.Done : ExitCode.Held;
        }

        var identity = await StoreIdentity.ReadAsync(context.Store, context.Services.GetRequiredService<SendParts>().Home, stopping);
        var released = await gate.ReleaseAsync(identity, context.Now, stopping);
        Deed.Log(context.Folders, "mail release", released is [] ? "nothing was held" : $"{released.Count} holds released");
        Console.Out.WriteLine(released is [] ? "Nothing was held." : $"Released: {string.Join(" ", released)}");
        return ExitCode.Done;
    }

    static void PrintMarked(Restored marked)
    {
        if (marked.Mails + marked.Reminders > 0)
        {
            Console.Out.WriteLine($"What left before the restore is marked as sent: {RestoreVerb.Counted(marked)}.");
        }

        foreach (var file in marked.NotCompared)
        {
            Console.Out.WriteLine($"What left before could not be read from {file}.");
        }
    }

    static async Task PrintWaitingAsync(VerbContext context, CancellationToken stopping)
    {
        var today = context.Now.Today;
        var waiting = await context
            .Services.GetRequiredService<MailQueries>()
            .ListAsync([OutboxState.Queued, OutboxState.RetryAt], null, 10_000, stopping);
        var due = waiting.Where(mail => mail.Day <= today).ToList();
        Console.Out.WriteLine(
            $"{(due.Count == 1 ? "1 mail" : $"{due.Count} mails")} would leave{(due.Count == 0 ? "." : ": ")}{string.Join(", ", due.GroupBy(mail => mail.Day).OrderBy(group => group.Key).Select(group => $"{group.Count()} of {group.Key:yyyy-MM-dd}"))}"
        );
        var planned = await RemindPreview.ReadAsync(context.Store, context.Config.RemindSettings, today, today, today, stopping);
        if (planned.Count(mail => !mail.IsRecorded) is > 0 and var more)
        {
            Console.Out.WriteLine(
                $"{Union.Count.Describe(more, "mail")} more would leave after the next run of remind, which has not planned {today:yyyy-MM-dd} as it is now. See them with: SyncWorker remind preview"
            );
        }
    }
}
