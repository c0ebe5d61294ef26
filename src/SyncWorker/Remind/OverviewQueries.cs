using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>
/// What people look at of the rules: the days of this year and the next, the list of next year's days, the reports that are owed, and who
/// follows which partner. Writes nothing.
/// </summary>
sealed class OverviewQueries(SyncStore store, StageSettings<RemindOptions> settings)
{
    public async Task<Overview> ReadAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return Overview.Create(await RemindReader.FactsAsync(db, settings, today, cancellationToken), today);
    }
}
