using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting.Config;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Reconcile.Tables;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Desk;

/// <summary>A question about a partner that only a person can answer, and the command that answers it once and for all.</summary>
sealed record Question(long PartnerId, string Name, string Text, string Answer);

/// <summary>What mergers of organisations leave open: whose founding day holds, which cluster the new unit is in.</summary>
sealed class Questions(SyncStore store, ConfigInUse config)
{
    public async Task<List<Question>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var names = new FormerNames(config.Current.Tables.Successions);
        var decided = await db.Decisions.Where(one => one.UndoneAt == null && one.PartnerId != null).ToListAsync(cancellationToken);
        var partners = await db.Partners.Where(partner => partner.RegisterId != null && partner.Status == PartnerStatus.Active).OrderBy(partner => partner.Id).ToListAsync(cancellationToken);
        var byId = partners.ToDictionary(partner => partner.RegisterId!, StringComparer.Ordinal);
        var questions = new List<Question>();
        foreach (var partner in partners)
        {
            var before = names.Predecessors(partner.RegisterId!).ToList();
            if (before.Count == 0)
            {
                continue;
            }

            var dates = before.Where(one => byId.ContainsKey(one.Id)).Select(one => FieldsJson.Read(byId[one.Id].Fields).GetValueOrDefault(CanonicalField.Founded)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (dates.Count > 0 && before.TrueForAll(one => one.FoundingDay is null) && !decided.Exists(one => one.PartnerId == partner.Id && one.Kind == Decisions.FoundingDay))
            {
                questions.Add(new(partner.Id, partner.NameVi, $"Those it took over from were founded on {string.Join(", ", dates)}. Does it keep that day?", $"partner founding-day {partner.RegisterId} keep|new|none"));
            }

            var clusters = before.Where(one => one.Cluster is not null).Select(one => one.Cluster!).Distinct(StringComparer.Ordinal).ToList();
            if (clusters.Count > 1 && !decided.Exists(one => one.PartnerId == partner.Id && one.Kind == Decisions.Pin && one.Field == CanonicalField.Cluster))
            {
                questions.Add(new(partner.Id, partner.NameVi, $"Those it took over from were in {string.Join(" and ", clusters)}. Which is it in?", $"partner pin {partner.RegisterId} cluster \"{clusters[0]}\""));
            }
        }

        return questions;
    }
}
