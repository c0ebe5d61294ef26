using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;

namespace SyncWorker.Remind;

/// <summary>What the sheets say that staff keep, as config names them. A sheet that is out of reach is null, one that none names is empty.</summary>
/// <param name="Events">Null: no event counts as gone.</param>
/// <param name="Assignments">Null: no assignment counts as gone.</param>
sealed record KeptSheets(IReadOnlyList<HeldEvent>? Events, IReadOnlyList<Assignment>? Assignments)
{
    public static KeptSheets Read(RemindOptions options, string configFolder, List<string> notes) =>
        new(
            Read("events", options.Events.Sheet, path => EventSheet.Read(path, notes), configFolder, notes),
            Read("assignments", options.Assignments.Sheet, path => AssignmentSheet.Read(path, notes), configFolder, notes)
        );

    static IReadOnlyList<T>? Read<T>(
        string what,
        string? sheet,
        Func<string, IReadOnlyList<T>> read,
        string configFolder,
        List<string> notes
    )
    {
        if (sheet is null)
        {
            return [];
        }

        var path = Path.GetFullPath(sheet, configFolder);
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notes.Add($"The sheet of {what} {path} could not be read: {error.Message} Its {what} are looked at again in the next run.");
            return null;
        }
    }
}
