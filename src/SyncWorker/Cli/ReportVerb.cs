using System.CommandLine;
using SyncWorker.Cli.Report;

namespace SyncWorker.Cli;

/// <summary><c>report</c></summary>
static class ReportVerb
{
    public static Command Create() =>
        new("report", "Reports that partners owe: ask for one, note that one has come or has more time.")
        {
            AskVerb.Create(),
            ReceivedVerb.Create(),
            ExtendVerb.Create(),
            UndoVerb.Create(),
        };
}
