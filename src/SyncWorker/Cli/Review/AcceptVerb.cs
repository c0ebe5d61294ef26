using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

namespace SyncWorker.Cli.Review;

/// <summary><c>review accept</c></summary>
static class AcceptVerb
{
    public static Command Create()
    {
        var command = new Command("accept", "The row is this partner: it is linked to it for ever.") { Answer.Row, Answer.Partner, Answer.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            Answer.End(await context.Services.GetRequiredService<ReviewDesk>().AcceptAsync(result.GetValue(Answer.Row), result.GetValue(Answer.Partner), Environment.UserName, result.GetValue(Answer.Why), context.Now, stopping)));
        return command;
    }
}
