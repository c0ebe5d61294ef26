using SyncWorker.Reconcile.Matching;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// The partners as rows are matched with them: those of the store and those the plan adds. Exact keys are held for all; names are
/// read only when a row has to be compared by name.
/// </summary>
sealed class PartnerIndex
{
    const int BatchPartners = 1000;

    readonly PlanTables _tables;
    readonly PlanInputs _inputs;
    readonly SubjectReader _subjects;

    // Each partner and the hash of its name: a row with the same key and name needs no closer look.
    readonly Dictionary<long, int> _known = [];
    readonly Dictionary<long, long> _new = [];
    bool _namesAreIndexed;

    public PartnerIndex(PlanTables tables, PlanInputs inputs)
    {
        _tables = tables;
        _inputs = inputs;
        Subjects = new(inputs.Limits, inputs.Tables.Provinces);
        Matcher = new(inputs.Limits, Subjects);
        _subjects = new(inputs.Lexicon, inputs.Options.ExactKeys);
        LoadPartners();
    }

    public Matcher Matcher { get; }

    public SubjectIndex Subjects { get; }

    public int Count => _known.Count;

    /// <summary>The highest number that any partner has.</summary>
    public long LastId { get; private set; }

    public bool Knows(long partner) => _known.ContainsKey(partner);

    /// <summary>Makes the partner that the row becomes findable.</summary>
    public void Add(long id, SnapshotLine line)
    {
        _known[id] = NameHash(line.Fields);
        Subjects.AddKeys(id, Keys(line.Fields));
        if (_namesAreIndexed)
        {
            Subjects.Add(_subjects.Read(id, line.Kind, FieldsJson.Read(line.Fields).GetValueOrDefault));
        }

        _new.Add(id, line.Id);
    }

    /// <summary>The row as the matcher sees it, with all names ready to be compared.</summary>
    public Subject Read(SnapshotLine line)
    {
        IndexNames();
        return _subjects.Read(line.Id, line.Kind, FieldsJson.Read(line.Fields).GetValueOrDefault);
    }

    /// <summary>The partner that a name or a register number in a text means, and the province that the name says.</summary>
    public (MatchResult Result, string? Province) MatchName(string name)
    {
        IndexNames();
        var subject = _subjects.Read(
            0,
            PartnerKind.Unknown,
            field => field is CanonicalField.NameVi or CanonicalField.RegisterId ? name : null
        );
        return (Matcher.Match(subject, _ => false), subject.Reading.Province?.Name);
    }

    /// <summary>The exact keys that the fields hold.</summary>
    public List<string> Keys(ReadOnlySpan<byte> fields)
    {
        var keys = new List<string>(1);
        foreach (var name in _inputs.Options.ExactKeys)
        {
            if (FieldsJson.Value(fields, name) is { } value)
            {
                keys.Add(SubjectReader.ExactKey(name, value));
            }
        }

        return keys;
    }

    /// <summary>The partner that one of the keys in the fields leads to, in the order in which config names them.</summary>
    public (long? Partner, string? Key) ByExactKey(ReadOnlySpan<byte> fields)
    {
        foreach (var name in _inputs.Options.ExactKeys)
        {
            if (FieldsJson.Value(fields, name) is { } value && Subjects.ByExactKey(name, value) is { Partner: not null } found)
            {
                return found;
            }
        }

        return (null, null);
    }

    /// <summary>
    /// True when a row that has the partner's key is another's by all else that it says; read without indexing any names.
    /// </summary>
    public bool Contradicts(SnapshotLine line, long partner)
    {
        if (_known[partner] == NameHash(line.Fields))
        {
            return false;
        }

        var fields = FieldsJson.Read(line.Fields);
        var (kind, known) = Partner(partner);
        return SubjectComparison.Contradicts(
            _subjects.Read(line.Id, line.Kind, fields.GetValueOrDefault),
            _subjects.Read(partner, kind, known.GetValueOrDefault)
        );
    }

    static int NameHash(ReadOnlySpan<byte> fields) =>
        (FieldsJson.Value(fields, CanonicalField.NameVi) ?? "").GetHashCode(StringComparison.Ordinal);

    (string Kind, Dictionary<string, string> Fields) Partner(long partner)
    {
        var added = _new.GetValueOrDefault(partner);
        using var row =
            added > 0
                ? _tables.ReadFew("select Kind, Fields from snapshot where Id = @id", ("@id", added))
                : _tables.ReadFew("select Kind, Fields from partners where Id = @id", ("@id", partner));
        return row.Read() ? (row.Text(0), FieldsJson.Read(row.Bytes(1))) : (PartnerKind.Unknown, []);
    }

    // One thread reads the store, another the fields: with few changes it is most of what a plan does.
    void LoadPartners()
    {
        using var rows = _tables.Read("select Id, Fields from partners order by Id");
        Pipeline.Run(() => Batch(rows), Load, static _ => { });
    }

    static List<(long Id, byte[] Fields)>? Batch(BulkRows rows)
    {
        var batch = new List<(long, byte[])>(BatchPartners);
        while (batch.Count < BatchPartners && rows.Read())
        {
            batch.Add((rows.Long(0), rows.Bytes(1).ToArray()));
        }

        return batch.Count > 0 ? batch : null;
    }

    long Load(List<(long Id, byte[] Fields)> partners)
    {
        foreach (var (id, fields) in partners)
        {
            LastId = id;
            if (!_inputs.Decisions.IsDissolved(id))
            {
                _known[id] = NameHash(fields);
                Subjects.AddKeys(id, Keys(fields));
            }
        }

        return LastId;
    }

    void IndexNames()
    {
        if (_namesAreIndexed)
        {
            return;
        }

        _namesAreIndexed = true;
        var names = new SuccessionTable(_inputs.Tables.Successions);
        using (
            var rows = _tables.Read($"select Id, Kind, Fields from partners where Status <> '{nameof(PartnerStatus.Purged)}' order by Id")
        )
        {
            while (rows.Read())
            {
                if (Knows(rows.Long(0)))
                {
                    Index(rows.Long(0), rows.Text(1), FieldsJson.Read(rows.Bytes(2)), names);
                }
            }
        }

        foreach (var (id, row) in _new)
        {
            using var line = _tables.ReadFew("select Kind, Fields from snapshot where Id = @row", ("@row", row));
            if (line.Read())
            {
                Index(id, line.Text(0), FieldsJson.Read(line.Bytes(1)), names);
            }
        }
    }

    void Index(long id, string kind, Dictionary<string, string> fields, SuccessionTable names)
    {
        var registerId = fields.GetValueOrDefault(CanonicalField.RegisterId);
        var former = registerId is null
            ? []
            : names
                .Predecessors(registerId)
                .Where(predecessor => !IsPartner(predecessor.Id))
                .Select(predecessor => predecessor.Name)
                .ToList();
        if (former.Count > 0)
        {
            fields[CanonicalField.Aliases] = string.Join("; ", former.Prepend(fields.GetValueOrDefault(CanonicalField.Aliases) ?? ""));
        }

        var subject = _subjects.Read(id, kind, fields.GetValueOrDefault);
        Subjects.Add(
            subject with
            {
                IsSucceeded = registerId is not null && names.SuccessorOf(registerId) is { } successor && IsPartner(successor),
            }
        );
    }

    bool IsPartner(string registerId) =>
        Subjects.ByExactKey([SubjectReader.ExactKey(CanonicalField.RegisterId, registerId)]).Partner is not null;
}
