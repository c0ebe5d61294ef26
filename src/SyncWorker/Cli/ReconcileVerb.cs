using System.CommandLine;

namespace SyncWorker.Cli;

/// <summary><c>reconcile</c></summary>
static class ReconcileVerb
{
    public static Command Create() => StageVerb.Of(new(
        "reconcile",
        "Works out which rows of the sources are the same organisation and writes one golden record for each (tables partners and\n" +
        "countries). The same input twice writes nothing; a row that vanished is marked, never deleted."));
}
