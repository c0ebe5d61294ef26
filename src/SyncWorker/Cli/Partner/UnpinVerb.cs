using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner unpin</c></summary>
static class UnpinVerb
{
    static readonly Argument<string> s_partner = Which.Partner();

    static readonly Argument<string> s_field = new("FIELD") { Description = "The pinned field." };

    public static Command Create()
    {
        var command = new Command("unpin", "Lets the sources decide a pinned value again.") { s_partner, s_field, Which.Why };
        VerbContext.On(command, (context, result, stopping) => Which.OnAsync(context, result.GetValue(s_partner)!, async (_, partner) =>
            Which.End(await context.Services.GetRequiredService<PartnerDecisions>().UnpinAsync(partner.Id, result.GetValue(s_field)!, Environment.UserName, result.GetValue(Which.Why), stopping)), stopping));
        return command;
    }
}
