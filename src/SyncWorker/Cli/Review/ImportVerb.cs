using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Union;

namespace SyncWorker.Cli.Review;

/// <summary><c>review import</c></summary>
static class ImportVerb
{
    static readonly Argument<string> s_file = new("FILE") { Description = "The sheet that review export wrote, filled in." };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Reads the answers of a sheet. If the sheet has a fault, no answer is kept, and every fault is printed with its line."
        )
        {
            s_file,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var file = result.GetValue(s_file)!;
                if (!File.Exists(file))
                {
                    await Console.Error.WriteLineAsync($"There is no file {Path.GetFullPath(file)}.");
                    return ExitCode.Configuration;
                }

                var (answers, faults) = Read(file);
                if (faults.Count > 0)
                {
                    faults.ForEach(Console.Error.WriteLine);
                    return ExitCode.Configuration;
                }

                var commands = context.Services.GetRequiredService<ReviewCommands>();
                var refused = new List<string>();
                foreach (var (line, answer) in answers)
                {
                    var refusal = await commands.AnswerAsync(answer, PersonAccount.Name, context.Now, stopping);
                    if (refusal.Length > 0)
                    {
                        refused.Add($"Line {line}: {refusal}");
                    }
                }

                refused.ForEach(Console.Error.WriteLine);
                Console.Out.WriteLine($"{Count.Describe(answers.Count - refused.Count, "answer")} kept. The next reconcile follows them.");
                return refused.Count > 0 ? ExitCode.Partly : ExitCode.Done;
            }
        );
        return command;
    }

    static (List<ReviewSheet.AnsweredLine> Answers, List<string> Faults) Read(string file)
    {
        try
        {
            return ReviewSheet.Read(CsvFile.Read(file));
        }
        catch (CsvException error)
        {
            return ([], [error.Message]);
        }
    }
}
