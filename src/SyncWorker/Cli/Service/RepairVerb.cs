using System.CommandLine;

namespace SyncWorker.Cli.Service;

/// <summary><c>service repair</c></summary>
static class RepairVerb
{
    public static Command Create() =>
        InstallVerb.SetInstall(
            new(
                "repair",
                "Sets folders, rights, program path, description and event source right again; account, start type and failure actions stay\n"
                    + "as they are unless --account names another."
            )
        );
}
