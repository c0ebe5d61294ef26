using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>Makes what the merger takes of what the snapshot holds: codes settled, freshness read.</summary>
sealed class MergeRowFactory(PlanInputs inputs, SubjectReader subjects)
{
    /// <summary>So many unknown codes are named by a run; review list has all.</summary>
    const int Named = 10;

    readonly List<UnknownCode> _unknown = [];

    public long UnknownCodes { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<UnknownCode> Unknown => _unknown;

    /// <summary>The snapshot keeps the kind beside the fields; it is merged like a field.</summary>
    public static void AddKind(Dictionary<string, string> fields, string kind)
    {
        if (kind is not (PartnerKind.Unknown or ""))
        {
            fields[CanonicalField.Kind] = kind;
        }
    }

    public MergeRow Create(MemberRow row)
    {
        var fields = FieldsJson.Read(row.Fields);
        AddKind(fields, row.Kind);
        foreach (var unknown in CodeLists.RemoveUnknown(row.Source, row.ExternalId, fields, inputs.Options.Codes))
        {
            UnknownCodes++;
            if (_unknown.Count < Named)
            {
                _unknown.Add(unknown);
            }
        }

        RowCodes.Normalize(fields, row.Kind, subjects, inputs.Tables.Provinces);
        var said = fields.TryGetValue(CanonicalField.Updated, out var updated) ? Freshness.Read(updated) : null;
        return new()
        {
            Source = row.Source,
            ExternalId = row.ExternalId,
            Fields = fields,
            AsOf = said ?? row.ChangedAt,
            Said = said,
            FromMerge = row.FromMerge,
            IsGone = row.Life.Since is not null,
        };
    }
}
