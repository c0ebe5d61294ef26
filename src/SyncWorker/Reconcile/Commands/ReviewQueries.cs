using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A row that waits for a person, and whom it may belong to; nobody, when it matches no partner.</summary>
sealed record ReviewRow(long Row, string Source, string ExternalId, string? Name)
{
    public string? Country { get; init; }

    public string? Province { get; init; }

    public required string Reason { get; init; }

    public required IReadOnlyList<ReviewCandidate> Candidates { get; init; }
}

/// <summary>A partner that a doubtful row may belong to.</summary>
sealed record ReviewCandidate(long PartnerId, string? RegisterId, string Name, double Score, string Reason)
{
    public string? Country { get; init; }

    public string? Province { get; init; }
}

/// <summary>
/// Lists the rows that wait for a person: the doubtful ones with the partners they may belong to, then those that match no partner.
/// </summary>
sealed class ReviewQueries(BulkPath bulk, StageSettings<ReconcileOptions> settings)
{
    public async Task<List<ReviewRow>> ListAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, settings, at, cancellationToken);
        var links = new LinkPlan(session.Tables, session.Planner.Inputs(new HashSet<string>()));
        var partners = await session.Db.Partners.ToDictionaryAsync(partner => partner.Id, cancellationToken);
        var rows = new List<SnapshotLine>();
        using (
            var reader = session.Tables.Read(
                $"""
                select {SnapshotLine.Columns} from snapshot s join links l on l.Id = s.Id
                where s.MissingSince is null and l.Decision in ('{nameof(LinkDecision.Review)}', '{nameof(LinkDecision.NoMatch)}')
                order by l.Decision = '{nameof(LinkDecision.NoMatch)}', s.Source, s.ExternalId
                """
            )
        )
        {
            while (reader.Read())
            {
                rows.Add(SnapshotLine.Read(reader));
            }
        }

        return
        [
            .. rows.Select(row =>
                Describe(
                    row,
                    row.Link.Decision == LinkDecision.NoMatch ? MatchResult.None(row.Link.Reason ?? "") : links.Match(row),
                    partners
                )
            ),
        ];
    }

    static ReviewRow Describe(SnapshotLine row, MatchResult result, Dictionary<long, Partner> partners)
    {
        var fields = FieldsJson.Read(row.Fields);
        return new(
            row.Id,
            row.Source,
            row.ExternalId,
            fields.GetValueOrDefault(CanonicalField.NameVi) ?? fields.GetValueOrDefault(CanonicalField.NameEn)
        )
        {
            Country = fields.GetValueOrDefault(CanonicalField.Country) ?? fields.GetValueOrDefault(CanonicalField.CountryText),
            Province = fields.GetValueOrDefault(CanonicalField.Province),
            Reason = result.Reason,
            Candidates =
            [
                .. result
                    .Candidates.Where(candidate => partners.ContainsKey(candidate.PartnerId))
                    .Select(candidate => new ReviewCandidate(
                        candidate.PartnerId,
                        partners[candidate.PartnerId].RegisterId,
                        partners[candidate.PartnerId].NameVi,
                        candidate.Score,
                        candidate.Reason
                    )
                    {
                        Country = partners[candidate.PartnerId].Country,
                        Province = partners[candidate.PartnerId].Province,
                    }),
            ],
        };
    }
}
