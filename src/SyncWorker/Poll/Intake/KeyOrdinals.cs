using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// Tells rows with equal keys apart: the row of that key that is the same as this one, else the next ordinal that is free in this run.
/// What is known of a key is kept, so that a thousand rows of one key cost a thousand looks and not half a million.
/// </summary>
/// <param name="index">The rows that are known.</param>
/// <param name="hash">Of an external id.</param>
sealed class KeyOrdinals(SnapshotIndex index, Func<string, long> hash)
{
    readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <returns>The external id of the row, and its hash.</returns>
    public (string Id, long Key) Find(string key, long raw)
    {
        var first = hash(key);
        var at = index.Find(first);
        if (at < 0 || (index[at].Where == 0 && index[at].Raw == raw))
        {
            return (key, first);
        }

        if (!_groups.TryGetValue(key, out var group))
        {
            _groups.Add(key, group = Known(key));
        }

        if (
            group.ByContent.TryGetValue(raw, out var n)
            && index.Find(hash(RowMapper.Ordinal(key, n))) is >= 0 and var same
            && index[same].Raw == raw
        )
        {
            return Id(key, n);
        }

        while (index.Find(hash(RowMapper.Ordinal(key, group.Next))) is >= 0 and var taken && index[taken].Where != 0)
        {
            group.Next++;
        }

        group.ByContent[raw] = group.Next;
        return Id(key, group.Next);
    }

    Group Known(string key)
    {
        var group = new Group();
        for (var n = 1; index.Find(hash(RowMapper.Ordinal(key, n))) is >= 0 and var at; n++)
        {
            group.ByContent.TryAdd(index[at].Raw, n);
        }

        return group;
    }

    (string Id, long Key) Id(string key, int n)
    {
        var id = RowMapper.Ordinal(key, n);
        return (id, hash(id));
    }

    sealed class Group
    {
        /// <summary>Ordinals by what their rows hold.</summary>
        public Dictionary<long, int> ByContent { get; } = [];

        /// <summary>No ordinal below it is free.</summary>
        public int Next { get; set; } = 1;
    }
}
