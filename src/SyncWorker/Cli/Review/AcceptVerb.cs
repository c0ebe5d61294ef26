using System.CommandLine;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review accept</c></summary>
static class AcceptVerb
{
    public static Command Create() => AnswerCommand.CreateWithPartner(ReviewVerdict.Same, "accept", "The row is this partner: it is linked to it for ever.");
}
