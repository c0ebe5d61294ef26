using System;
using System.Text;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// Takes a source's records one by one. 1. A record whose bytes, or whose mapped columns, hash as last time is only ticked off. 2. Else it is mapped;
/// unreadable ones go to quarantine, and if their id is known they do not count as missing. 3. New and changed rows go to the stage.
/// 4. A row that comes again adds its position. Nothing here touches the store.
/// </summary>
sealed class SourceIntake(SourceMapping mapping, MappingContext context, SnapshotIndex index, IBulkWriter stage, int mostRows)
{
    readonly RowMapper _mapper = new(mapping, context);
    readonly StageRows _stage = new(index, stage);
    readonly List<(int Entry, long Where)> _again = [];
    byte[] _utf8 = new byte[1024];
    long _record;

    /// <summary>Told how many records came, now and then.</summary>
    public Action<long>? Progress { get; init; }

    public IntakeCounts Counts { get; } = new();

    public Positions Positions { get; } = new();

    public QuarantineList Quarantine { get; } = new();

    /// <summary>Whether a row of the stage belongs to another row of it.</summary>
    public bool HasRepeats => _stage.HasRepeats;

    /// <summary>Whether a row of the stage is in the snapshot already.</summary>
    public bool HasKnown => _stage.HasKnown;

    /// <summary>Of the records of the answer at hand, whatever their order.</summary>
    public long Digest { get; private set; }

    public void BeginAnswer(string position)
    {
        Positions.Begin(position);
        Digest = 0;
    }

    /// <param name="counts">False when the answer only repeated the one before it.</param>
    public void EndAnswer(bool counts)
    {
        if (counts)
        {
            _again.ForEach(seen => _stage.Repeat(seen.Entry, seen.Where, Positions));
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

    /// <summary>Whether these bytes came at the last good run, so that there is nothing to parse. Else <see cref="Take"/> follows.</summary>
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
        if (row.Faults.Count == 0 && row.NoData is null && PlainKey(row) is { } key && index.Find(key) is >= 0 and var at)
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

        if (own is not null)
        {
            Stage(own, Key(own), raw, where);
            return;
        }

        var (id, at) = Ordinal(_mapper.KeyOf(), raw);
        Stage(id, at, raw, where);
    }

    // Equal keys: the row of that key that is the same as this one, else the next ordinal that is free in this run.
    (string Id, long Key) Ordinal(string key, long raw)
    {
        (string, long)? free = null;
        for (var n = 1; ; n++)
        {
            var id = RowMapper.Ordinal(key, n);
            var hash = Key(id);
            var at = index.Find(hash);
            if (at >= 0 && index[at].Raw == raw)
            {
                return (id, hash);
            }

            if (at < 0 || index[at].Where == 0)
            {
                free ??= (id, hash);
            }

            if (at < 0)
            {
                return free!.Value;
            }
        }
    }

    void Stage(string id, long key, long raw, long where)
    {
        var at = index.Find(key);
        if (at < 0)
        {
            at = index.Add(key, raw, 0, 0, SnapshotIndex.Staged);
            index[at].Where = where;
            Counts.New++;
            _stage.Content(at, Utf8(id), _mapper, _record, Positions.Text(where), again: false);
            return;
        }

        ref var entry = ref index[at];
        if (entry.Where > 0)
        {
            if (entry.Raw == raw)
            {
                _again.Add((at, where));
                return;
            }

            // The same id with other content: the last to come is the newest, and both places are recorded.
            Counts.Conflicting++;
            if ((entry.Marks & SnapshotIndex.Staged) == 0)
            {
                _stage.Repeat(at, entry.Where, Positions);
            }

            entry.Raw = raw;
            entry.Marks |= SnapshotIndex.Staged;
            _stage.Content(at, Utf8(id), _mapper, _record, Positions.Text(where), again: true);
            return;
        }

        var same = entry.Raw == raw;
        entry.Where = where;
        if (same && entry.Marks == 0)
        {
            Counts.Unchanged++; // its id is not plain, so the quick look did not find it
            return;
        }

        entry.Raw = raw;
        entry.Marks |= SnapshotIndex.Staged;
        _stage.Content(at, Utf8(id), _mapper, _record, Positions.Text(where), again: false);
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
        if (row.NoData is null && id is not null && index.Find(Key(id)) is >= 0 and var at && index[at].Where == 0)
        {
            index[at].Where = Positions.Unreadable;
        }
    }

    // The key of the commonest id, one column of plain ASCII, without making a string of it.
    long? PlainKey(RawRow row)
    {
        if (mapping.Id.Count != 1)
        {
            return null;
        }

        var id = row[mapping.Id[0]];
        if (id.IsEmpty || id.Length > 400 || id.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return null;
        }

        return StableHash.Compute(id);
    }

    long Key(string id) => StableHash.Compute(Utf8(id));

    ReadOnlySpan<byte> Utf8(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }
}
