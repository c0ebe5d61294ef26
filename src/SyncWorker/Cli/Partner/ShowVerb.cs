using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Store.Rows;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner show</c></summary>
static class ShowVerb
{
    static readonly Argument<string> s_partner = PartnerArgument.Partner();

    public static Command Create()
    {
        var command = new Command(
            "show",
            "Shows one partner: its record, the rows it is made of, its predecessors and successor, the decisions of people."
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
                        var view = await queries.ShowAsync(partner, context.Now, stopping);
                        if (context.Json)
                        {
                            JsonOutput.Print(view);
                            return ExitCode.Done;
                        }

                        var documents = await context.Services.GetRequiredService<DocumentQueries>().ListAsync(context.Now, stopping);

                        Console.Out.WriteLine(
                            $"{partner.NameVi}  (partner {partner.Id}, {partner.RegisterId ?? "no register id"}, {partner.Kind}, {partner.Status.ToString().ToLowerInvariant()})"
                        );
                        foreach (var (field, value) in view.Fields)
                        {
                            Console.Out.WriteLine(
                                $"  {field, -16} {value}{(view.Conflicts.Contains(field) ? "   (sources disagree: partner explain)" : "")}"
                            );
                        }

                        foreach (var name in view.FormerNames)
                        {
                            Console.Out.WriteLine($"  formerly         {name}");
                        }

                        if (view.Successor is { } next)
                        {
                            Console.Out.WriteLine($"  taken over by    partner {next.Id} {next.NameVi}");
                        }

                        foreach (var before in view.Predecessors)
                        {
                            Console.Out.WriteLine($"  took over from   partner {before.Id} {before.NameVi}");
                        }

                        foreach (var (row, link) in view.Rows)
                        {
                            Console.Out.WriteLine(
                                $"  row {row.Id, -12} {row.Source}/{row.ExternalId}  {link.Score:0.00} {link.Reason}{(row.MissingSince is { } since ? $"  missing since {since:yyyy-MM-dd}" : "")}"
                            );
                        }

                        foreach (var about in documents.Where(about => about.Partners.Contains(partner.Id)))
                        {
                            Console.Out.WriteLine($"  document         {Document.ListVerb.Line(about.Document)}");
                        }

                        foreach (var decision in view.Decisions)
                        {
                            Console.Out.WriteLine(
                                $"  decision {decision.Id, -7} {decision.Kind} {decision.Field} {decision.Value} by {decision.Who} on {decision.At:yyyy-MM-dd}{(decision.UndoneAt is null ? "" : " (undone)")} {decision.Why}"
                            );
                        }

                        return ExitCode.Done;
                    },
                    stopping,
                    lists: true
                )
        );
        return command;
    }
}
