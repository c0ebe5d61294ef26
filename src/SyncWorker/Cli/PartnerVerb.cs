using System.CommandLine;
using SyncWorker.Cli.Partner;

namespace SyncWorker.Cli;

/// <summary><c>partner</c></summary>
static class PartnerVerb
{
    public static Command Create() =>
        new(
            "partner",
            "The register: find a partner by any of its names, see where its values come from, correct it by hand. A partner is given by its\n"
                + "number, its register id (CA-FR) or a name that no other partner has."
        )
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
            QuietVerb.Create(),
            ExportVerb.Create(),
            GapsVerb.Create(),
            ReturnedVerb.Create(),
        };
}
