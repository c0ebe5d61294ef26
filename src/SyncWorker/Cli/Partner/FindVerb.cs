using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Store.Rows;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner find</c></summary>
static class FindVerb
{
    static readonly Argument<string> s_text = new("TEXT")
    {
        Description = "A name or part of one; accents may be left out, former names count.",
    };

    public static Command Create()
    {
        var command = new Command(
            "find",
            "Finds partners by any name: accents may be left out, names of before a merger lead to the successor."
        )
        {
            s_text,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var found = await context.Services.GetRequiredService<PartnerQueries>().FindAsync(result.GetValue(s_text)!, stopping);
                if (context.Json)
                {
                    JsonOutput.Print(ForPrograms(found));
                    return Code(found.Count);
                }

                foreach (var match in found)
                {
                    TerminalText.Row(Line(match));
                }

                Console.Out.WriteLine(found.Count == 0 ? "No partner has this name." : $"{found.Count} found.");
                return Code(found.Count);
            }
        );
        return command;
    }

    static int Code(int found) => found == 0 ? ExitCode.Configuration : ExitCode.Done;

    /// <summary>One partner found, as a line for people.</summary>
    public static string Line(PartnerMatch match)
    {
        var (partner, by) = (match.Partner, match.By);
        return $"{partner.Id, 5}  {partner.RegisterId, -9}  {partner.NameVi}{(by == partner.NameVi ? "" : $"  (found as: {by})")}{(partner.Status == PartnerStatus.Active ? "" : $"  {partner.Status.ToString().ToLowerInvariant()}")}";
    }

    /// <summary>Partners found, as JSON has them.</summary>
    public static IEnumerable<object> ForPrograms(IEnumerable<PartnerMatch> found) =>
        found.Select(match => new
        {
            match.Partner.Id,
            match.Partner.RegisterId,
            match.Partner.NameVi,
            match.Partner.Kind,
            match.Partner.Country,
            match.Partner.Province,
            match.Partner.Status,
            match.By,
        });
}
