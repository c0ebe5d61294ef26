using SyncWorker.Reconcile.Tables;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Whether a successor takes over the founding day of the one before it: keep, new or none, from a person's decision or from
/// succession.csv. Undecided, it has the day its own sources give it.
/// </summary>
sealed class FoundingDays(PlanInputs inputs, FormerNames succession)
{
    public void Settle(long partner, Dictionary<string, string?> values)
    {
        var registerId = values.GetValueOrDefault(CanonicalField.RegisterId);
        var before = registerId is null ? [] : succession.Predecessors(registerId).ToList();
        var said = inputs.Decisions.FoundingDayOf(partner) is { } decided && Enum.TryParse<FoundingDay>(decided, ignoreCase: true, out var day)
            ? day
            : before.Select(one => one.FoundingDay).FirstOrDefault(one => one is not null);
        if (said == FoundingDay.None)
        {
            values.Remove(CanonicalField.Founded);
        }
    }
}
