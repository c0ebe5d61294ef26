using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>Keeps what people answer about doubtful rows. An answer is a decision: reconcile follows it and does not ask again.</summary>
sealed class ReviewCommands(ReviewQueries queries, SyncStore store, TimeProvider clock)
{
    /// <summary>Keeps the answer. Returns why it is refused, or an empty text.</summary>
    public async Task<string> AnswerAsync(ReviewAnswer answer, string who, Moment at, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (await db.Snapshot.FindAsync([answer.Row], cancellationToken) is not { } line)
        {
            return $"There is no row {answer.Row}.";
        }

        return answer.Verdict switch
        {
            ReviewVerdict.Same => await AcceptAsync(db, line, answer, who, at, cancellationToken),
            ReviewVerdict.NotSame => await RejectAsync(db, line, answer, who, at, cancellationToken),
            ReviewVerdict.Standalone => await DecideAsync(db, line, new(DecisionKind.Own, null), who, answer.Why, cancellationToken),
            ReviewVerdict.Undo => await UndoAsync(db, line, who, answer.Why, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    async Task<string> AcceptAsync(
        SyncDb db,
        SnapshotRow line,
        ReviewAnswer answer,
        string who,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        var partner =
            answer.Partner ?? (await CandidatesAsync(line, at, cancellationToken)).Select(candidate => (long?)candidate).FirstOrDefault();
        if (partner is not { } id || !await db.Partners.AnyAsync(candidate => candidate.Id == id, cancellationToken))
        {
            return partner is null ? $"Row {line.Id} has no candidate: name the partner." : $"There is no partner {partner}.";
        }

        return await DecideAsync(db, line, new(DecisionKind.Same, id), who, answer.Why, cancellationToken);
    }

    async Task<string> RejectAsync(
        SyncDb db,
        SnapshotRow line,
        ReviewAnswer answer,
        string who,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        var refused = answer.Partner is { } number ? [number] : await CandidatesAsync(line, at, cancellationToken);
        if (refused.Count == 0)
        {
            return $"Row {line.Id} has no candidate: name the partner.";
        }

        foreach (var id in refused)
        {
            await DecideAsync(db, line, new(DecisionKind.NotSame, id), who, answer.Why, cancellationToken);
        }

        return "";
    }

    async Task<List<long>> CandidatesAsync(SnapshotRow line, Moment at, CancellationToken cancellationToken) =>
        [
            .. (await queries.ListAsync(at, cancellationToken))
                .Find(waiting => waiting.Row == line.Id)
                ?.Candidates.Select(candidate => candidate.PartnerId)
                ?? [],
        ];

    /// <summary>Takes back all that people answered about the row: the next reconcile judges it as if it had no answer.</summary>
    async Task<string> UndoAsync(SyncDb db, SnapshotRow line, string who, string? why, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var undone = await Answers(db, line)
            .Where(decision =>
                decision.Kind == DecisionKind.Same || decision.Kind == DecisionKind.Own || decision.Kind == DecisionKind.NotSame
            )
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        if (undone == 0)
        {
            return $"Row {line.Id} has no answer to take back.";
        }

        var made =
            await db.Links.FindAsync([line.Id], cancellationToken) is { } link
            && link.Reason?.EndsWith(Decisions.MadeStandalone, StringComparison.Ordinal) == true
                ? link.OwnPartnerId ?? link.PartnerId
                : null;
        return await AddAsync(db, line, new(DecisionKind.Undo, made), who, why, cancellationToken);
    }

    /// <summary>
    /// Records a decision. It replaces an older one that contradicts it; the older row stays in the table, marked as undone.
    /// </summary>
    async Task<string> DecideAsync(
        SyncDb db,
        SnapshotRow line,
        Verdict verdict,
        string who,
        string? why,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var (kind, partner) = verdict;
        var replaced = kind is DecisionKind.Same or DecisionKind.Own
            ? Answers(db, line)
                .Where(decision =>
                    decision.Kind == DecisionKind.Same
                    || decision.Kind == DecisionKind.Own
                    || (decision.Kind == DecisionKind.NotSame && decision.PartnerId == partner)
                )
            : Answers(db, line).Where(decision => decision.PartnerId == partner);
        await replaced.ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        return await AddAsync(db, line, verdict, who, why, cancellationToken);
    }

    /// <summary>The decisions about the row that hold.</summary>
    static IQueryable<Decision> Answers(SyncDb db, SnapshotRow line) =>
        db.Decisions.Where(decision =>
            decision.Source == line.Source && decision.ExternalId == line.ExternalId && decision.UndoneAt == null
        );

    async Task<string> AddAsync(SyncDb db, SnapshotRow line, Verdict verdict, string who, string? why, CancellationToken cancellationToken)
    {
        db.Decisions.Add(
            new()
            {
                Kind = verdict.Kind,
                Source = line.Source,
                ExternalId = line.ExternalId,
                PartnerId = verdict.Partner,
                Who = who,
                Why = why,
                At = clock.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return "";
    }

    readonly record struct Verdict(DecisionKind Kind, long? Partner);
}
