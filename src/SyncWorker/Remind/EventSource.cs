using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;

namespace SyncWorker.Remind;

/// <summary>Reads the sheet of events that config names.</summary>
static class EventSource
{
    /// <summary>The events, none when no sheet is named, null when it is out of reach.</summary>
    public static IReadOnlyList<HeldEvent>? Read(RemindOptions options, string configFolder, List<string> notes)
    {
        if (options.Events.Sheet is not { } sheet)
        {
            return [];
        }

        var path = Path.GetFullPath(sheet, configFolder);
        try
        {
            return EventSheet.Read(path, notes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notes.Add($"The sheet of events {path} could not be read: {error.Message} Its events are looked at again in the next run.");
            return null;
        }
    }
}
