using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting.Config;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A row that waits for a person, and whom it may belong to.</summary>
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

/// <summary>Doubtful rows and what people answer; an answer is a decision that is kept, and never asked for again.</summary>
sealed class ReviewCommands(IBulkPath bulk, SyncStore store, CurrentConfig config, TimeProvider clock)
{
    /// <param name="at">The moment.</param>
    /// <param name="unmatched">Also the rows that match nobody.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<ReviewRow>> ListAsync(Moment at, bool unmatched, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, config.Current, at, cancellationToken);
        var links = new LinkPlan(session.Tables, session.Planner.Inputs(new HashSet<string>()));
        var partners = await session.Db.Partners.ToDictionaryAsync(partner => partner.Id, cancellationToken);
        var rows = new List<SnapshotLine>();
        using (var reader = session.Tables.Read(
            $"select {SnapshotLine.Columns} from snapshot s join links l on l.Id = s.Id where s.MissingSince is null and l.Decision in ('{nameof(LinkDecision.Review)}'{(unmatched ? $", '{nameof(LinkDecision.NoMatch)}'" : "")}) order by s.Source, s.ExternalId"))
        {
            while (reader.Read())
            {
                rows.Add(SnapshotLine.Read(reader));
            }
        }

        return [.. rows.Select(row => Case(row, links.Match(row), partners))];
    }

    /// <summary>The row is this partner; without one, the likeliest.</summary>
    public async Task<string> AcceptAsync(long row, long? partner, string who, string? why, Moment at, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (await db.Snapshot.FindAsync([row], cancellationToken) is not { } line)
        {
            return $"There is no row {row}.";
        }

        partner ??= (await ListAsync(at, unmatched: true, cancellationToken)).Find(reviewRow => reviewRow.Row == row)?.Candidates.Select(candidate => (long?)candidate.PartnerId).FirstOrDefault();
        if (partner is not { } id || !await db.Partners.AnyAsync(candidate => candidate.Id == id, cancellationToken))
        {
            return partner is null ? $"Row {row} has no candidate: name the partner." : $"There is no partner {partner}.";
        }

        await DecideAsync(db, Decisions.Same, line, id, who, why, cancellationToken);
        return "";
    }

    /// <summary>The row is not this partner; without one, none of the candidates.</summary>
    public async Task<string> RejectAsync(long row, long? partner, string who, string? why, Moment at, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (await db.Snapshot.FindAsync([row], cancellationToken) is not { } line)
        {
            return $"There is no row {row}.";
        }

        var refused = partner is { } number
            ? [number]
            : (await ListAsync(at, unmatched: false, cancellationToken)).Find(waiting => waiting.Row == row)?.Candidates.Select(candidate => candidate.PartnerId).ToList() ?? [];
        if (refused.Count == 0)
        {
            return $"Row {row} does not wait for review: name the partner.";
        }

        foreach (var id in refused)
        {
            await DecideAsync(db, Decisions.NotSame, line, id, who, why, cancellationToken);
        }

        return "";
    }

    /// <summary>The row is an organisation of its own.</summary>
    public async Task<string> MarkStandaloneAsync(long row, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (await db.Snapshot.FindAsync([row], cancellationToken) is not { } line)
        {
            return $"There is no row {row}.";
        }

        await DecideAsync(db, Decisions.Standalone, line, null, who, why, cancellationToken);
        return "";
    }

    /// <summary>Takes back all that people answered about the row: it is judged, and perhaps asked for, as if nobody had.</summary>
    public async Task<string> UndoAsync(long row, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (await db.Snapshot.FindAsync([row], cancellationToken) is not { } line)
        {
            return $"There is no row {row}.";
        }

        var now = clock.GetUtcNow();
        var undone = await db.Decisions
            .Where(decision => decision.Source == line.Source && decision.ExternalId == line.ExternalId && decision.UndoneAt == null
                && (decision.Kind == Decisions.Same || decision.Kind == Decisions.Standalone || decision.Kind == Decisions.NotSame))
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        if (undone == 0)
        {
            return $"Nobody has answered anything about row {row}.";
        }

        var made = await db.Links.FindAsync([row], cancellationToken) is { } link && link.Reason?.EndsWith(Decisions.MadeStandalone, StringComparison.Ordinal) == true
            ? link.OwnPartnerId ?? link.PartnerId
            : null;
        db.Decisions.Add(new() { Kind = Decisions.Undo, Source = line.Source, ExternalId = line.ExternalId, PartnerId = made, Who = who, Why = why, At = now });
        await db.SaveChangesAsync(cancellationToken);
        return "";
    }

    async Task DecideAsync(SyncDb db, string kind, SnapshotRow line, long? partner, string who, string? why, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // The newer answer stands; the older stays to be read.
        if (kind is Decisions.Same or Decisions.Standalone)
        {
            await db.Decisions
                .Where(decision => decision.Source == line.Source && decision.ExternalId == line.ExternalId && decision.UndoneAt == null
                    && (decision.Kind == Decisions.Same || decision.Kind == Decisions.Standalone || (decision.Kind == Decisions.NotSame && decision.PartnerId == partner)))
                .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        }
        else
        {
            await db.Decisions
                .Where(decision => decision.Source == line.Source && decision.ExternalId == line.ExternalId && decision.UndoneAt == null && decision.PartnerId == partner)
                .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        }

        db.Decisions.Add(new() { Kind = kind, Source = line.Source, ExternalId = line.ExternalId, PartnerId = partner, Who = who, Why = why, At = now });
        await db.SaveChangesAsync(cancellationToken);
    }

    static ReviewRow Case(SnapshotLine row, MatchResult result, Dictionary<long, Partner> partners)
    {
        var fields = FieldsJson.Read(row.Fields);
        return new(row.Id, row.Source, row.ExternalId, fields.GetValueOrDefault(CanonicalField.NameVi) ?? fields.GetValueOrDefault(CanonicalField.NameEn))
        {
            Country = fields.GetValueOrDefault(CanonicalField.Country) ?? fields.GetValueOrDefault(CanonicalField.CountryText),
            Province = fields.GetValueOrDefault(CanonicalField.Province),
            Reason = result.Reason,
            Candidates =
            [
                .. result.Candidates.Where(candidate => partners.ContainsKey(candidate.PartnerId)).Select(candidate => new ReviewCandidate(candidate.PartnerId, partners[candidate.PartnerId].RegisterId, partners[candidate.PartnerId].NameVi, candidate.Score, candidate.Reason)
                {
                    Country = partners[candidate.PartnerId].Country,
                    Province = partners[candidate.PartnerId].Province,
                }),
            ],
        };
    }
}
