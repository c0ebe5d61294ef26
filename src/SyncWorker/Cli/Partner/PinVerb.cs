using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner pin</c></summary>
static class PinVerb
{
    static readonly Argument<string> s_partner = PartnerArgument.Partner();

    static readonly Argument<string> s_field = new("FIELD") { Description = "Such as relations, email, nameVi." };

    static readonly Argument<string> s_value = new("VALUE") { Description = "The value that holds from now on; \"\" pins it empty." };

    public static Command Create()
    {
        var command = new Command("pin", "Sets a value by hand; sources no longer change it. partner unpin takes it back.")
        {
            s_partner,
            s_field,
            s_value,
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
                                .PinAsync(
                                    partner.Id,
                                    result.GetValue(s_field)!,
                                    result.GetValue(s_value),
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
