using System.CommandLine;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review undo</c></summary>
static class UndoVerb
{
    public static Command Create() =>
        AnswerCommand.Create(
            ReviewVerdict.Undo,
            "undo",
            "Takes back what a person answered about the row (accept, reject, own, partner split --row)."
        );
}
