using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner split</c></summary>
static class SplitVerb
{
    static readonly Argument<string?> s_partner = new("PARTNER") { Description = "The partner that was merged into another.", Arity = ArgumentArity.ZeroOrOne };

    static readonly Option<long?> s_row = new("--row") { Description = "Take this row (its number in partner show) out of its partner and make it one of its own.", HelpName = "ROW" };

    public static Command Create()
    {
        var command = new Command("split", "Takes back a merger, or takes a row that was linked wrongly out of its partner (review undo ROW puts it back).") { s_partner, s_row, Which.Why };
        VerbContext.On(command, async (context, result, stopping) =>
        {
            var decisions = context.Services.GetRequiredService<PartnerDecisions>();
            if (result.GetValue(s_row) is { } row)
            {
                return Which.End(await decisions.SplitRowAsync(row, Environment.UserName, result.GetValue(Which.Why), stopping));
            }

            return await Which.OnAsync(context, result.GetValue(s_partner) ?? "", async (_, partner) =>
                Which.End(await decisions.SplitAsync(partner.Id, Environment.UserName, result.GetValue(Which.Why), stopping)), stopping);
        });
        return command;
    }
}
