using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;

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
                        documents.Select(document => new
                        {
                            document.Number,
                            document.Title,
                            day = document.Day?.ToString(),
                            document.Issuer,
                            document.Link,
                            document.Units,
                            document.Partners,
                            document.Source,
                            document.Basis,
                        })
                    );
                    return ExitCode.Done;
                }

                documents.ForEach(document => Console.Out.WriteLine(Line(document)));
                Console.Out.WriteLine($"{documents.Count} documents.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>One document, as a line for people.</summary>
    public static string Line(DocumentView document) =>
        $"{document.Day?.ToString() ?? "no day", -10}  {document.Number ?? "no number", -18}  {document.Title}"
        + $"{(document.Issuer is null ? "" : $"  ({document.Issuer})")}{(document.Link is null ? "" : $"  {document.Link}")}";

    static bool Has(DocumentView document, string text) =>
        new[] { document.Number, document.Title, document.Issuer, document.Units }.Any(part =>
            part?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true
        );
}
