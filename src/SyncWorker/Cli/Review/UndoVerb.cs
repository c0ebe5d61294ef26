using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

namespace SyncWorker.Cli.Review;

/// <summary><c>review undo</c></summary>
static class UndoVerb
{
    public static Command Create()
    {
        var command = new Command("undo", "Takes back what a person answered about the row (accept, reject, own, partner split --row).") { Answer.Row, Answer.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            Answer.End(await context.Services.GetRequiredService<ReviewDesk>().UndoAsync(result.GetValue(Answer.Row), Environment.UserName, result.GetValue(Answer.Why), stopping)));
        return command;
    }
}
