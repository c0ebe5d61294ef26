using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Which organisation took over from which, as succession.csv says it (63 provinces became 34, and with them their unions). Applied by
/// <see cref="ProvinceMerger"/>; <see cref="PartnerIndex"/> lets an old name find the new organisation.
/// </summary>
sealed class SuccessionTable
{
    readonly Dictionary<string, List<Succession>> _before = new(StringComparer.Ordinal);
    readonly Dictionary<string, Succession> _all = new(StringComparer.Ordinal);

    public SuccessionTable(IEnumerable<Succession> successions)
    {
        foreach (var succession in successions)
        {
            _all[succession.Id] = succession;
            if (succession.Successor is { } successor)
            {
                if (!_before.TryGetValue(successor, out var before))
                {
                    _before[successor] = before = [];
                }

                before.Add(succession);
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
            foreach (var succession in _before.GetValueOrDefault(id) ?? [])
            {
                if (seen.Add(succession.Id))
                {
                    open.Enqueue(succession.Id);
                    yield return succession;
                }
            }
        }
    }

    /// <summary>The last successor; null when there is none.</summary>
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
