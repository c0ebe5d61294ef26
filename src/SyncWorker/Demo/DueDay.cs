using SyncWorker.Hosting.Config;
using SyncWorker.Remind;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Demo;

/// <summary>Finds a day worth showing: something is due, best of all for a reader of each language.</summary>
static class DueDay
{
    const int Reach = 60;

    public static async Task<DateOnly> NextAsync(SyncStore store, SyncConfig config, DateOnly today, CancellationToken stopping)
    {
        var lines = await RemindPreview.ReadAsync(store, config.RemindSettings, today, today, today.AddDays(Reach), stopping);
        var english = config
            .Staff.Staff.Where(position => position.Language == MailLanguage.En)
            .Select(position => $"staff:{position.Id}")
            .ToHashSet(StringComparer.Ordinal);
        var days = lines.GroupBy(line => line.Day).OrderBy(day => day.Key).ToList();
        var both = days.Find(day =>
            day.Any(line => english.Contains(line.Recipient)) && day.Any(line => !english.Contains(line.Recipient))
        );
        return (both ?? days.FirstOrDefault())?.Key ?? today;
    }
}
