using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using SyncWorker.Hosting;
using SyncWorker.Store;

namespace SyncWorker.Cli;

/// <summary><c>--info</c>: what is built in.</summary>
static class InfoVerb
{
    public static int Answer(ParseResult result)
    {
        if (!result.GetValue(CommonOptions.Info))
        {
            Console.Error.WriteLine("Name a verb: demo, check, status, run, poll, reconcile, remind, send. See: SyncWorker --help");
            return ExitCode.Configuration;
        }

        var folders = WorkerFolders.Settle(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var assembly = typeof(InfoVerb).Assembly;
        var built = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(entry => entry.Key, entry => entry.Value);
        Console.Out.WriteLine($"SyncWorker     {assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}");
        Console.Out.WriteLine($"runtime        {RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}");
        Console.Out.WriteLine($"mail client    {built["MailClient"]}");
        Console.Out.WriteLine($"HTTP client    {built["HttpClient"]}");
        Console.Out.WriteLine($"store          {SyncStore.Engine}: {folders.Store}{(File.Exists(folders.Store) ? "" : " (not made yet)")}");
        Console.Out.WriteLine($"config folder  {folders.Config}{(Directory.Exists(folders.Config) ? "" : " (does not exist)")}");
        Console.Out.WriteLine($"data folder    {folders.Data}");
        return ExitCode.Done;
    }
}
