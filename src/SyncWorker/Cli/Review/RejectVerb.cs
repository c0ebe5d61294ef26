using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review reject</c></summary>
static class RejectVerb
{
    public static Command Create()
    {
        var command = new Command("reject", "The row is not this partner: it is never proposed again.") { AnswerArguments.Row, AnswerArguments.Partner, AnswerArguments.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            AnswerArguments.End(await context.Services.GetRequiredService<ReviewCommands>().RejectAsync(result.GetValue(AnswerArguments.Row), result.GetValue(AnswerArguments.Partner), Environment.UserName, result.GetValue(AnswerArguments.Why), context.Now, stopping)));
        return command;
    }
}
