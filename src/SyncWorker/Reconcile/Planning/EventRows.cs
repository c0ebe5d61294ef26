using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Marks rows of events, activities, totals and documents as seen. They are no organisations: who needs them reads them from the snapshot.
/// </summary>
static class EventRows
{
    /// <summary>SQL that leaves out of a query over <c>snapshot s</c> what is no organisation.</summary>
    public const string Others = $"s.Kind not in ('country', {Kinds})";

    /// <summary>In SQL, what is neither an organisation nor a country.</summary>
    public const string Kinds =
        $"'{CanonicalField.EventKind}', '{CanonicalField.ActivityKind}', '{CanonicalField.UnitFiguresKind}', '{CanonicalField.DocumentKind}'";

    public static void MarkSeen(PlanTables tables)
    {
        using var rows = tables.Read(
            $"select {SnapshotLine.Columns} from {tables.Dirty} where s.Kind in ({Kinds}) and {SnapshotLine.IsOpen} order by s.Source, s.ExternalId"
        );
        while (rows.Read())
        {
            var line = SnapshotLine.Read(rows);
            new PlannedLink(line, new(null, null, 1, line.Kind.Replace('_', ' '), LinkDecision.Auto), IsShown: false).Write(tables);
        }
    }
}
