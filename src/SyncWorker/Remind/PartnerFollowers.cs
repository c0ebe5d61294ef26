using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Who follows an association: the officers to whom a report of it would go.</summary>
sealed class PartnerFollowers(SyncStore store, StageSettings<RemindOptions> settings)
{
    /// <param name="partner"><c>partner:12</c>.</param>
    /// <param name="today">The day whose leave counts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Their keys: <c>staff:bca-01</c>. None for a partner that is not known.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(string partner, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var facts = await RemindReader.FactsAsync(db, settings, today, cancellationToken);
        var finder = new RecipientFinder(facts);
        return
        [
            .. facts
                .Partners.Where(known => known.Key == partner)
                .SelectMany(known => finder.Find(Role.Officer, facts.ScopeOf(known), today))
                .Select(officer => officer.Key)
                .Distinct(),
        ];
    }
}
