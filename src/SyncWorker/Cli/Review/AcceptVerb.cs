using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review accept</c></summary>
static class AcceptVerb
{
    public static Command Create()
    {
        var command = new Command("accept", "The row is this partner: it is linked to it for ever.") { AnswerArguments.Row, AnswerArguments.Partner, AnswerArguments.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            AnswerArguments.End(await context.Services.GetRequiredService<ReviewCommands>().AcceptAsync(result.GetValue(AnswerArguments.Row), result.GetValue(AnswerArguments.Partner), Environment.UserName, result.GetValue(AnswerArguments.Why), context.Now, stopping)));
        return command;
    }
}
