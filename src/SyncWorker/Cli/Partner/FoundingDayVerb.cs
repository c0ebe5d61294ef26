using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Union.Tables;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner founding-day</c></summary>
static class FoundingDayVerb
{
    static readonly Argument<string> s_partner = PartnerArgument.Partner();

    static readonly Argument<FoundingDay> s_day = new("DAY")
    {
        Description = "keep: the day of its predecessor; new: the day its own sources give; none: no day.",
    };

    public static Command Create()
    {
        var command = new Command("founding-day", "Decides whether a successor takes over the founding day of its predecessor.")
        {
            s_partner,
            s_day,
            PartnerArgument.Why,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            (context, result, stopping) =>
                PartnerArgument.OnAsync(
                    context,
                    result.GetValue(s_partner)!,
                    async (_, partner) =>
                        PartnerArgument.End(
                            context,
                            await context
                                .Services.GetRequiredService<PartnerCommands>()
                                .FoundingDayAsync(
                                    partner.Id,
                                    result.GetValue(s_day),
                                    PersonAccount.Name,
                                    result.GetValue(PartnerArgument.Why),
                                    stopping
                                )
                        ),
                    stopping
                )
        );
        return command;
    }
}
