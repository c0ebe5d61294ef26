using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>Marks rows of the kind event as seen. They are no organisations: Remind reads them from the snapshot unchanged.</summary>
static class EventRows
{
    /// <summary>SQL that leaves out of a query over <c>snapshot s</c> what is no organisation.</summary>
    public const string Others = "s.Kind not in ('country', 'event')";

    public static void MarkSeen(PlanTables tables)
    {
        using var rows = tables.Read(
            $"select {SnapshotLine.Columns} from {SnapshotLine.Dirty} where s.Kind = 'event' and {SnapshotLine.IsOpen} order by s.Source, s.ExternalId"
        );
        while (rows.Read())
        {
            var line = SnapshotLine.Read(rows);
            new PlannedLink(line, new(null, null, 1, "event", LinkDecision.Auto), IsShown: false).Write(tables);
        }
    }
}
