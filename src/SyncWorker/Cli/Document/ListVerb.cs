using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Union;

namespace SyncWorker.Cli.Document;

/// <summary><c>document list [TEXT]</c></summary>
static class ListVerb
{
    static readonly Argument<string?> s_text = new("TEXT")
    {
        Description = "Only those with this in number, title, issuer or unit.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("list", "Lists documents, the newest first; partner show lists those of one unit.")
        {
            s_text,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var text = result.GetValue(s_text);
                var documents = (await context.Services.GetRequiredService<DocumentQueries>().ListAsync(context.Now, stopping))
                    .Where(document => text is null || Has(document, text))
                    .ToList();
                if (context.Json)
                {
                    JsonOutput.Print(
                        documents.Select(view => new
                        {
                            view.Document.Number,
                            view.Document.Title,
                            day = view.Document.Day?.ToString(),
                            view.Document.Issuer,
                            view.Document.Link,
                            view.Units,
                            view.Partners,
                            view.Source,
                            view.Document.Citation,
                        })
                    );
                    return ExitCode.Done;
                }

                documents.ForEach(view => Console.Out.WriteLine(Line(view.Document)));
                Console.Out.WriteLine($"{documents.Count} documents.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>One document, as a line for people.</summary>
    public static string Line(OfficialDocument document) =>
        $"{document.Day?.ToString() ?? "no day", -10}  {document.Number ?? "no number", -18}  {document.Title}"
        + $"{(document.Issuer is null ? "" : $"  ({document.Issuer})")}{(document.Link is null ? "" : $"  {document.Link}")}";

    static bool Has(DocumentView view, string text) =>
        new[] { view.Document.Number, view.Document.Title, view.Document.Issuer, view.Units }.Any(part =>
            part?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true
        );
}
