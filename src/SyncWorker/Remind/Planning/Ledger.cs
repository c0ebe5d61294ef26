using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>What has been decided before. Adding to it is how a preview goes through the days without writing anything.</summary>
sealed class Ledger
{
    readonly Dictionary<DueItemKey, List<LedgerEntry>> _rows = [];
    readonly HashSet<LedgerEntry> _unshown = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<LedgerEntry> _open = new(ReferenceEqualityComparer.Instance);

    public Ledger(IEnumerable<LedgerEntry> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    public IEnumerable<DueItemKey> Items => _rows.Keys;

    public IEnumerable<LedgerEntry> Rows => _rows.Values.SelectMany(rows => rows);

    /// <summary>Expired rows whose recipient has not been shown them.</summary>
    public IReadOnlyCollection<LedgerEntry> Unshown => _unshown;

    /// <summary>Rows that follow what changes: their mail has not left.</summary>
    public IReadOnlyCollection<LedgerEntry> Open => _open;

    public IReadOnlyList<LedgerEntry> RowsOf(DueItemKey key) => _rows.TryGetValue(key, out var rows) ? rows : [];

    public void Add(LedgerEntry row)
    {
        if (!_rows.TryGetValue(row.Item, out var rows))
        {
            _rows[row.Item] = rows = [];
        }

        if (rows.Find(old => old.Step == row.Step && old.Recipient == row.Recipient && old.Day == row.Day) is { } before)
        {
            rows.Remove(before);
            _unshown.Remove(before);
            _open.Remove(before);
        }

        if (row.State is LedgerState.Withdrawn or LedgerState.Planned)
        {
            return; // as if it had never been decided
        }

        rows.Add(row);
        if (row.IsUnshownExpiry)
        {
            _unshown.Add(row);
        }

        if (row.IsUnsent)
        {
            _open.Add(row);
        }
    }
}
