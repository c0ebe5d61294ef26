using System.Runtime.InteropServices;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// All rows a source has in the snapshot, as keys and hashes: 41 bytes a row and the slots. It is what a poll keeps in memory, so
/// that an unchanged row costs a look here and nothing in the store.
/// </summary>
sealed class SnapshotIndex
{
    /// <param name="expected">How many rows there will be at least.</param>
    public SnapshotIndex(int expected = 256) => _entries = new Entry[Math.Max(expected, 256)];

    /// <summary>Bits of <see cref="Entry.Marks"/>, as they stand in the table fingerprints.</summary>
    public const byte Missing = 1,
        SeveralPositions = 2,
        FieldSetAside = 8;

    /// <summary>Bits of this run alone: on the stage; under an id that two rows have.</summary>
    public const byte Staged = 4,
        Conflicting = 16;

    Entry[] _entries;
    int[]? _byKey;
    int[]? _byRecord;

    public int Count { get; private set; }

    public Span<Entry> Entries => _entries.AsSpan(0, Count);

    /// <summary>Rows that were there before this run, rows of them that came again, and different rows that this run has.</summary>
    public (long Before, long Stayed, long Distinct) Overlap()
    {
        var (before, stayed, distinct) = (0L, 0L, 0L);
        foreach (ref readonly var entry in Entries)
        {
            var wasThere = entry.Id > 0 && (entry.Marks & Missing) == 0;
            before += wasThere ? 1 : 0;
            stayed += wasThere && entry.Where != 0 ? 1 : 0;
            distinct += entry.Where > 0 || (entry.Where < 0 && entry.Id > 0) ? 1 : 0;
        }

        return (before, stayed, distinct);
    }

    /// <summary>Where the entry of a key is, or -1.</summary>
    public int Find(long key)
    {
        var slots = _byKey ??= Slots(static (in entry) => entry.Key);
        for (var slot = Slot(key, slots); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var at = slots[slot] - 1;
            if (at < 0 || _entries[at].Key == key)
            {
                return at;
            }
        }
    }

    /// <summary>Where the entry of a record's bytes is, or -1. Only of records that were stored before.</summary>
    public int FindRecord(long record)
    {
        var slots = _byRecord ??= Slots(static (in entry) => entry.Record);
        for (var slot = Slot(record, slots); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var at = slots[slot] - 1;
            if (at < 0 || _entries[at].Record == record)
            {
                return at;
            }
        }
    }

    /// <summary>Adds a key that is not in it.</summary>
    public int Add(long key, long raw, long record, long id, byte marks)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count + (Count / 2));
        }

        _entries[Count] = new()
        {
            Key = key,
            Raw = raw,
            Record = record,
            Id = id,
            Marks = marks,
        };
        Count++;
        if (_byKey is { } slots)
        {
            if (Count * 2 > slots.Length)
            {
                _byKey = null; // made anew, larger, at the next look
            }
            else
            {
                Place(key, Count - 1, slots);
            }
        }

        return Count - 1;
    }

    public ref Entry this[int at] => ref _entries[at];

    int[] Slots(HashOf hash)
    {
        var slots = new int[Math.Max(1024, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count * 2 + 1))];
        for (var i = 0; i < Count; i++)
        {
            Place(hash(in _entries[i]), i, slots);
        }

        return slots;
    }

    static void Place(long hash, int at, int[] slots)
    {
        var slot = Slot(hash, slots);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = at + 1;
    }

    static int Slot(long hash, int[] slots) => (int)(hash ^ (hash >> 32)) & (slots.Length - 1);

    delegate long HashOf(in Entry entry);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct Entry
    {
        /// <summary>XXH64 of the external id.</summary>
        public long Key;

        /// <summary>XXH64 of the mapped columns as they came: stored, and once seen in this run, of this run.</summary>
        public long Raw;

        /// <summary>XXH64 of the record's bytes at the last writing; 0 for none.</summary>
        public long Record;

        /// <summary>Of the snapshot row; 0 for a new one.</summary>
        public long Id;

        /// <summary>Where this run saw it first, as <see cref="Positions"/> writes it; 0 for not yet.</summary>
        public long Where;

        public byte Marks;
    }
}
