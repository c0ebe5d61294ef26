using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Plans the golden record of every partner that the links touch: its rows in one pass in the order of partners, merged, compared
/// with the store; only what differs is planned.
/// </summary>
sealed class PartnerPlan
{
    // The rows of an affected partner: those the plan links to it, and those linked to it before that the plan leaves alone. Only
    // pairs of numbers are sorted. A row counts as gone when the plan says so: a disappearance that the guard leaves out is none.
    const string OfAffected = """
        select l.partner_id as pid, l.row_id as rid, l.own_id as own, l.missing as gone, l.fresh as fresh from plan_link l join plan_affected a on a.id = l.partner_id
        union all
        select o.PartnerId, o.Id, o.OwnPartnerId, o.Missing, 0 from plan_affected a join links o on o.PartnerId = a.id
        where not exists (select 1 from plan_link x where x.row_id = o.Id)
        """;

    // Where the store has no partner, no row was linked to one before.
    const string OfFirstLoad =
        "select partner_id as pid, row_id as rid, own_id as own, missing as gone, fresh from plan_link where partner_id is not null";

    static string Members(BulkSql sql, bool isFirstLoad) =>
        $"""
            select m.pid, s.Source, s.ExternalId, s.Kind, s.Fields, s.ChangedAt, case when m.gone = 1 then s.MissingSince end, s.MissingRuns,
              m.own is not null, m.fresh, p.Kind, p.Fields, p.Status, p.MissingSince, p.SuccessorId
            from ({(isFirstLoad ? OfFirstLoad : OfAffected)} {sql.OrderInside(
                "1, 2"
            )}) m {sql.JoinInOrder} snapshot s on s.Id = m.rid left join partners p on p.Id = m.pid {sql.OrderOutside("m.pid, m.rid")}
            """;

    const string All = """
        select a.id, 0, 0, 0, 0, 0, 0, 0, 0, 0, p.Kind, p.Fields, p.Status, p.MissingSince, p.SuccessorId
        from plan_affected a join partners p on p.Id = a.id order by a.id
        """;

    const string LifeField = "lifeCycle";

    /// <summary>The field of a change that says who took over.</summary>
    public const string SuccessorField = "successor";

    readonly PlanTables _tables;
    readonly PlanInputs _in;
    readonly LinkPlan _links;
    readonly SubjectReader _subjects;
    readonly MergeRowFactory _rows;
    readonly ProvinceMerger _mergers;
    readonly HashSet<long> _seen = [];
    readonly HashSet<(string Source, string Row)> _rewrittenByNew = [];

    public PartnerPlan(PlanTables tables, PlanInputs inputs, LinkPlan links)
    {
        _tables = tables;
        _in = inputs;
        _links = links;
        _subjects = new(inputs.Lexicon, inputs.Options.ExactKeys);
        _rows = new(inputs, _subjects);
        _mergers = new(tables, inputs, links.Subjects);
    }

    public long Updated { get; private set; }

    public long Missing { get; private set; }

    public long Emptied { get; private set; }

    /// <summary>A partner gets another name, key, place or kind, or leaves the register: rows of other sources may belong elsewhere now.</summary>
    public bool ChangesMatching { get; private set; }

    /// <summary>Rows of the source that are new to us and take the place of a value that a row of the same source gave before.</summary>
    public long RewrittenByNew(string source) => _rewrittenByNew.Count(row => row.Source == source);

    /// <summary>What the rows say in codes that no list has.</summary>
    public IEnumerable<string> UnknownCodes =>
        _rows
            .Unknown.Select(code => code.ToString())
            .Concat(
                _rows.UnknownCodes > _rows.Unknown.Count
                    ? [$"and {_rows.UnknownCodes - _rows.Unknown.Count} more codes that no list has: review list"]
                    : []
            );

    public void Run(CancellationToken stopping)
    {
        if (!_links.IsFirstLoad)
        {
            AffectOthers();
        }

        using (var members = new MemberRows(_tables.Read(Members(_tables.Sql, _links.IsFirstLoad))))
        {
            Pipeline.Run(() => members.Batch(stopping), Compute, Write);
        }

        // Partners that the plan leaves without any row: nothing of them is lost.
        var left = new List<PartnerMembers>();
        using (var all = new MemberRows(_tables.Read(All)))
        {
            while (all.Batch(stopping) is { } batch)
            {
                left.AddRange(batch.Where(partner => !_seen.Contains(partner.Id)).Select(partner => partner with { Rows = [] }));
            }
        }

        Write(Compute(left));
    }

    /// <summary>Whose life may have gone on by the clock alone, and whom config or decisions may touch.</summary>
    void AffectOthers() =>
        _tables.Execute(
            $"""
            insert into plan_affected select l.PartnerId from snapshot s join links l on l.Id = s.Id where s.MissingSince is not null and l.PartnerId is not null on conflict do nothing;
            insert into plan_affected select Id from partners where Status = '{nameof(
                PartnerStatus.Suspected
            )}' or @all = 1 on conflict do nothing;
            """,
            ("@all", _in.RematchAll ? 1L : 0)
        );

    List<PlannedPartner> Compute(List<PartnerMembers> partners)
    {
        var planned = new List<PlannedPartner>(partners.Count);
        foreach (var partner in partners)
        {
            if (Plan(partner) is { } plannedPartner)
            {
                planned.Add(plannedPartner);
            }
        }

        return planned;
    }

    void Write(List<PlannedPartner> partners)
    {
        foreach (var partner in partners)
        {
            partner.Write(_tables);
        }
    }

    PlannedPartner? Plan(PartnerMembers partner)
    {
        var (id, before) = (partner.Id, partner.Current);
        _seen.Add(id);
        var rows = partner.Rows.ConvertAll(row => _rows.Create(row));
        var values = Merger.Values(rows, _in.Decisions.Pins(id), _in.Policy);
        if (rows.Count == 0 && before is not null)
        {
            values = FieldsJson.Read(before.Fields).ToDictionary(field => field.Key, field => (string?)field.Value, StringComparer.Ordinal);
        }

        var kind = Merger.Kind(rows, _in.Policy) ?? before?.Kind ?? _subjects.KindOf(name => values.GetValueOrDefault(name)) ?? "other";
        var successor = _in.Decisions.MergedInto(id) ?? _mergers.Successor(values);
        _mergers.InheritFoundingDay(id, values);
        var life = _in.Decisions.MergedInto(id) is { } into
            ? new LifeState(PartnerStatus.Inactive, null, $"merged into partner {into}")
            : MissingLadder.Evaluate(partner.Rows.ConvertAll(row => row.Life), _in.At.Recorded, _in.Options.LifeCycle);
        if (life.Status == PartnerStatus.Purged)
        {
            values = Purge.Reduce(values, _in.Options.ExactKeys);
        }

        Missing += life.Status == PartnerStatus.Suspected && before?.Status != PartnerStatus.Suspected ? 1 : 0;
        var json = FieldsJson.Utf8(values);
        if (
            before is not null
            && json.SequenceEqual(before.Fields)
            && before.Kind == kind
            && before.Status == life.Status
            && before.MissingSince == life.MissingSince?.ToUnixTimeMilliseconds()
            && before.Successor == successor
        )
        {
            return null;
        }

        Updated += before is null ? 0 : 1;
        ChangesMatching = ChangesMatching || (before is not null && !IsMatchedAlike(before, kind, values, life));
        return new(id, before is null, kind, values, json.ToArray(), life, successor)
        {
            Changes = before is null
                ? CreationChanges(life)
                : [.. FieldChanges(partner, values, rows, life), .. OtherChanges(before, kind, life, successor)],
        };
    }

    bool IsMatchedAlike(CurrentRecord before, string kind, Dictionary<string, string?> values, LifeState life)
    {
        if (before.Kind != kind || (before.Status == PartnerStatus.Purged) != (life.Status == PartnerStatus.Purged))
        {
            return false;
        }

        var fields = FieldsJson.Read(before.Fields);
        return _subjects.Fields.All(field => fields.GetValueOrDefault(field) == values.GetValueOrDefault(field));
    }

    IReadOnlyList<FieldChange> CreationChanges(LifeState life) =>
        _links.IsFirstLoad ? [] : [new(LifeField, null, life.Status.ToString(), null, "new")];

    IEnumerable<FieldChange> FieldChanges(PartnerMembers partner, Dictionary<string, string?> values, List<MergeRow> rows, LifeState life)
    {
        var record = Merger.Merge(rows, _in.Decisions.Pins(partner.Id), _in.Policy);
        var fields = FieldsJson.Read(partner.Current!.Fields);
        foreach (var field in fields.Keys.Union(values.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (fields.GetValueOrDefault(field), values.GetValueOrDefault(field));
            if (!string.Equals(old, now, StringComparison.Ordinal))
            {
                var choice = record.GetValueOrDefault(field);
                Emptied += now is null && life.Status != PartnerStatus.Purged && choice?.Pin is null ? 1 : 0;
                CountIfByNew(partner, old, choice);
                yield return new(field, old, now, choice?.Winner?.Source, choice?.Rule ?? life.Reason);
            }
        }
    }

    /// <summary>A source whose ids have all changed rewrites by new rows what its old rows said.</summary>
    void CountIfByNew(PartnerMembers partner, string? old, FieldChoice? choice)
    {
        if (
            old is not null
            && choice?.Winner is { } winner
            && partner.Rows.Exists(row => row.IsFresh && row.Source == winner.Source && row.ExternalId == winner.ExternalId)
            && choice.Others.Any(claim => claim.Source == winner.Source && claim.Value == old)
        )
        {
            _rewrittenByNew.Add((winner.Source, winner.ExternalId));
        }
    }

    static IEnumerable<FieldChange> OtherChanges(CurrentRecord before, string kind, LifeState life, long? successor)
    {
        if (before.Kind != kind)
        {
            yield return new(CanonicalField.Kind, before.Kind, kind, null, null);
        }

        if (before.Status != life.Status)
        {
            yield return new(LifeField, before.Status.ToString(), life.Status.ToString(), null, life.Reason);
        }

        if (before.Successor != successor)
        {
            yield return new(SuccessorField, Subject(before.Successor), Subject(successor), null, "succession");
        }

        static string? Subject(long? partner) => partner is { } id ? $"partner:{id}" : null;
    }
}
