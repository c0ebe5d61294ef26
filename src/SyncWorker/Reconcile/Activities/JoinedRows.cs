namespace SyncWorker.Reconcile.Activities;

/// <summary>Rows on their way to activities: each row begins alone, and pairs join what they belong to.</summary>
sealed class JoinedRows
{
    readonly ToldActivity[] _told;
    readonly int[] _group;
    readonly Dictionary<int, List<int>> _members;
    readonly Dictionary<int, List<string>> _reasons = [];
    readonly HashSet<(int, int)> _apart;

    public JoinedRows(ToldActivity[] told, IEnumerable<(int, int)> apart)
    {
        _told = told;
        _group = [.. Enumerable.Range(0, told.Length)];
        _members = _group.ToDictionary(group => group, group => new List<int> { group });
        _apart = [.. apart];
    }

    public bool AreOne(int a, int b) => _group[a] == _group[b];

    /// <summary>A person has said that the two are two.</summary>
    public bool AreSetApart(int a, int b) => _apart.Contains((Math.Min(a, b), Math.Max(a, b)));

    /// <param name="isSaid">A person joins them, whatever contradicts.</param>
    /// <returns>False where a row of one side cannot be with a row of the other.</returns>
    public bool TryJoin(int a, int b, string reason, bool isSaid)
    {
        var (into, from) = (Math.Min(_group[a], _group[b]), Math.Max(_group[a], _group[b]));
        if (into == from)
        {
            return true;
        }

        if (
            _members[into]
                .Exists(one =>
                    _members[from]
                        .Exists(other => AreSetApart(one, other) || (!isSaid && ActivityComparison.Contradicts(_told[one], _told[other])))
                )
        )
        {
            return false;
        }

        _members[from].ForEach(row => _group[row] = into);
        _members[into].AddRange(_members[from]);
        _members.Remove(from);
        _reasons[into] = [.. _reasons.GetValueOrDefault(into) ?? [], .. _reasons.GetValueOrDefault(from) ?? [], reason];
        return true;
    }

    public IReadOnlyList<CountedActivity> Activities() =>
        [
            .. _members
                .OrderBy(group => group.Key)
                .Select(group => new CountedActivity(
                    [.. group.Value.Order().Select(row => _told[row])],
                    [.. (_reasons.GetValueOrDefault(group.Key) ?? []).Distinct(StringComparer.Ordinal)]
                )),
        ];
}
