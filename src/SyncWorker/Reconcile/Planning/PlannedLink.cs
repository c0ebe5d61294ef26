using System.Text;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>What becomes of a row.</summary>
/// <param name="Line">The row in the snapshot.</param>
/// <param name="Link">Whose it is from now on.</param>
/// <param name="IsShown">The plan shows it to people: the link differs from the current link.</param>
readonly record struct PlannedLink(SnapshotLine Line, SnapshotLink Link, bool IsShown)
{
    public void Write(PlanTables tables)
    {
        var to = tables.Link;
        to.Bind(0, Line.Id);
        to.Bind(1, Link.PartnerId);
        to.Bind(2, Link.OwnId);
        to.Bind(3, Link.Score);
        to.Bind(4, Link.Reason);
        to.Bind(
            5,
            Link.Decision switch
            {
                LinkDecision.Auto => "Auto"u8,
                LinkDecision.NoMatch => "NoMatch"u8,
                _ => Encoding.UTF8.GetBytes(Link.Decision.ToString()),
            }
        );
        to.Bind(6, Line.Hash);
        to.Bind(7, Line.IsMissing ? 1L : 0);
        to.Bind(8, IsShown ? 1L : 0);
        to.Bind(9, Line.IsFresh ? 1L : 0);
        to.Write();
    }
}
