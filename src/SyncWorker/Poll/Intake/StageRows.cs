using SyncWorker.Poll.Mapping;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Poll.Intake;

/// <summary>Writes the rows of the stage that <see cref="SnapshotApply"/> reads.</summary>
sealed class StageRows(SnapshotIndex index, IBulkWriter stage)
{
    /// <summary>Columns of the stage. Without a kind a row carries positions only.</summary>
    public static readonly BulkColumn[] Columns =
    [
        new("target", BulkKind.Number),
        new("key_hash", BulkKind.Number),
        new("raw_hash", BulkKind.Number),
        new("external_id", BulkKind.Text),
        new("kind", BulkKind.Text),
        new("hash", BulkKind.Number),
        new("fields", BulkKind.Text),
        new("position", BulkKind.Text),
        new("again", BulkKind.Number),
        new("record_hash", BulkKind.Number),
        new("marks", BulkKind.Number),
    ];

    byte[] _last = new byte[64];
    int _lastLength;

    /// <summary>Whether a row of the stage belongs to another row of it.</summary>
    public bool HasRepeats { get; private set; }

    /// <summary>Whether a row of the stage is in the snapshot already.</summary>
    public bool HasKnown { get; private set; }

    /// <summary>Whether the rows that are not in the snapshot came in the order of their external ids.</summary>
    public bool IsNewInOrder { get; private set; } = true;

    /// <summary>A row that is new, changed or back: all of it, as the mapper has it at hand.</summary>
    public void Content(int at, ReadOnlySpan<byte> externalId, RowMapper mapped, long record, string position)
    {
        Bind(in index[at], position, again: false);
        NoteOrder(in index[at], externalId);
        stage.Bind(3, externalId);
        stage.Bind(4, mapped.Kind);
        stage.Bind(5, mapped.Hash);
        stage.Bind(6, mapped.Fields);
        stage.Bind(9, record);
        stage.Write();
    }

    /// <summary>A row seen again: its further position, and the first one too when that is not on the stage yet.</summary>
    public void Repeat(int at, long where, Positions positions)
    {
        ref var entry = ref index[at];
        var position = positions.Text(where);
        if ((entry.Marks & SnapshotIndex.Staged) == 0 && where != entry.Where)
        {
            position = $"{positions.Text(entry.Where)}\n{position}";
        }

        entry.Marks |= SnapshotIndex.Staged;
        Bind(in entry, position, again: true);
        stage.Write();
    }

    void NoteOrder(in SnapshotIndex.Entry entry, ReadOnlySpan<byte> externalId)
    {
        if (entry.Id > 0 || !IsNewInOrder)
        {
            return;
        }

        IsNewInOrder = externalId.SequenceCompareTo(_last.AsSpan(0, _lastLength)) > 0;
        if (externalId.Length > _last.Length)
        {
            _last = new byte[externalId.Length * 2];
        }

        externalId.CopyTo(_last);
        _lastLength = externalId.Length;
    }

    void Bind(in SnapshotIndex.Entry entry, string position, bool again)
    {
        stage.Bind(0, entry.Id > 0 ? entry.Id : null);
        stage.Bind(1, entry.Key);
        stage.Bind(2, entry.Raw);
        stage.Bind(7, position);
        stage.Bind(8, again ? 1L : 0);
        stage.Bind(10, entry.Marks & SnapshotIndex.FieldSetAside);
        HasRepeats |= again;
        HasKnown |= entry.Id > 0;
    }
}
