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
            CommonOptions.Json,
        };
        VerbContext.On(command, (context, result, stopping) => RunAsync(context, result.GetValue(look), stopping));
        return command;
    }

    static async Task<int> RunAsync(VerbContext context, bool isLook, CancellationToken stopping)
    {
        var gate = context.Services.GetRequiredService<SendGate>();
        var reasons = await gate.ReasonsAsync(stopping);
        var marked = reasons is [] ? null : context.Services.GetRequiredService<StoreBackup>().MarkSent();
        var waiting = await WaitingAsync(context, stopping);
        IReadOnlyList<string> released = isLook ? [] : await LetGoAsync(context, gate, stopping);
        if (context.Json)
        {
            JsonOutput.Print(
                new
                {
                    held = reasons,
                    markedAsSent = marked is null
                        ? null
                        : new
                        {
                            marked.Mails,
                            marked.Reminders,
                            marked.NotCompared,
                        },
                    wouldLeave = waiting.Days.Select(day => new { day.Day, day.Mails }),
                    moreAfterRemind = waiting.MoreAfterRemind,
                    released,
                }
            );
        }
        else
        {
            PrintMarked(marked);
            PrintWaiting(waiting, context.Now.Today);
            Console.Out.WriteLine(
                isLook ? (reasons is [] ? "Nothing is held." : string.Join("\n", reasons))
                : released is [] ? "Nothing was held."
                : $"Released: {string.Join(" ", released)}"
            );
        }

        return isLook && reasons is not [] ? ExitCode.Held : ExitCode.Done;
    }

    static async Task<IReadOnlyList<string>> LetGoAsync(VerbContext context, SendGate gate, CancellationToken stopping)
    {
        var identity = await StoreIdentity.ReadAsync(context.Store, context.Services.GetRequiredService<SendParts>().Home, stopping);
        var released = await gate.ReleaseAsync(identity, context.Now, stopping);
        Deed.Log(context.Folders, "mail release", released is [] ? "nothing was held" : $"{released.Count} holds released");
        return released;
    }

    static void PrintMarked(Restored? marked)
    {
        if (marked is { Mails: > 0 } or { Reminders: > 0 })
        {
            Console.Out.WriteLine($"What left before the restore is marked as sent: {RestoreVerb.Counted(marked)}.");
        }

        foreach (var file in marked?.NotCompared ?? [])
        {
            Console.Out.WriteLine($"What left before could not be read from {file}.");
        }
    }

    static async Task<Waiting> WaitingAsync(VerbContext context, CancellationToken stopping)
    {
        var today = context.Now.Today;
        var waiting = await context
            .Services.GetRequiredService<MailQueries>()
            .ListAsync([OutboxState.Queued, OutboxState.RetryAt], null, 10_000, stopping);
        var planned = await RemindPreview.ReadAsync(context.Store, context.Config.RemindSettings, today, today, today, stopping);
        return new(
            [
                .. waiting
                    .Where(mail => mail.Day <= today)
                    .GroupBy(mail => mail.Day)
                    .OrderBy(group => group.Key)
                    .Select(group => (group.Key, group.Count())),
            ],
            planned.Count(mail => !mail.IsRecorded)
        );
    }

    static void PrintWaiting(Waiting waiting, DateOnly today)
    {
        var due = waiting.Days.Sum(day => day.Mails);
        Console.Out.WriteLine(
            $"{Union.Count.Describe(due, "mail")} would leave{(due == 0 ? "." : ": ")}{string.Join(", ", waiting.Days.Select(day => $"{day.Mails} of {day.Day:yyyy-MM-dd}"))}"
        );
        if (waiting.MoreAfterRemind > 0)
        {
            Console.Out.WriteLine(
                $"{Union.Count.Describe(waiting.MoreAfterRemind, "mail")} more would leave after the next run of remind, which has not planned {today:yyyy-MM-dd} as it is now. See them with: SyncWorker remind preview"
            );
        }
    }

    /// <param name="Days">The mails that are due, by their day.</param>
    /// <param name="MoreAfterRemind">Those that remind would plan today.</param>
    sealed record Waiting(IReadOnlyList<(DateOnly Day, int Mails)> Days, int MoreAfterRemind);
}
