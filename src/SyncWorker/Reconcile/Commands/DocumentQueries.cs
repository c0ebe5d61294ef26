using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A document that a source tells of.</summary>
/// <param name="Document">What it is.</param>
sealed record DocumentView(OfficialDocument Document)
{
    /// <summary>The units that it concerns, as the source writes them.</summary>
    public string? Units { get; init; }

    /// <summary>The partners that those names mean.</summary>
    public IReadOnlyList<long> Partners { get; init; } = [];

    public required string Source { get; init; }
}

/// <summary>Documents as sources tell them: shown with their unit, and named as the basis of what is asked for.</summary>
sealed class DocumentQueries(BulkPath bulk, StageSettings<ReconcileOptions> settings)
{
    /// <summary>All documents, the newest first.</summary>
    public async Task<IReadOnlyList<DocumentView>> ListAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, settings, at, cancellationToken);
        var rows = await session
            .Db.Snapshot.Where(row => row.Kind == CanonicalField.DocumentKind && row.MissingSince == null)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var inputs = session.Planner.Inputs(new HashSet<string>());
        var index = new PartnerIndex(session.Tables, inputs);
        return
        [
            .. rows.Select(row =>
                    Read(
                        row.Source,
                        FieldsJson.Read(row.Fields),
                        name =>
                            index.MatchName(name).Result is { Verdict: Matching.MatchVerdict.Link, PartnerId: { } partner }
                                ? inputs.Decisions.Survivor(partner)
                                : null
                    )
                )
                .OrderByDescending(view => view.Document.Day)
                .ThenBy(view => view.Document.Number, StringComparer.Ordinal),
        ];
    }

    /// <summary>The document that is meant by a number, as <see cref="DocumentNumbers"/> finds it; null when none or several may be.</summary>
    public async Task<OfficialDocument?> FindAsync(string number, Moment at, CancellationToken cancellationToken) =>
        new DocumentNumbers((await ListAsync(at, cancellationToken)).Select(view => view.Document)).Find(number);

    static DocumentView Read(string source, Dictionary<string, string> fields, Func<string, long?> partner)
    {
        var units = fields.GetValueOrDefault(CanonicalField.Lead);
        return new(OfficialDocument.Read(fields))
        {
            Source = source,
            Units = units,
            Partners =
            [
                .. (units ?? "")
                    .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(partner)
                    .OfType<long>()
                    .Distinct(),
            ],
        };
    }
}
