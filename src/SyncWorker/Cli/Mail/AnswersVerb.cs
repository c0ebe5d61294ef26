using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Inbox;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail answers [FOLDER]</c></summary>
static class AnswersVerb
{
    static readonly Argument<string?> s_folder = new("FOLDER")
    {
        Description = "A folder with one mail a file (.eml, Maildir). Default: answers.folder of send.json.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command(
            "answers",
            "Reads the mails by which people answered a reminder (\"Đã nhận việc\", \"Nhắc lại sau\"): checks the signature in each subject, writes\n"
                + "the answer into the ledger, moves the file to done or refused. `remind` does so by itself with the folder of send.json before it plans."
        )
        {
            s_folder,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var folder = result.GetValue(s_folder) is { } given
                    ? Path.GetFullPath(given)
                    : context.Config.Send.Answers?.FolderIn(context.Folders.Data);
                if (folder is null || (result.GetValue(s_folder) is not null && !Directory.Exists(folder)))
                {
                    await Console.Error.WriteLineAsync(
                        folder is null ? "Name a folder, here or as answers.folder in send.json." : $"There is no folder {folder}."
                    );
                    return ExitCode.Configuration;
                }

                var answers = await context.Services.GetRequiredService<AnswerFolder>().ReadAsync(folder, context.Now.Today, stopping);
                if (context.Json)
                {
                    JsonOutput.Print(answers);
                }
                else
                {
                    foreach (var answer in answers)
                    {
                        Console.Out.WriteLine($"{(answer.IsTaken ? "done   " : "refused")}  {answer.File}: {answer.Words}");
                    }

                    Console.Out.WriteLine(
                        $"{answers.Count(answer => answer.IsTaken)} taken, {answers.Count(answer => !answer.IsTaken)} refused."
                    );
                }

                return answers.All(answer => answer.IsTaken) ? ExitCode.Done : ExitCode.Partly;
            }
        );
        return command;
    }
}
