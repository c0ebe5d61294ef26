using System.CommandLine;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review own</c></summary>
static class OwnVerb
{
    public static Command Create() =>
        AnswerCommand.Create(ReviewVerdict.Standalone, "own", "The row is an organisation of its own: it becomes a partner.");
}
