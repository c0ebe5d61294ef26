using System.CommandLine;
using SyncWorker.Cli.Partner;

namespace SyncWorker.Cli;

/// <summary><c>partner</c></summary>
static class PartnerVerb
{
    public static Command Create() => new(
        "partner",
        "The register: find a partner by any of its names, see why it is as it is, put it right by hand. A partner is named by its\n" +
        "number, its register id (CA-FR) or a name that is its alone.")
    {
        FindVerb.Create(),
        ShowVerb.Create(),
        ExplainVerb.Create(),
        HistoryVerb.Create(),
        MergeVerb.Create(),
        SplitVerb.Create(),
        PinVerb.Create(),
        UnpinVerb.Create(),
        FoundingDayVerb.Create(),
        ExportVerb.Create(),
    };
}
