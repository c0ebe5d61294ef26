using System.CommandLine;
using SyncWorker.Cli.Review;

namespace SyncWorker.Cli;

/// <summary><c>review</c></summary>
static class ReviewVerb
{
    public static Command Create() => new(
        "review",
        "The rows that could not be told by machine, and what people answer. An answer is kept and never asked for again until it is\n" +
        "undone; the next reconcile follows it.")
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
