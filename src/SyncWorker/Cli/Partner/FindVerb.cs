using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner find</c></summary>
static class FindVerb
{
    static readonly Argument<string> s_text = new("TEXT") { Description = "A name or part of one; accents may be left out, former names count." };

    public static Command Create()
    {
        var command = new Command("find", "Finds partners by any name: accents may be left out, names of before a merger lead to the successor.") { s_text, CommonOptions.Json };
        VerbContext.On(command, async (context, result, stopping) =>
        {
            var found = await context.Services.GetRequiredService<PartnerQueries>().FindAsync(result.GetValue(s_text)!, stopping);
            if (context.Json)
            {
                JsonOutput.Print(found.Select(match => new { match.Partner.Id, match.Partner.RegisterId, match.Partner.NameVi, match.Partner.Kind, match.Partner.Country, match.Partner.Province, match.Partner.Status, match.By }));
                return ExitCode.Done;
            }

            foreach (var match in found)
            {
                Console.Out.WriteLine($"{match.Partner.Id,5}  {match.Partner.RegisterId,-9}  {match.Partner.NameVi}{(match.By == match.Partner.NameVi ? "" : $"  (found as: {match.By})")}");
            }

            Console.Out.WriteLine(found.Count == 0 ? "No partner has this name." : $"{found.Count} found.");
            return ExitCode.Done;
        });
        return command;
    }
}
