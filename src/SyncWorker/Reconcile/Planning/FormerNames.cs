using SyncWorker.Reconcile.Tables;

namespace SyncWorker.Reconcile.Planning;

/// <summary>The names of those that an organisation took over from, from succession.csv: an old name still finds the new one.</summary>
sealed class FormerNames
{
    readonly Dictionary<string, List<Succession>> _before = new(StringComparer.Ordinal);
    readonly Dictionary<string, Succession> _all = new(StringComparer.Ordinal);

    public FormerNames(IEnumerable<Succession> successions)
    {
        foreach (var one in successions)
        {
            _all[one.Id] = one;
            if (one.Successor is { } successor)
            {
                if (!_before.TryGetValue(successor, out var before))
                {
                    _before[successor] = before = [];
                }

                before.Add(one);
            }
        }
    }

    /// <summary>All that went into it, also by several steps.</summary>
    public IEnumerable<Succession> Predecessors(string registerId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { registerId };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var id))
        {
            foreach (var one in _before.GetValueOrDefault(id) ?? [])
            {
                if (seen.Add(one.Id))
                {
                    open.Enqueue(one.Id);
                    yield return one;
                }
            }
        }
    }

    /// <summary>Who took over, after all steps; null when nobody did.</summary>
    public string? SuccessorOf(string registerId)
    {
        var id = registerId;
        for (var steps = 0; steps < 20 && _all.GetValueOrDefault(id)?.Successor is { } next; steps++)
        {
            id = next;
        }

        return id == registerId ? null : id;
    }
}
