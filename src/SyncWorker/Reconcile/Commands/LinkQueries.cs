using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>One place where a row was seen, and whose it is.</summary>
sealed record RowLink(string Source, string Position, string ExternalId, string? Name)
{
    public long? PartnerId { get; init; }

    public string? RegisterId { get; init; }

    /// <summary>auto, person, review, no-match, or none while it waits for the next run.</summary>
    public required string Decision { get; init; }

    public double? Score { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Lists the links of the snapshot.</summary>
sealed class LinkQueries(SyncStore store)
{
    public async Task<List<RowLink>> ListAsync(string? source, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var registerIds = await db
            .Partners.Where(partner => partner.RegisterId != null)
            .ToDictionaryAsync(partner => partner.Id, partner => partner.RegisterId, cancellationToken);
        var rows =
            from row in db.Snapshot
            where !CanonicalField.NoOrganisations.Contains(row.Kind) && (source == null || row.Source == source)
            join link in db.Links on row.Id equals link.Id into linked
            from link in linked.DefaultIfEmpty()
            orderby row.Source, row.Id
            select new
            {
                row.Source,
                row.Fields,
                row.Position,
                row.ExternalId,
                Link = (Link?)link,
            };
        var links = new List<RowLink>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var fields = FieldsJson.Read(row.Fields);
            var name = fields.GetValueOrDefault(CanonicalField.NameVi) ?? fields.GetValueOrDefault(CanonicalField.NameEn);
            links.AddRange(
                row.Position.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(position => new RowLink(row.Source, position, row.ExternalId, name)
                    {
                        PartnerId = row.Link?.PartnerId,
                        RegisterId = row.Link?.PartnerId is { } partner ? registerIds.GetValueOrDefault(partner) : null,
                        Decision = row.Link?.Decision switch
                        {
                            LinkDecision.Auto => "auto",
                            LinkDecision.Person => "person",
                            LinkDecision.Review => "review",
                            LinkDecision.NoMatch => "no-match",
                            _ => "none",
                        },
                        Score = row.Link?.Score,
                        Reason = row.Link?.Reason,
                    })
            );
        }

        return links;
    }
}
