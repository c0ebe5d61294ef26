using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.GoldenRecord;
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

    public MergeRow Create(MemberRow row) => Create(row.Source, row.ExternalId, row.Kind, FieldsJson.Read(row.Fields), row.ChangedAt, row.Life, row.FromMerge);

    public MergeRow Create(string source, string externalId, string kind, Dictionary<string, string> fields, DateTimeOffset changedAt, Presence life, bool fromMerge)
    {
        AddKind(fields, kind);
        foreach (var unknown in CodeLists.RemoveUnknown(source, externalId, fields, inputs.Options.Codes))
        {
            UnknownCodes++;
            if (_unknown.Count < Named)
            {
                _unknown.Add(unknown);
            }
        }

        RowCodes.Normalize(fields, kind, subjects, inputs.Tables.Provinces);
        return new()
        {
            Source = source,
            ExternalId = externalId,
            Fields = fields,
            AsOf = fields.TryGetValue(CanonicalField.Updated, out var updated) && Freshness.TryRead(updated, out var said) ? said : changedAt,
            FromMerge = fromMerge,
            IsGone = MissingLadder.IsGone(life, inputs.At.Instant, inputs.Options.LifeCycle),
        };
    }
}
