using System.Text;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// Takes a source's records one by one. 1. A record whose bytes, or whose mapped columns, hash as last time is only ticked off. 2. Else it
/// is mapped;
/// unreadable ones go to quarantine, and if their id is known they do not count as missing. 3. New and changed rows go to the stage.
/// 4. A row that comes again adds its position; another row under its id sends both to quarantine. Nothing here writes to the store.
/// </summary>
sealed class SourceIntake(SourceMapping mapping, MappingContext context, SnapshotIndex index, IBulkWriter stage, int mostRows)
{
    const int MostCleaned = 3;

    readonly RowMapper _mapper = new(mapping, context);
    readonly StageRows _stage = new(index, stage);
    readonly List<(int Entry, long Where)> _again = [];
    readonly RowKeys _keys = new(mapping);
    KeyOrdinals? _ordinals;
    long _record;
    int _came;
    int _conflicted;

    /// <summary>Told how many records came, now and then.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>The fields of a row of the snapshot, for those that keep one; null where it is not known.</summary>
    public Func<long, string?> Stored { get; init; } = static _ => null;

    public IntakeCounts Counts { get; } = new();

    /// <summary>The first rows of ids under which another row came: entry, position, id, its column.</summary>
    public List<(int Entry, long Where, string Id, string Column)> Conflicts { get; } = [];

    /// <summary>The first fields from which characters were taken out that no text may hold, for people.</summary>
    public List<string> Cleaned { get; } = [];

    public Positions Positions { get; } = new();

    public QuarantineList Quarantine { get; } = new();

    public StageRows Rows => _stage;

    /// <summary>Of the records of the answer at hand, whatever their order.</summary>
    public long Digest { get; private set; }

    /// <summary>Records of the answer at hand that did not come before.</summary>
    public int Fresh => _came - _again.Count - _conflicted;

    public void BeginAnswer(string position)
    {
        Positions.Begin(position);
        Digest = 0;
        _came = 0;
        _conflicted = 0;
    }

    /// <param name="counts">False when the answer only repeated the one before it.</param>
    public void EndAnswer(bool counts)
    {
        if (counts)
        {
            foreach (var (entry, where) in _again.Where(seen => (index[seen.Entry].Marks & SnapshotIndex.Conflicting) == 0))
            {
                _stage.Repeat(entry, where, Positions);
            }

            Counts.Again += _again.Count;
        }
        else
        {
            Counts.Read -= _again.Count;
        }

        Progress?.Invoke(Counts.Read);
        _again.Clear();
    }

    /// <summary>Records ticked off by their bytes: what they hold was seen when they were first parsed.</summary>
    public long Unparsed { get; private set; }

    /// <summary>
    /// Whether these bytes came at the last good run, so that there is nothing to parse. Else <see cref="Take"/> follows.
    /// </summary>
    public bool IsKnown(ReadOnlySpan<byte> record, int number)
    {
        _record = StableHash.Compute(record, mapping.Seed);
        if (_record == 0 || index.FindRecord(_record) is not (>= 0 and var at))
        {
            return false;
        }

        ref var entry = ref index[at];
        if (entry is not { Where: 0, Marks: 0 })
        {
            return false;
        }

        CountRow();
        entry.Where = Positions.Encode(number);
        Digest += entry.Raw;
        Counts.Unchanged++;
        Unparsed++;
        return true;
    }

    public void Take(RawRow row)
    {
        CountRow();
        var where = Positions.Encode(row.Number);
        var raw = row.Hash(mapping.Seed);
        Digest += raw;
        if (row.Faults.Count == 0 && row.NoData is null && _keys.Plain(row) is { } key && index.Find(key) is >= 0 and var at)
        {
            ref var entry = ref index[at];
            if (entry is { Where: 0, Marks: 0 } && entry.Raw == raw)
            {
                entry.Where = where;
                Counts.Unchanged++;
                return;
            }
        }

        MapAndStage(row, raw, where);
    }

    void CountRow()
    {
        _came++;
        if (++Counts.Read > mostRows)
        {
            throw new UnhealthySourceException($"There are more than {mostRows} rows. If that is right, raise limits.rows.");
        }

        if (Counts.Read % 5000 == 0)
        {
            Progress?.Invoke(Counts.Read);
        }
    }

    void MapAndStage(RawRow row, long raw, long where)
    {
        var own = mapping.Id.Count > 0 ? _mapper.OwnId(row) : null;
        if (!_mapper.Map(row))
        {
            SetAside(row, own);
            return;
        }

        if (_mapper.Cleaned.Count > 0 && Cleaned.Count < MostCleaned)
        {
            Cleaned.Add($"{string.Join(", ", _mapper.Cleaned)} of {Positions.Text(where)}");
        }

        var (id, key) = own is not null ? (own, _keys.Hash(own)) : (_ordinals ??= new(index, _keys.Hash)).Find(_mapper.KeyOf(), raw);
        Stage(id, key, row, raw, where);
    }

    void Stage(string id, long key, RawRow row, long raw, long where)
    {
        var at = index.Find(key);
        if (at < 0)
        {
            at = index.Add(key, raw, 0, 0, 0);
            Counts.New++;
            Content(at, id, row, raw, where);
            return;
        }

        ref var entry = ref index[at];
        if ((entry.Marks & SnapshotIndex.Conflicting) != 0 || (entry.Where > 0 && entry.Raw != raw))
        {
            Conflict(at, id, row);
            return;
        }

        if (entry.Where > 0)
        {
            _again.Add((at, where));
            return;
        }

        if (entry.Raw == raw && entry.Marks == (row.Faults.Count > 0 ? SnapshotIndex.FieldSetAside : 0))
        {
            entry.Where = where;
            Counts.Unchanged++; // its id is not plain, so the quick look did not find it, or a field of it has a fault
            SetFieldsAside(row);
            return;
        }

        Content(at, id, row, raw, where);
    }

    void Content(int at, string id, RawRow row, long raw, long where)
    {
        ref var entry = ref index[at];
        entry.Where = where;
        entry.Raw = raw;
        entry.Marks = (byte)(
            (entry.Marks & ~SnapshotIndex.FieldSetAside) | SnapshotIndex.Staged | (row.Faults.Count > 0 ? SnapshotIndex.FieldSetAside : 0)
        );
        if (row.Faults.Count > 0 && entry.Id > 0 && Stored(entry.Id) is { } stored)
        {
            _mapper.Keep(row, stored);
        }

        _stage.Content(at, _keys.Utf8(id), _mapper, _record, Positions.Text(where));
        SetFieldsAside(row);
    }

    void SetFieldsAside(RawRow row)
    {
        if (row.Faults.Count > 0)
        {
            Counts.FieldsSetAside++;
            Quarantine.AddFields(Positions.Text(Positions.Encode(row.Number)), row);
        }
    }

    void Conflict(int at, string id, RawRow row)
    {
        ref var entry = ref index[at];
        var column = mapping.Columns[mapping.Id[0]].Name;
        if ((entry.Marks & SnapshotIndex.Conflicting) == 0)
        {
            Conflicts.Add((at, entry.Where, id, column));
            ConflictingRows.Mark(ref entry, Counts);
        }

        Counts.Bad++;
        Counts.Conflicting++;
        _conflicted++;
        Quarantine.Add(Positions.Text(Positions.Encode(row.Number)), row.Raw, [ConflictingRows.Reason(column, id)]);
    }

    void SetAside(RawRow row, string? own)
    {
        var position = Positions.Text(Positions.Encode(row.Number));
        if (row.NoData is not null)
        {
            Counts.NoData++;
        }
        else
        {
            Counts.Bad++;
        }

        Quarantine.Add(position, row);
        var id = own ?? (mapping.Key.Count > 0 && row.NoData is null ? _mapper.KeyOf() : null);
        if (row.NoData is null && id is not null && index.Find(_keys.Hash(id)) is >= 0 and var at && index[at].Where == 0)
        {
            index[at].Where = Positions.Unreadable;
        }
    }
}
