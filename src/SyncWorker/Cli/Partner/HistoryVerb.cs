using System.CommandLine;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner history</c></summary>
static class HistoryVerb
{
    static readonly Argument<string> s_partner = Which.Partner();

    public static Command Create()
    {
        var command = new Command("history", "Lists what has changed on one partner since it was first loaded: when, what, from, to, by which source and run.") { s_partner, CommonOptions.Json };
        VerbContext.On(command, (context, result, stopping) => Which.OnAsync(context, result.GetValue(s_partner)!, async (desk, partner) =>
        {
            var changes = await desk.HistoryAsync(partner, stopping);
            if (context.Json)
            {
                JsonOutput.Print(changes);
                return ExitCode.Done;
            }

            Console.Out.WriteLine($"{partner.NameVi}: first loaded {TimeZoneInfo.ConvertTime(partner.CreatedAt, context.Config.Zone):dd/MM/yyyy HH:mm} (run {partner.CreatedRun})");
            foreach (var change in changes)
            {
                Console.Out.WriteLine($"{TimeZoneInfo.ConvertTime(change.At, context.Config.Zone):dd/MM/yyyy HH:mm}  {change.Field}: {change.Old ?? "(none)"} -> {change.New ?? "(none)"}  {change.Source} (run {change.Run})");
            }

            return ExitCode.Done;
        }, stopping));
        return command;
    }
}
