using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

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
            var found = await context.Services.GetRequiredService<PartnerDesk>().FindAsync(result.GetValue(s_text)!, stopping);
            if (context.Json)
            {
                JsonOutput.Print(found.Select(one => new { one.Partner.Id, one.Partner.RegisterId, one.Partner.NameVi, one.Partner.Kind, one.Partner.Country, one.Partner.Province, one.Partner.Status, one.By }));
                return ExitCode.Done;
            }

            foreach (var one in found)
            {
                Console.Out.WriteLine($"{one.Partner.Id,5}  {one.Partner.RegisterId,-9}  {one.Partner.NameVi}{(one.By == one.Partner.NameVi ? "" : $"  (found as: {one.By})")}");
            }

            Console.Out.WriteLine(found.Count == 0 ? "No partner has this name." : $"{found.Count} found.");
            return ExitCode.Done;
        });
        return command;
    }
}
