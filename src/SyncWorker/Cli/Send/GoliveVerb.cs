using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Send;

/// <summary><c>send golive</c></summary>
static class GoliveVerb
{
    public static Command Create()
    {
        var command = new Command(
            "golive",
            "Ends the trial: from now on mails go to the people and no longer to trialTo. What went to trialTo is not sent again.\n"
                + "Mailboxes of associations outside the union's domains (mail recipients list) are approved with it.\n"
                + "Back: send trial."
        );
        VerbContext.On(
            command,
            async (context, _, stopping) =>
            {
                if (context.Config.Schedule.Mode == MailMode.Live)
                {
                    Console.Out.WriteLine("It is live already: schedule.json says so.");
                    return ExitCode.Done;
                }

                var approvals = context.Services.GetRequiredService<MailboxApprovals>();
                var (waiting, _) = await approvals.ListAsync(stopping);
                await approvals.ApproveAsync(waiting, PersonAccount.Name, stopping);
                if (waiting.Count > 0)
                {
                    Console.Out.WriteLine(
                        $"{waiting.Count} mailboxes of associations outside the union's domains are known by now, and approved as one list: SyncWorker mail recipients list"
                    );
                }

                await using var db = context.Store.OpenDurable();
                await StoreIdentity.GoLiveAsync(db, context.Folders, context.Now.Instant, stopping);
                await StoreIdentity.SayWhoAsync(db, PersonAccount.Name, stopping);
                Deed.Log(context.Folders, "send golive", $"live, {waiting.Count} mailboxes approved with it");
                Console.Out.WriteLine(
                    $"Live. Nothing that was due before {context.Config.Schedule.GoLive:yyyy-MM-dd} (goLive in schedule.json) is ever mailed. Back to the trial: SyncWorker send trial"
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
