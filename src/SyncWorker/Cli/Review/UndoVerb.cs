using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review undo</c></summary>
static class UndoVerb
{
    public static Command Create()
    {
        var command = new Command("undo", "Takes back what a person answered about the row (accept, reject, own, partner split --row).") { AnswerArguments.Row, AnswerArguments.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            AnswerArguments.End(await context.Services.GetRequiredService<ReviewCommands>().UndoAsync(result.GetValue(AnswerArguments.Row), Environment.UserName, result.GetValue(AnswerArguments.Why), stopping)));
        return command;
    }
}
