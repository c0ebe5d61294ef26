using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

namespace SyncWorker.Cli.Review;

/// <summary><c>review own</c></summary>
static class OwnVerb
{
    public static Command Create()
    {
        var command = new Command("own", "The row is an organisation of its own: it becomes a partner.") { Answer.Row, Answer.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            Answer.End(await context.Services.GetRequiredService<ReviewDesk>().OwnAsync(result.GetValue(Answer.Row), Environment.UserName, result.GetValue(Answer.Why), stopping)));
        return command;
    }
}
