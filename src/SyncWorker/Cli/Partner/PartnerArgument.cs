using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary>What the verbs about one partner share: which one, why, and how they end.</summary>
static class PartnerArgument
{
    public static readonly Option<string?> Why = new("--why") { Description = "The reason, kept with the decision.", HelpName = "TEXT" };

    public static Argument<string> Partner(string name = "PARTNER") =>
        new(name) { Description = "Number, register id such as CA-FR, or a name." };

    /// <summary>
    /// Runs the work on the partner; where several have the name they are listed, and nothing is done, which for a verb that shows is an
    /// answer (lists).
    /// </summary>
    public static async Task<int> OnAsync(
        VerbContext context,
        string key,
        Func<PartnerQueries, SyncWorker.Store.Rows.Partner, Task<int>> work,
        CancellationToken stopping,
        bool lists = false
    )
    {
        var queries = context.Services.GetRequiredService<PartnerQueries>();
        if (await queries.ByKeyAsync(key, stopping) is { } partner)
        {
            return await work(queries, partner);
        }

        var found = await queries.FindAsync(key, stopping);
        if (found is [])
        {
            await Console.Error.WriteLineAsync($"\"{key}\" is no partner's number, register id or name.");
            return ExitCode.Configuration;
        }

        if (context.Json)
        {
            JsonOutput.Print(FindVerb.ForPrograms(found));
        }
        else
        {
            found.ForEach(match => TerminalText.Row(FindVerb.Line(match)));
        }

        if (lists)
        {
            return ExitCode.Done;
        }

        await Console.Error.WriteLineAsync($"\"{key}\" is the name of {found.Count} partners. Write the number of the one that is meant.");
        return ExitCode.Configuration;
    }

    /// <summary>Says whether the decision was kept, or why it is refused.</summary>
    public static int End(VerbContext context, string refusal)
    {
        if (context.Json)
        {
            JsonOutput.Print(new { kept = refusal.Length == 0, refusal = refusal.Length == 0 ? null : refusal });
        }
        else if (refusal.Length > 0)
        {
            Console.Error.WriteLine(refusal);
        }
        else
        {
            Console.Out.WriteLine("Kept. The next reconcile follows it.");
        }

        return refusal.Length == 0 ? ExitCode.Done : ExitCode.Configuration;
    }
}
