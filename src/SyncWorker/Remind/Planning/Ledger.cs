using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>One row of the ledger as the planner sees it.</summary>
sealed record LedgerRow(DueItemKey Item, ReminderStep Step, string Recipient)
{
    /// <summary>Stands for all recipients in a row that a person wrote with <c>remind ack --all</c>.</summary>
    public const string Everybody = "*";

    public required DateOnly Day { get; init; }

    public required DateOnly SendOn { get; init; }

    public required LedgerState State { get; init; }

    public DateOnly? SnoozedUntil { get; init; }

    /// <summary>
    /// Set for rows of days to come, of mails that have not left and of what expired unseen: the content of the reminder.
    /// </summary>
    public string? Facts { get; init; }

    /// <summary>An expired row that its recipient has not been shown yet.</summary>
    public bool IsUnshownExpiry { get; init; }

    /// <summary>It is in a mail whose text is not written yet: no recipient has seen it, and it can still be corrected.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>The recipient knows of it, or will with the mail that waits.</summary>
    public bool WasNotified =>
        State
            is LedgerState.Due
                or LedgerState.Late
                or LedgerState.Sent
                or LedgerState.SentLate
                or LedgerState.Acknowledged
                or LedgerState.Snoozed;
}

/// <summary>What has been decided before. Adding to it is how a preview goes through the days without writing anything.</summary>
sealed class Ledger
{
    readonly Dictionary<DueItemKey, List<LedgerRow>> _rows = [];
    readonly HashSet<LedgerRow> _unshown = [];
    readonly HashSet<LedgerRow> _open = [];

    public Ledger(IEnumerable<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    public IEnumerable<DueItemKey> Items => _rows.Keys;

    public IEnumerable<LedgerRow> Rows => _rows.Values.SelectMany(rows => rows);

    /// <summary>Expired rows whose recipient has not been shown them.</summary>
    public IReadOnlyCollection<LedgerRow> Unshown => _unshown;

    /// <summary>Rows that follow what changes: their mail has not left.</summary>
    public IReadOnlyCollection<LedgerRow> Open => _open;

    public IReadOnlyList<LedgerRow> RowsOf(DueItemKey key) => _rows.TryGetValue(key, out var rows) ? rows : [];

    public void Add(LedgerRow row)
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
