using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner split</c></summary>
static class SplitVerb
{
    static readonly Argument<string?> s_partner = new("PARTNER")
    {
        Description = "The partner that was merged into another.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    static readonly Option<long?> s_row = new("--row")
    {
        Description = "Take this row (its number in partner show) out of its partner and make it a partner of its own.",
        HelpName = "ROW",
    };

    public static Command Create()
    {
        var command = new Command(
            "split",
            "Takes back a merger, or takes a row that was linked wrongly out of its partner (review undo ROW puts it back)."
        )
        {
            s_partner,
            s_row,
            PartnerArgument.Why,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var decisions = context.Services.GetRequiredService<PartnerCommands>();
                if (result.GetValue(s_row) is { } row)
                {
                    return PartnerArgument.End(
                        context,
                        await decisions.SplitRowAsync(row, PersonAccount.Name, result.GetValue(PartnerArgument.Why), stopping)
                    );
                }

                return await PartnerArgument.OnAsync(
                    context,
                    result.GetValue(s_partner) ?? "",
                    async (_, partner) =>
                        PartnerArgument.End(
                            context,
                            await decisions.SplitAsync(partner.Id, PersonAccount.Name, result.GetValue(PartnerArgument.Why), stopping)
                        ),
                    stopping
                );
            }
        );
        return command;
    }
}
