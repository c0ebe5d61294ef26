using System.CommandLine;
using SyncWorker.Cli.Secret;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;

namespace SyncWorker.Cli;

/// <summary><c>secret</c></summary>
static class SecretVerb
{
    public static Command Create() =>
        new(
            "secret",
            "Passwords and keys that config files name. They are kept in the data folder: sealed to the machine on Windows (DPAPI), in a\n"
                + "file that only its owner reads elsewhere. An environment variable SYNCWORKER_SECRET_NAME wins. They are never shown."
        )
        {
            SetVerb.Create(),
            ListVerb.Create(),
            RemoveVerb.Create(),
            ExportVerb.Create(),
            ImportVerb.Create(),
        };

    /// <summary>Gives a command its work: the secrets of the data folder, no good config needed.</summary>
    public static Command On(Command command, Func<WorkerFolders, SecretStore, ParseResult, int> work)
    {
        command.SetAction(
            (result, _) =>
            {
                var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
                try
                {
                    return Task.FromResult(work(folders, new(folders, TimeProvider.System), result));
                }
                catch (SecretsRefusedException refused)
                {
                    Console.Error.WriteLine(refused.Message);
                    return Task.FromResult(ExitCode.Failed);
                }
            }
        );
        return command;
    }
}
