using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary><c>review own</c></summary>
static class OwnVerb
{
    public static Command Create()
    {
        var command = new Command("own", "The row is an organisation of its own: it becomes a partner.") { AnswerArguments.Row, AnswerArguments.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            AnswerArguments.End(await context.Services.GetRequiredService<ReviewCommands>().MarkStandaloneAsync(result.GetValue(AnswerArguments.Row), Environment.UserName, result.GetValue(AnswerArguments.Why), stopping)));
        return command;
    }
}
