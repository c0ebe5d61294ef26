using SyncWorker.Files;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>
/// Writes the days of the coming year as calendars: all in one file, or one a department into the folder that config names. A file is
/// replaced whole by rename, and only when it says something else than before: what subscribes to it sees a change when there is one.
/// </summary>
sealed class CalendarFiles(SyncStore store, StageSettings<RemindOptions> settings)
{
    /// <summary>The word of the job and of its run.</summary>
    public const string Job = "calendars";

    /// <summary>The calendar of a department, or of all.</summary>
    /// <returns>How many entries it has.</returns>
    public async Task<int> WriteFileAsync(string path, string? department, Moment at, CancellationToken cancellationToken)
    {
        var feed = await FeedAsync(at, cancellationToken);
        Replace(path, feed.Write(department));
        return feed.Entries(department).Count;
    }

    /// <summary>A calendar a department, into the folder of config.</summary>
    /// <param name="data">The data folder, which a relative folder starts at.</param>
    /// <param name="at">The day and time.</param>
    public async Task<StageResult> WriteFolderAsync(string data, Moment at, CancellationToken cancellationToken)
    {
        if (settings.Options.Calendars.Folder is not { } name)
        {
            return new(Job, StageOutcome.Done, [])
            {
                Notes = ["calendars.folder of remind.json names no folder, so that none is written."],
            };
        }

        var folder = Path.GetFullPath(name, data);
        var feed = await FeedAsync(at, cancellationToken);
        var (notes, written, same) = (new List<string>(), 0, 0);
        foreach (var department in feed.Departments)
        {
            var path = Path.Combine(folder, $"lich-{FileNames.Plain(department)}.ics");
            try
            {
                Directory.CreateDirectory(folder);
                var isNew = Replace(path, feed.Write(department));
                (written, same) = isNew ? (written + 1, same) : (written, same + 1);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                notes.Add($"The calendar {path} could not be written: {error.Message} The next run writes it.");
            }
        }

        return new(Job, notes is [] ? StageOutcome.Done : StageOutcome.Partly, [new("calendars written", written), new("unchanged", same)])
        {
            Notes = notes,
        };
    }

    async Task<CalendarFeed> FeedAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var facts = await RemindReader.FactsAsync(db, settings, at.Today, cancellationToken);
        var items = DueItemIndex.Build(facts, at.Today, at.Today);
        return new(items, await RemindReader.LedgerAsync(db, facts, items, at.Today, cancellationToken), facts, at);
    }

    static bool Replace(string path, string text)
    {
        if (File.Exists(path) && CalendarText.IsSame(File.ReadAllText(path), text))
        {
            return false;
        }

        var draft = path + ".tmp";
        File.WriteAllText(draft, text);
        File.Move(draft, path, overwrite: true);
        return true;
    }
}
