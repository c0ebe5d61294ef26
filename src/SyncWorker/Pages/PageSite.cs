using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Pages;

/// <summary>Writes the pages that people look at: read at one moment, made, and put into their folder.</summary>
sealed class PageSite(SiteReader reader, StageSettings<PagesOptions> settings, WorkerFolders folders)
{
    /// <summary>The word of the job and of its run.</summary>
    public const string Job = "pages";

    /// <summary>Into the folder of config.</summary>
    public async Task<StageResult> WriteConfiguredAsync(Moment at, CancellationToken cancellationToken) =>
        settings.Options.Folder is { } folder
            ? await WriteAsync(Path.GetFullPath(folder, folders.Data), settings.Options, at, cancellationToken)
            : new(Job, StageOutcome.Done, []) { Notes = ["pages.folder of schedule.json names no folder, so that no page is written."] };

    public async Task<StageResult> WriteAsync(string folder, PagesOptions options, Moment at, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(options, at, cancellationToken);
        var pages = new PageFolder(folder);
        try
        {
            pages.Write(Site.Files(facts), cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(Job, StageOutcome.Failed, []) { Notes = [$"The pages in {folder} could not be written: {error.Message}"] };
        }

        return new(
            Job,
            pages.Notes is [] ? StageOutcome.Done : StageOutcome.Partly,
            [new("pages written", pages.Written), new("unchanged", pages.Unchanged), new("removed", pages.Removed)]
        )
        {
            Notes = pages.Notes,
            Look = Path.Combine(folder, "index.html"),
        };
    }
}
