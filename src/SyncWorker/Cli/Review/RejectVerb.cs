using System.CommandLine;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review reject</c></summary>
static class RejectVerb
{
    public static Command Create() =>
        AnswerCommand.CreateWithPartner(ReviewVerdict.NotSame, "reject", "The row is not this partner: it is never proposed again.");
}
