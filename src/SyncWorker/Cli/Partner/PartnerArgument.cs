using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary>What the verbs about one partner share: which one, why, and how they end.</summary>
static class PartnerArgument
{
    public static readonly Option<string?> Why = new("--why") { Description = "The reason, kept with the decision.", HelpName = "TEXT" };

    public static Argument<string> Partner(string name = "PARTNER") => new(name) { Description = "Number, register id such as CA-FR, or a name." };

    /// <summary>Runs the work on the partner, or says that there is none.</summary>
    public static async Task<int> OnAsync(VerbContext context, string key, Func<PartnerQueries, SyncWorker.Store.Rows.Partner, Task<int>> work, CancellationToken stopping)
    {
        var queries = context.Services.GetRequiredService<PartnerQueries>();
        if (await queries.ByKeyAsync(key, stopping) is { } partner)
        {
            return await work(queries, partner);
        }

        await Console.Error.WriteLineAsync($"\"{key}\" is no partner's number or register id, and not the name of exactly one. Try: partner find \"{key}\"");
        return ExitCode.Failed;
    }

    public static int End(string refusal)
    {
        if (refusal.Length > 0)
        {
            Console.Error.WriteLine(refusal);
            return ExitCode.Configuration;
        }

        Console.Out.WriteLine("Kept. The next reconcile follows it.");
        return ExitCode.Done;
    }
}
