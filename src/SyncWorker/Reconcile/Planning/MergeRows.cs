using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Merging;

namespace SyncWorker.Reconcile.Planning;

/// <summary>Makes what the merger takes of what the snapshot holds: codes settled, freshness read.</summary>
sealed class MergeRows(PlanInputs inputs, SubjectReader subjects)
{
    public MergeRow Of(MemberRow row) => Of(row.Source, row.ExternalId, row.Kind, FieldsJson.Read(row.Fields), row.ChangedAt, row.Life, row.IsAdopted);

    public MergeRow Of(string source, string externalId, string kind, Dictionary<string, string> fields, DateTimeOffset changedAt, Presence life, bool isAdopted)
    {
        if (kind is not (PartnerKind.Unknown or ""))
        {
            fields[CanonicalField.Kind] = kind;
        }

        RowCodes.Settle(fields, kind, subjects, inputs.Tables.Provinces);
        return new()
        {
            Source = source,
            ExternalId = externalId,
            Fields = fields,
            AsOf = fields.TryGetValue(CanonicalField.Updated, out var updated) && Freshness.TryRead(updated, out var said) ? said : changedAt,
            IsAdopted = isAdopted,
            IsGone = LifeCycle.IsGone(life, inputs.At.Instant, inputs.Options.LifeCycle),
        };
    }
}
