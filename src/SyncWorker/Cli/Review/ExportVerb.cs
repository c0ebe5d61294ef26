using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Union;

namespace SyncWorker.Cli.Review;

/// <summary><c>review export</c></summary>
static class ExportVerb
{
    static readonly Argument<string> s_file = new("FILE") { Description = "The CSV file to write; it is replaced." };

    public static Command Create()
    {
        var command = new Command(
            "export",
            $"Writes the rows that wait as a CSV sheet, a line a candidate. Fill in the column answer: {ReviewSheet.Answers}."
        )
        {
            s_file,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var cases = await context.Services.GetRequiredService<ReviewQueries>().ListAsync(context.Now, stopping);
                var lines = new List<string> { string.Join(',', ReviewSheet.Columns) };
                foreach (var reviewRow in cases)
                {
                    var candidates = reviewRow.Candidates.Cast<ReviewCandidate?>().DefaultIfEmpty(null);
                    lines.AddRange(
                        candidates.Select(candidate =>
                            CsvText.Line(
                                reviewRow.Row.ToString(CultureInfo.InvariantCulture),
                                reviewRow.Source,
                                reviewRow.Name,
                                reviewRow.Country,
                                reviewRow.Province,
                                reviewRow.Reason,
                                candidate?.PartnerId.ToString(CultureInfo.InvariantCulture),
                                candidate?.RegisterId,
                                candidate?.Name,
                                candidate?.Country,
                                candidate?.Province,
                                candidate?.Score.ToString("0.00", CultureInfo.InvariantCulture),
                                "",
                                ""
                            )
                        )
                    );
                }

                // With a mark, or a spreadsheet takes the accents for another code page.
                await File.WriteAllLinesAsync(
                    result.GetValue(s_file)!,
                    lines,
                    new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
                    stopping
                );
                Console.Out.WriteLine(
                    $"{Count.Describe(cases.Count, "row")} in {Path.GetFullPath(result.GetValue(s_file)!)}. When it is filled in: review import {result.GetValue(s_file)}"
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
