using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using SyncWorker.Config;
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

        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        foreach (var line in Lines(folders))
        {
            Console.Out.WriteLine(line);
        }

        return ExitCode.Done;
    }

    /// <summary>What is built in, and where it works.</summary>
    public static IEnumerable<string> Lines(WorkerFolders folders)
    {
        var assembly = typeof(InfoVerb).Assembly;
        yield return $"SyncWorker     {assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
        yield return $"runtime        {RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}";
        yield return $"mail client    MailKit {Version(typeof(MailKit.Net.Smtp.SmtpClient))}";
        yield return $"HTTP client    Refit {Version(typeof(Refit.RestService))}";
        yield return $"store          {StoreLine(folders)}";
        yield return $"config folder  {folders.Config}{(Directory.Exists(folders.Config) ? "" : " (does not exist)")}";
        yield return $"data folder    {folders.Data}";
    }

    static string StoreLine(WorkerFolders folders) =>
        folders.Postgres is { } postgres ? $"PostgreSQL: {postgres}" : $"SQLite {EngineVersion()}: {folders.Store}{StoreRemark(folders)}";

    // A file in a folder that this account may not look into does not exist for it.
    static string StoreRemark(WorkerFolders folders)
    {
        if (File.Exists(folders.Store))
        {
            return "";
        }

        try
        {
            _ = Directory.Exists(folders.Data) && Directory.EnumerateFileSystemEntries(folders.Data).Any();
            return " (not made yet)";
        }
        catch (UnauthorizedAccessException)
        {
            return " (this account may not look there)";
        }
    }

    // The file's version is the package's: the assembly's own stays at 4.18.0 through all of MailKit 4.18.
    static string Version(Type type) =>
        System.Version.Parse(type.Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version).ToString(3);

    static string EngineVersion()
    {
        SQLitePCL.Batteries_V2.Init();
        return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
    }
}
