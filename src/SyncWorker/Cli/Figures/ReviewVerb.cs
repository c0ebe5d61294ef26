using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Union;

namespace SyncWorker.Cli.Figures;

/// <summary><c>figures review PERIOD TO [--compare PERIOD…]</c></summary>
static class ReviewVerb
{
    static readonly Argument<string> s_period = PeriodArgument.Create();

    static readonly Argument<string> s_file = new("TO") { Description = "The file to write, which ends with .docx." };

    static readonly Option<string[]> s_compare = PeriodArgument.Compare();

    public static Command Create()
    {
        var command = new Command(
            "review",
            "Writes the skeleton of a review (báo cáo sơ kết, tổng kết) with the figures in place, their sources named and a chart of the\n"
                + "periods compared. What people must write stands in square brackets; the office numbers and signs it."
        )
        {
            s_period,
            s_file,
            s_compare,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var file = result.GetValue(s_file)!;
                if (PeriodArgument.Read([result.GetValue(s_period), .. result.GetValue(s_compare) ?? []]) is not { } periods)
                {
                    return ExitCode.Configuration;
                }

                if (!file.EndsWith(".docx", StringComparison.OrdinalIgnoreCase))
                {
                    await Console.Error.WriteLineAsync($"\"{file}\" does not end with .docx.");
                    return ExitCode.Configuration;
                }

                var queries = context.Services.GetRequiredService<FiguresQueries>();
                var counted = await queries.CountAsync(periods, context.Now, stopping);
                var quiet = await queries.QuietAsync(periods[0], context.Now, stopping);
                var input = new ReviewInput(
                    [.. counted.Select(one => (one.Period, one.Figures))],
                    context.Now.Today,
                    [.. quiet.Select(unit => unit.Name)]
                );
                try
                {
                    var review = ReportWriter.Write(Form(context), ReviewText.Create(input));
                    await File.WriteAllBytesAsync(file, review, stopping);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync($"{file} could not be written: {error.Message}");
                    return ExitCode.Failed;
                }

                Console.Out.WriteLine(
                    $"Written: {file}. Look at it, fill what stands in square brackets, then: figures freeze {periods[0].Key}"
                );
                foreach (var remark in counted[0].Remarks)
                {
                    Console.Out.WriteLine(remark.En);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    static Letter Form(VerbContext context)
    {
        var form = context.Config.Send.Letter;
        return new()
        {
            Superior = form.Superior,
            Union = form.Union,
            Symbol = "/BC-LHHN",
            Matter = "",
            PlaceAndDay = $"{form.Place}, ngày      tháng {context.Now.Today:MM} năm {context.Now.Today.Year}",
            To = [],
            Paragraphs = [],
            // A report has no "Kính gửi" that "Như trên" could mean.
            Receivers =
            [
                "- [Nơi nhận báo cáo];",
                .. form.Receivers.Where(receiver => !receiver.Contains("Như trên", StringComparison.OrdinalIgnoreCase)),
            ],
            Signature = form.Signature,
        };
    }
}
