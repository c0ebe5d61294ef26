using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner merge</c></summary>
static class MergeVerb
{
    static readonly Argument<string> s_from = Which.Partner("FROM");

    static readonly Argument<string> s_into = Which.Partner("INTO");

    public static Command Create()
    {
        var command = new Command("merge", "Two partners are one organisation: the rows of FROM belong to INTO from the next reconcile on. partner split takes it back.") { s_from, s_into, Which.Why };
        VerbContext.On(command, (context, result, stopping) => Which.OnAsync(context, result.GetValue(s_from)!, (_, from) =>
            Which.OnAsync(context, result.GetValue(s_into)!, async (_, into) =>
                Which.End(await context.Services.GetRequiredService<PartnerDecisions>().MergeAsync(from.Id, into.Id, Environment.UserName, result.GetValue(Which.Why), stopping)), stopping), stopping));
        return command;
    }
}
