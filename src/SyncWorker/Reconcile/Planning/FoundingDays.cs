using SyncWorker.Reconcile.Matching;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Whether a successor takes over the founding day of the one before it: keep, new or none, from a person's decision or from
/// succession.csv. Undecided, it has the day its own sources give it, and <c>review list</c> asks.
/// </summary>
sealed class FoundingDays(PlanTables tables, PlanInputs inputs, FormerNames succession, Matcher matcher)
{
    public void Apply(long partner, Dictionary<string, string?> values)
    {
        if (values.GetValueOrDefault(CanonicalField.RegisterId) is not { } registerId || succession.Predecessors(registerId).ToList() is not { Count: > 0 } before)
        {
            return;
        }

        var said = inputs.Decisions.FoundingDayOf(partner) is { } decided && Enum.TryParse<FoundingDay>(decided, ignoreCase: true, out var day)
            ? day
            : before.Select(predecessor => predecessor.FoundingDay).FirstOrDefault(foundingDay => foundingDay is not null);
        if (said == FoundingDay.None)
        {
            values.Remove(CanonicalField.Founded);
        }
        else if (said == FoundingDay.Keep && before.Select(Founded).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is [var kept])
        {
            values[CanonicalField.Founded] = kept;
        }
    }

    /// <summary>What the rows of the predecessor say; the dates of those that are no partners of ours are not known.</summary>
    string? Founded(Succession before)
    {
        if (matcher.ByExactKey([SubjectReader.ExactKey(CanonicalField.RegisterId, before.Id)]).Partner is not { } id)
        {
            return null;
        }

        using var rows = tables.Read(
            """
            select s.Fields from snapshot s where s.Id in (select Id from links where PartnerId = @id union select row_id from plan_link where partner_id = @id)
            union all select Fields from partners where Id = @id
            """,
            ("@id", id));
        while (rows.Read())
        {
            if (FieldsJson.Read(rows.Bytes(0)).GetValueOrDefault(CanonicalField.Founded) is { } founded)
            {
                return founded;
            }
        }

        return null;
    }
}
