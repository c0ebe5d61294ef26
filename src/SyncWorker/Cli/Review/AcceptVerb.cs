using System.CommandLine;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review accept</c></summary>
static class AcceptVerb
{
    public static Command Create() =>
        AnswerCommand.CreateWithPartner(
            ReviewVerdict.Same,
            "accept",
            "The row is this partner: it stays linked to it until the answer is undone."
        );
}
