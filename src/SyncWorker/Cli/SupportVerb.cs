using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Support;

namespace SyncWorker.Cli;

/// <summary><c>support FILE</c></summary>
static class SupportVerb
{
    static readonly Argument<string> s_file = new("FILE")
    {
        Description = "The zip to write, such as support.zip; it must not be there yet.",
    };

    public static Command Create()
    {
        var command = new Command(
            "support",
            "Writes a zip for who helps from outside: versions, config, status, last runs, ends of logs, sizes of files. Mailboxes, secrets,\n"
                + "tokens and telephone numbers are taken out of every text, and comments out of the config; the store and mails are not in it.\n"
                + "Look through it before you send it: names of sources, hosts and organisations stay."
        )
        {
            s_file,
        };
        command.SetAction(AnswerAsync);
        return command;
    }

    // It must answer when the config is bad or the store cannot be used.
    static async Task<int> AnswerAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var file = Path.GetFullPath(result.GetValue(s_file)!);
        if (File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"{file} is there already: name another file.");
            return ExitCode.Configuration;
        }

        try
        {
            var parts = await new SupportBundle(folders, TimeProvider.System).WriteAsync(
                file,
                string.Join('\n', InfoVerb.Lines(folders)),
                status => JsonOutput.Text(status),
                stopping
            );
            Console.Out.WriteLine($"{file}: {string.Join(", ", parts)}");
            return ExitCode.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file} cannot be written: {error.Message}");
            return ExitCode.Failed;
        }
    }
}
