using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli.Send;

/// <summary><c>send trial</c></summary>
static class TrialVerb
{
    public static Command Create()
    {
        var command = new Command("trial", "Begins the trial again: from now on every mail goes to trialTo, marked, until `send golive`.");
        VerbContext.On(
            command,
            async (context, _, stopping) =>
            {
                if (context.Config.Schedule.Mode == MailMode.Live)
                {
                    await Console.Error.WriteLineAsync("schedule.json says mode: live. Write \"mode\": \"trial\" there.");
                    return ExitCode.Configuration;
                }

                await using var db = context.Store.OpenDurable();
                await StoreIdentity.BackToTrialAsync(db, context.Folders, stopping);
                Deed.Log(context.Folders, "send trial", "every mail goes to trialTo");
                Console.Out.WriteLine("Trial: every mail goes to trialTo in schedule.json.");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
