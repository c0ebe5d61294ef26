using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A question about a partner that only a person can answer, and the command that answers it once and for all.</summary>
sealed record Question(long PartnerId, string Name, Said Text, string Answer);

/// <summary>Lists what mergers of organisations leave open: whose founding day the successor keeps, which cluster it is in.</summary>
sealed class QuestionQueries(SyncStore store, StageSettings<ReconcileOptions> settings)
{
    static readonly Sentence s_keepsDay = new(
        "Those it took over from were founded on {0}. Does it keep that day?",
        "Các đơn vị hợp thành có ngày thành lập {0}. Có giữ ngày đó không?"
    );
    static readonly Sentence s_whichCluster = new(
        "Those it took over from were in {0}. Which is it in?",
        "Các đơn vị hợp thành thuộc {0}. Đơn vị này thuộc cụm nào?"
    );

    public async Task<List<Question>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var names = new SuccessionTable(settings.Union.Tables.Successions);
        var decided = await db
            .Decisions.Where(decision => decision.UndoneAt == null && decision.PartnerId != null)
            .ToListAsync(cancellationToken);
        var partners = await db
            .Partners.Where(partner => partner.RegisterId != null && partner.Status == PartnerStatus.Active)
            .OrderBy(partner => partner.Id)
            .ToListAsync(cancellationToken);
        var byId = partners.ToDictionary(partner => partner.RegisterId!, StringComparer.Ordinal);
        var questions = new List<Question>();
        foreach (var partner in partners)
        {
            var before = names.Predecessors(partner.RegisterId!).ToList();
            if (before.Count == 0)
            {
                continue;
            }

            var dates = before
                .Where(succession => byId.ContainsKey(succession.Id))
                .Select(succession => FieldsJson.Read(byId[succession.Id].Fields).GetValueOrDefault(CanonicalField.Founded))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (
                dates.Count > 0
                && before.TrueForAll(succession => succession.FoundingDay is null)
                && !decided.Exists(decision => decision.PartnerId == partner.Id && decision.Kind == DecisionKind.FoundingDay)
            )
            {
                questions.Add(
                    new(
                        partner.Id,
                        partner.NameVi,
                        s_keepsDay.Say(string.Join(", ", dates)),
                        $"partner founding-day {partner.RegisterId} keep|new|none"
                    )
                );
            }

            var clusters = before
                .Where(succession => succession.Cluster is not null)
                .Select(succession => succession.Cluster!)
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (
                clusters.Count > 1
                && !decided.Exists(decision =>
                    decision.PartnerId == partner.Id && decision.Kind == DecisionKind.Pin && decision.Field == CanonicalField.Cluster
                )
            )
            {
                questions.Add(
                    new(
                        partner.Id,
                        partner.NameVi,
                        s_whichCluster.Say(string.Join(", ", clusters)),
                        $"partner pin {partner.RegisterId} cluster \"{clusters[0]}\""
                    )
                );
            }
        }

        return questions;
    }
}
