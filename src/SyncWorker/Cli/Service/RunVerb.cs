using System.CommandLine;
using System.Runtime.Versioning;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service run</c></summary>
static class RunVerb
{
    static readonly Argument<string> s_job = Job();

    public static Command Create() =>
        ServiceVerb.On(
            new("run", "Tells the running service to run a job now, out of its turn.") { s_job },
            (name, result, _) => Task.FromResult(OperatingSystem.IsWindows() ? Run(name, result.GetValue(s_job)!) : ExitCode.Configuration)
        );

    static Argument<string> Job()
    {
        var job = new Argument<string>("JOB") { Description = string.Join(", ", ServiceControls.RunNow.Keys) + "." };
        job.AllowOnly([.. ServiceControls.RunNow.Keys]);
        return job;
    }

    [SupportedOSPlatform("windows")]
    static int Run(string name, string job)
    {
        using var service = Scm.Open(name, toChange: true);
        if (service is null)
        {
            return ServiceVerb.Missing(name);
        }

        service.Control(ServiceControls.RunNow[job]);
        Console.Out.WriteLine($"The service {name} was asked to run {job}.");
        return ExitCode.Done;
    }
}
