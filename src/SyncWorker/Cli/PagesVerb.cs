using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Pages;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>pages DIR</c></summary>
static class PagesVerb
{
    static readonly Argument<string?> s_folder = new("DIR")
    {
        Description = "The folder to write to; it is made. Left out: pages.folder of schedule.json.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    static readonly Option<Audience?> s_audience = new("--audience")
    {
        Description = "staff: no mailbox stands in any page. it: mailboxes as well. Left out: as schedule.json says.",
        HelpName = "staff|it",
    };

    public static Command Create()
    {
        var command = new Command(
            "pages",
            "Writes pages to look at into a folder, such as a share: today, calendar, reports, figures, documents, register with\n"
                + "search, runs. They open without a server, hold no script from elsewhere, and are written only where something changed. The job\n"
                + "pages does the same by itself."
        )
        {
            s_folder,
            s_audience,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var options = context.Config.Schedule.Pages;
                options = result.GetValue(s_audience) is { } audience ? options with { Audience = audience } : options;
                var site = context.Services.GetRequiredService<PageSite>();
                if ((result.GetValue(s_folder) ?? options.Folder) is not { } folder)
                {
                    await Console.Error.WriteLineAsync("Name a folder, or give pages.folder in schedule.json.");
                    return ExitCode.Configuration;
                }

                var root = result.GetValue(s_folder) is null ? context.Folders.Data : Environment.CurrentDirectory;
                var done = await site.WriteAsync(Path.GetFullPath(folder, root), options, context.Now, stopping);
                if (context.Json)
                {
                    JsonOutput.Print(StageLine.ForPrograms(done));
                }
                else
                {
                    StageLine.Print(done);
                }

                return ExitCode.From(done.Outcome);
            }
        );
        return command;
    }
}
