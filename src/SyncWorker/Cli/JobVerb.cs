using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli;

/// <summary><c>job NAME</c>: not for people, so the help does not list it.</summary>
static class JobVerb
{
    public const string Name = "job";

    static readonly Argument<string> s_job = new("NAME") { Description = "A job of the schedule." };

    static readonly Option<string> s_inForce = new("--in-force")
    {
        Description = "The folder of the config in force.",
        HelpName = "DIR",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command(
            Name,
            "Runs a job for the worker that started this process, reports to it on standard output, and stops when standard\n"
                + "input ends. By hand a stage is run by its own verb: SyncWorker poll."
        )
        {
            s_job,
            s_inForce,
        };
        command.Hidden = true;
        s_job.AllowOnly([.. ServiceControls.RunNow.Keys, JobWork.Prepare, ConfigReload.Prove, ConfigReload.Look]);
        command.SetAction(
            (result, _) =>
                JobWork.RunAsync(
                    result.GetValue(s_job)!,
                    WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data)),
                    result.GetValue(s_inForce)!,
                    TimeProvider.System
                )
        );
        return command;
    }
}
