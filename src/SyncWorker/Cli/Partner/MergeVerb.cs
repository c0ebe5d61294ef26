using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner merge</c></summary>
static class MergeVerb
{
    static readonly Argument<string> s_from = PartnerArgument.Partner("FROM");

    static readonly Argument<string> s_into = PartnerArgument.Partner("INTO");

    public static Command Create()
    {
        var command = new Command(
            "merge",
            "Two partners are one organisation: the rows of FROM belong to INTO from the next reconcile on. partner split takes it back."
        )
        {
            s_from,
            s_into,
            PartnerArgument.Why,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            (context, result, stopping) =>
                PartnerArgument.OnAsync(
                    context,
                    result.GetValue(s_from)!,
                    (_, from) =>
                        PartnerArgument.OnAsync(
                            context,
                            result.GetValue(s_into)!,
                            async (_, into) =>
                                PartnerArgument.End(
                                    context,
                                    await context
                                        .Services.GetRequiredService<PartnerCommands>()
                                        .MergeAsync(from.Id, into.Id, PersonAccount.Name, result.GetValue(PartnerArgument.Why), stopping)
                                ),
                            stopping
                        ),
                    stopping
                )
        );
        return command;
    }
}
