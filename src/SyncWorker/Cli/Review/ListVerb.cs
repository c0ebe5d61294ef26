using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Union;

namespace SyncWorker.Cli.Review;

/// <summary><c>review list</c></summary>
static class ListVerb
{
    public static Command Create()
    {
        var command = new Command(
            "list",
            "Lists what a person must decide: doubtful rows with the partners they may belong to, rows that match no partner, open questions, codes that are in no list."
        )
        {
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, _, stopping) =>
            {
                var cases = await context.Services.GetRequiredService<ReviewQueries>().ListAsync(context.Now, stopping);
                var questions = await context.Services.GetRequiredService<QuestionQueries>().ListAsync(stopping);
                var codes = await context.Services.GetRequiredService<UnknownCodeQueries>().ListAsync(stopping);
                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            rows = cases,
                            questions = questions.Select(question => new
                            {
                                question.PartnerId,
                                question.Name,
                                text = question.Text.En,
                                textVi = question.Text.Vi,
                                question.Answer,
                            }),
                            codes,
                        }
                    );
                    return ExitCode.Done;
                }

                foreach (var reviewRow in cases)
                {
                    Console.Out.WriteLine(
                        $"row {reviewRow.Row}  {reviewRow.Source}/{reviewRow.ExternalId}  {reviewRow.Name}  {reviewRow.Country} {reviewRow.Province}  [{reviewRow.Reason}]"
                    );
                    foreach (var candidate in reviewRow.Candidates)
                    {
                        Console.Out.WriteLine(
                            $"    {candidate.Score:0.00}  partner {candidate.PartnerId} {candidate.RegisterId}  {candidate.Name}  {candidate.Country} {candidate.Province}  [{candidate.Reason}]"
                        );
                    }
                }

                foreach (var question in questions)
                {
                    Console.Out.WriteLine($"partner {question.PartnerId}  {question.Name}: {question.Text}  Answer: {question.Answer}");
                }

                codes.ForEach(Console.Out.WriteLine);
                string[] waiting =
                [
                    .. new[] { (cases.Count, "row"), (questions.Count, "question"), (codes.Count, "unknown code") }
                        .Where(pair => pair.Item1 > 0)
                        .Select(pair => Count.Describe(pair.Item1, pair.Item2)),
                ];
                Console.Out.WriteLine(waiting is [] ? "Nothing waits for a person." : $"{string.Join(", ", waiting)}.");
                if (cases.Count > 0)
                {
                    Console.Out.WriteLine(
                        "Answer: review accept ROW [--partner ID], review reject ROW, review own ROW, or review export FILE."
                    );
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
