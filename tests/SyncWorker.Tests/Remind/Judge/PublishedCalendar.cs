using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>The calendar as it is shipped in config/calendars, as lines of text.</summary>
static class PublishedCalendar
{
    public static IReadOnlyList<string> Lines() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(SourceTree.Config, "calendars"), "vn-*.csv")
                .Order(StringComparer.Ordinal)
                .SelectMany(File.ReadAllLines)
                .Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])),
        ];
}
