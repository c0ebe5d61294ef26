using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>Keeps what people decide about rows of activities: pairs that are one, pairs that are two. Each count follows them.</summary>
sealed class ActivityCommands(ActivityQueries queries, SyncStore store, TimeProvider clock)
{
    /// <summary>The two rows tell of one activity. Returns why it is refused, or an empty text.</summary>
    public async Task<string> SameAsync(long row, long other, string who, string? why, CancellationToken cancellationToken) =>
        row == other ? "The two are one row." : await DecideAsync(DecisionKind.SameActivity, row, [other], who, why, cancellationToken);

    /// <summary>
    /// The row is another activity than the other row; without another row, than all that it is counted with now.
    /// </summary>
    public async Task<string> ApartAsync(long row, long? other, string who, string? why, Moment at, CancellationToken cancellationToken)
    {
        IReadOnlyList<long> others = other is { } one ? [one] : await CountedWithAsync(row, at, cancellationToken);
        return others.Count == 0
            ? $"Row {row} is counted alone already. To set two asked rows apart: activity apart {row} --from ROW."
            : await DecideAsync(DecisionKind.OtherActivity, row, others, who, why, cancellationToken);
    }

    /// <summary>Takes back all that was decided about the row: likeness alone decides again.</summary>
    public async Task<string> UndoAsync(long row, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (await FindAsync(db, row, cancellationToken) is not { } line)
        {
            return NoActivity(row);
        }

        var now = clock.GetUtcNow();
        var undone = await About(db, line)
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        if (undone == 0)
        {
            return $"Nothing was decided about row {row}.";
        }

        db.Decisions.Add(Decision(DecisionKind.Undo, line, null, who, why));
        await db.SaveChangesAsync(cancellationToken);
        return "";
    }

    async Task<IReadOnlyList<long>> CountedWithAsync(long row, Moment at, CancellationToken cancellationToken) =>
        [
            .. (await queries.ListAsync(at, cancellationToken))
                .Groups.Activities.FirstOrDefault(activity => activity.Told.Any(told => told.Row == row))
                ?.Told.Select(told => told.Row)
                .Where(other => other != row)
                ?? [],
        ];

    async Task<string> DecideAsync(
        DecisionKind kind,
        long row,
        IReadOnlyList<long> others,
        string who,
        string? why,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        if (await FindAsync(db, row, cancellationToken) is not { } line)
        {
            return NoActivity(row);
        }

        var now = clock.GetUtcNow();
        foreach (var number in others)
        {
            if (await FindAsync(db, number, cancellationToken) is not { } other)
            {
                return NoActivity(number);
            }

            await About(db, line)
                .Where(decision =>
                    (decision.Source == other.Source && decision.ExternalId == other.ExternalId)
                    || (decision.Field == other.Source && decision.Value == other.ExternalId)
                )
                .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
            db.Decisions.Add(Decision(kind, line, other, who, why));
        }

        await db.SaveChangesAsync(cancellationToken);
        return "";
    }

    Decision Decision(DecisionKind kind, SnapshotRow line, SnapshotRow? other, string who, string? why) =>
        new()
        {
            Kind = kind,
            Source = line.Source,
            ExternalId = line.ExternalId,
            Field = other?.Source,
            Value = other?.ExternalId,
            Who = who,
            Why = why,
            At = clock.GetUtcNow(),
        };

    /// <summary>The standing decisions about pairs that the row is in.</summary>
    static IQueryable<Decision> About(SyncDb db, SnapshotRow line) =>
        db.Decisions.Where(decision =>
            decision.UndoneAt == null
            && (decision.Kind == DecisionKind.SameActivity || decision.Kind == DecisionKind.OtherActivity)
            && (
                (decision.Source == line.Source && decision.ExternalId == line.ExternalId)
                || (decision.Field == line.Source && decision.Value == line.ExternalId)
            )
        );

    static async Task<SnapshotRow?> FindAsync(SyncDb db, long row, CancellationToken cancellationToken) =>
        await db.Snapshot.FirstOrDefaultAsync(line => line.Id == row && line.Kind == CanonicalField.ActivityKind, cancellationToken);

    static string NoActivity(long row) => $"There is no activity with the row {row}. See: activity list PERIOD.";
}
