using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner unpin</c></summary>
static class UnpinVerb
{
    static readonly Argument<string> s_partner = PartnerArgument.Partner();

    static readonly Argument<string> s_field = new("FIELD") { Description = "The pinned field." };

    public static Command Create()
    {
        var command = new Command("unpin", "Lets the sources decide a pinned value again.")
        {
            s_partner,
            s_field,
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
                                .UnpinAsync(
                                    partner.Id,
                                    result.GetValue(s_field)!,
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
