using System.Runtime.InteropServices;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// All rows a source has in the snapshot, as keys and hashes: 33 bytes a row and the slots. It is what a poll keeps in memory, so
/// that an unchanged row costs a look here and nothing in the store.
/// </summary>
sealed class SnapshotIndex
{
    /// <summary>Bits of <see cref="Entry.Marks"/>; the first two are those of the table fingerprints.</summary>
    public const byte Missing = 1, SeveralPositions = 2, Staged = 4;

    Entry[] _entries = new Entry[256];
    int[] _slots = new int[1024];

    public int Count { get; private set; }

    public Span<Entry> Entries => _entries.AsSpan(0, Count);

    /// <summary>Where the entry of a key is, or -1.</summary>
    public int Find(long key)
    {
        for (var slot = Slot(key); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var at = _slots[slot] - 1;
            if (at < 0 || _entries[at].Key == key)
            {
                return at;
            }
        }
    }

    /// <summary>Adds a key that is not in it.</summary>
    public int Add(long key, long raw, long id, byte marks)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        if (Count * 2 >= _slots.Length)
        {
            Grow();
        }

        _entries[Count] = new() { Key = key, Raw = raw, Id = id, Marks = marks };
        Place(key, Count);
        return Count++;
    }

    public ref Entry this[int at] => ref _entries[at];

    void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            Place(_entries[i].Key, i);
        }
    }

    void Place(long key, int at)
    {
        var slot = Slot(key);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = at + 1;
    }

    int Slot(long key) => (int)(key ^ (key >> 32)) & (_slots.Length - 1);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct Entry
    {
        /// <summary>XXH64 of the external id.</summary>
        public long Key;

        /// <summary>XXH64 of the mapped columns as they came: stored, and once seen in this run, of this run.</summary>
        public long Raw;

        /// <summary>Of the snapshot row; 0 for a new one.</summary>
        public long Id;

        /// <summary>Where this run saw it first, as <see cref="Positions"/> writes it; 0 for not yet.</summary>
        public long Where;

        public byte Marks;
    }
}
