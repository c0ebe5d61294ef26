using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

namespace SyncWorker.Cli.Review;

/// <summary><c>review reject</c></summary>
static class RejectVerb
{
    public static Command Create()
    {
        var command = new Command("reject", "The row is not this partner: it is never proposed again.") { Answer.Row, Answer.Partner, Answer.Why };
        VerbContext.On(command, async (context, result, stopping) =>
            Answer.End(await context.Services.GetRequiredService<ReviewDesk>().RejectAsync(result.GetValue(Answer.Row), result.GetValue(Answer.Partner), Environment.UserName, result.GetValue(Answer.Why), context.Now, stopping)));
        return command;
    }
}
