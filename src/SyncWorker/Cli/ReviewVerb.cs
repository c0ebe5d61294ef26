using System.CommandLine;
using SyncWorker.Cli.Review;

namespace SyncWorker.Cli;

/// <summary><c>review</c></summary>
static class ReviewVerb
{
    public static Command Create() =>
        new(
            "review",
            "The rows that the matching could not decide, and the answers of people. An answer is kept and not asked for again until it is\n"
                + "undone; the next reconcile follows it."
        )
        {
            ListVerb.Create(),
            AcceptVerb.Create(),
            RejectVerb.Create(),
            OwnVerb.Create(),
            UndoVerb.Create(),
            ExportVerb.Create(),
            ImportVerb.Create(),
        };
}
