using SyncWorker.Reconcile.Matching;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Plans what the mergers of provinces bring to their organisations, as succession.csv tells them (<see cref="SuccessionTable"/>);
/// <see cref="PlanApply"/> writes it:
/// 1. the partner of a former province gets the one that took over as its successor;
/// 2. the successor keeps the founding day of the one before it, has its own or none: from a person's decision or from succession.csv.
///    Undecided, it has the day its own sources give it, and <c>review list</c> asks.
/// What the old names and codes of provinces mean is in <see cref="ProvinceTable"/>; a row that names a former province finds the
/// organisation of today's in <see cref="SubjectIndex"/>.
/// </summary>
sealed class ProvinceMerger(PlanTables tables, PlanInputs inputs, SubjectIndex subjects)
{
    readonly SuccessionTable _successions = new(inputs.Tables.Successions);

    /// <summary>The partner that took over from the one with these values; null when none did, or it is no partner yet.</summary>
    public long? Successor(Dictionary<string, string?> values) =>
        values.GetValueOrDefault(CanonicalField.RegisterId) is { } registerId && _successions.SuccessorOf(registerId) is { } successor
            ? subjects.ByExactKey([SubjectReader.ExactKey(CanonicalField.RegisterId, successor)]).Partner
            : null;

    /// <summary>Sets the founding day that the partner has as a successor.</summary>
    public void InheritFoundingDay(long partner, Dictionary<string, string?> values)
    {
        if (
            values.GetValueOrDefault(CanonicalField.RegisterId) is not { } registerId
            || _successions.Predecessors(registerId).ToList() is not { Count: > 0 } before
        )
        {
            return;
        }

        var decision = inputs.Decisions.FoundingDayOf(partner);
        var said = Enum.TryParse<FoundingDay>(decision, ignoreCase: true, out var day)
            ? day
            : before.Select(predecessor => predecessor.FoundingDay).FirstOrDefault(foundingDay => foundingDay is not null);
        if (said == FoundingDay.None)
        {
            values.Remove(CanonicalField.Founded);
        }
        else if (
            said == FoundingDay.Keep
            && before.Select(Founded).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is [var kept]
        )
        {
            values[CanonicalField.Founded] = kept;
        }
    }

    /// <summary>What the rows of the predecessor say; the dates of those that are no partners of ours are not known.</summary>
    string? Founded(Succession before)
    {
        if (subjects.ByExactKey([SubjectReader.ExactKey(CanonicalField.RegisterId, before.Id)]).Partner is not { } id)
        {
            return null;
        }

        using var rows = tables.ReadFew(
            """
            select s.Fields from snapshot s
            where s.Id in (select Id from links where PartnerId = @id union select row_id from plan_link where partner_id = @id)
            union all select Fields from partners where Id = @id
            """,
            ("@id", id)
        );
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
