using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Store.Rows;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner history</c></summary>
static class HistoryVerb
{
    static readonly Argument<string> s_partner = PartnerArgument.Partner();

    public static Command Create()
    {
        var command = new Command(
            "history",
            "Lists what has changed on one partner since it was first loaded: when, what, from, to, by which source and run."
        )
        {
            s_partner,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            (context, result, stopping) =>
                PartnerArgument.OnAsync(
                    context,
                    result.GetValue(s_partner)!,
                    async (queries, partner) =>
                    {
                        var changes = await queries.HistoryAsync(partner, stopping);
                        if (context.Json)
                        {
                            JsonOutput.Print(changes);
                            return ExitCode.Done;
                        }

                        Console.Out.WriteLine(
                            $"{partner.NameVi}: first loaded {TimeZoneInfo.ConvertTime(partner.CreatedAt, context.Config.Zone):dd/MM/yyyy HH:mm} (run {partner.CreatedRun})"
                        );
                        foreach (var change in changes)
                        {
                            Console.Out.WriteLine(
                                $"{TimeZoneInfo.ConvertTime(change.At, context.Config.Zone):dd/MM/yyyy HH:mm}  {change.Field}: {change.Old ?? "(none)"} -> {change.New ?? "(none)"}  {change.Source}{(change.Run > 0 ? $" (run {change.Run})" : "")}"
                            );
                        }

                        return ExitCode.Done;
                    },
                    stopping
                )
        );
        return command;
    }
}
