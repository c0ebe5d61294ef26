using Microsoft.Data.Sqlite;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Merging;
using SyncWorker.Reconcile.Tables;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Plans the golden record of every partner that the links touch: its rows in one pass in the order of partners, merged, compared
/// with what stands in the store; only what differs is planned.
/// </summary>
sealed class PartnerPlan
{
    // The rows of an affected partner: those the plan links to it, and those linked to it before that the plan leaves alone. Only
    // pairs of numbers are sorted; "limit -1" keeps SQLite from leaving the order out, the cross join from turning the loops round.
    // A row counts as gone when the plan says so: a disappearance that the guard leaves out is none.
    const string Members = """
        select m.pid, s.Source, s.ExternalId, s.Kind, s.Fields, s.ChangedAt, case when m.gone then s.MissingSince end, s.MissingRuns, m.own
        from (
          select l.partner_id as pid, l.row_id as rid, l.own_id as own, l.missing as gone from temp.plan_link l join temp.plan_affected a on a.id = l.partner_id
          union all
          select o.PartnerId, o.Id, o.OwnPartnerId, o.ReconciledMissing from temp.plan_affected a join snapshot o on o.PartnerId = a.id
          where not exists (select 1 from temp.plan_link x where x.row_id = o.Id)
          order by 1, 2 limit -1
        ) m cross join snapshot s on s.Id = m.rid
        """;

    readonly PlanTables _tables;
    readonly PlanInputs _in;
    readonly LinkPlan _links;
    readonly SubjectReader _subjects;
    readonly MergeRows _rows;
    readonly FormerNames _succession;
    readonly FoundingDays _foundingDays;
    readonly SqliteCommand _standing;
    readonly HashSet<long> _seen = [];

    public PartnerPlan(PlanTables tables, PlanInputs inputs, LinkPlan links)
    {
        _tables = tables;
        _in = inputs;
        _links = links;
        _subjects = new(inputs.Lexicon, inputs.Options.ExactKeys);
        _rows = new(inputs, _subjects);
        _succession = new(inputs.Tables.Successions);
        _foundingDays = new(tables, inputs, _succession, links.Matcher);
        _standing = tables.Command("select Kind, Fields, Status, MissingSince, SuccessorId from partners where Id = @id");
        _standing.Parameters.Add(new("@id", null));
    }

    public long Updated { get; private set; }

    public long Missing { get; private set; }

    public long Emptied { get; private set; }

    public void Run(CancellationToken stopping)
    {
        // Whose life may have gone on by the clock alone, and whom config or decisions may touch.
        _tables.Execute("insert or ignore into temp.plan_affected select distinct PartnerId from snapshot where MissingSince is not null and PartnerId is not null");
        _tables.Execute("insert or ignore into temp.plan_affected select Id from partners where Status = 'Suspected'");
        if (_in.RematchAll)
        {
            _tables.Execute("insert or ignore into temp.plan_affected select Id from partners");
        }

        var rows = new List<MergeRow>();
        var lives = new List<Presence>();
        var current = 0L;
        using (var reader = _tables.Rows(Members))
        {
            while (reader.Read())
            {
                stopping.ThrowIfCancellationRequested();
                var id = reader.Long(0);
                if (id != current)
                {
                    _ = id > current ? 0 : throw new InvalidOperationException("The rows did not come in the order of partners.");
                    Plan(current, rows, lives);
                    (current, rows, lives) = (id, [], []);
                }

                var life = new Presence(reader.Number(6) is { } since ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null, (int)reader.Long(7));
                rows.Add(_rows.Of(reader.Text(1), reader.Text(2), reader.Text(3), FieldsJson.Read(reader.Bytes(4)), DateTimeOffset.FromUnixTimeMilliseconds(reader.Long(5)), life, isAdopted: !reader.IsNull(8)));
                lives.Add(life);
            }
        }

        Plan(current, rows, lives);
        Emptyhanded();
    }

    /// <summary>Partners that the plan leaves without any row: nothing of them is lost.</summary>
    void Emptyhanded()
    {
        var left = new List<long>();
        using (var reader = _tables.Read("select a.id from temp.plan_affected a join partners p on p.Id = a.id order by a.id"))
        {
            while (reader.Read())
            {
                if (!_seen.Contains(reader.GetInt64(0)))
                {
                    left.Add(reader.GetInt64(0));
                }
            }
        }

        left.ForEach(id => Plan(id, [], []));
    }

    void Plan(long id, List<MergeRow> rows, List<Presence> lives)
    {
        if (id == 0)
        {
            return;
        }

        _seen.Add(id);
        var before = id >= _links.FirstNew ? null : Standing(id);
        var values = Merger.Values(rows, _in.Decisions.Pins(id), _in.Policy);
        if (rows.Count == 0 && before is not null)
        {
            values = before.Fields.ToDictionary(field => field.Key, field => (string?)field.Value, StringComparer.Ordinal);
        }

        var kind = Merger.Kind(rows, _in.Policy) ?? before?.Kind ?? _subjects.Read(id, PartnerKind.Unknown, name => values.GetValueOrDefault(name)).Kind ?? "other";
        var successor = _in.Decisions.MergedInto(id) ?? Successor(values);
        _foundingDays.Settle(id, values);
        var life = _in.Decisions.MergedInto(id) is { } into
            ? new LifeState(PartnerStatus.Inactive, null, $"merged into partner {into}")
            : LifeCycle.Of(lives, _in.At.Instant, _in.Options.LifeCycle);
        if (life.Status == PartnerStatus.Purged)
        {
            values = Purge.Keep(values, _in.Options.ExactKeys);
        }

        Missing += life.Status == PartnerStatus.Suspected && before?.Status != PartnerStatus.Suspected ? 1 : 0;
        var json = FieldsJson.Write(values);
        if (before is not null && before.Json == json && before.Kind == kind && before.Status == life.Status
            && before.MissingSince == life.MissingSince?.ToUnixTimeMilliseconds() && before.Successor == successor)
        {
            return;
        }

        Updated += before is null ? 0 : 1;
        _tables.Partner.Write(
            id, before is null ? 1 : 0, kind, Value(CanonicalField.RegisterId), Value(CanonicalField.NameVi) ?? Value(CanonicalField.NameEn) ?? "",
            Value(CanonicalField.NameEn), Value(CanonicalField.Country), Value(CanonicalField.Province), json, life.Status.ToString(),
            life.MissingSince?.ToUnixTimeMilliseconds(), successor, life.Reason);
        Changes(id, before, kind, values, rows, life, successor);

        string? Value(string field) => values.GetValueOrDefault(field);
    }

    void Changes(long id, StandingPartner? before, string kind, Dictionary<string, string?> values, List<MergeRow> rows, LifeState life, long? successor)
    {
        var subject = $"partner:{id}";
        if (before is null)
        {
            if (!_links.IsFirstLoad)
            {
                _tables.Change.Write(subject, "lifeCycle", null, life.Status.ToString(), null, "new");
            }

            return;
        }

        var record = Merger.Merge(rows, _in.Decisions.Pins(id), _in.Policy);
        foreach (var field in before.Fields.Keys.Union(values.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.Fields.GetValueOrDefault(field), values.GetValueOrDefault(field));
            if (!string.Equals(old, now, StringComparison.Ordinal))
            {
                var choice = record.GetValueOrDefault(field);
                Emptied += now is null && life.Status != PartnerStatus.Purged && choice?.Pin is null ? 1 : 0;
                _tables.Change.Write(subject, field, old, now, choice?.Winner?.Source, choice?.Rule ?? life.Reason);
            }
        }

        if (before.Kind != kind)
        {
            _tables.Change.Write(subject, CanonicalField.Kind, before.Kind, kind, null, null);
        }

        if (before.Status != life.Status)
        {
            _tables.Change.Write(subject, "lifeCycle", before.Status.ToString(), life.Status.ToString(), null, life.Reason);
        }

        if (before.Successor != successor)
        {
            _tables.Change.Write(subject, "successor", before.Successor is { } old ? $"partner:{old}" : null, successor is { } now ? $"partner:{now}" : null, null, "succession");
        }
    }

    long? Successor(Dictionary<string, string?> values) =>
        values.GetValueOrDefault(CanonicalField.RegisterId) is { } registerId && _succession.SuccessorOf(registerId) is { } successor
            ? _links.Matcher.ByExactKey([SubjectReader.ExactKey(CanonicalField.RegisterId, successor)]).Partner
            : null;

    StandingPartner? Standing(long id)
    {
        _standing.Parameters[0].Value = id;
        using var row = _standing.ExecuteReader();
        if (!row.Read())
        {
            return null;
        }

        var json = row.GetString(1);
        return new(row.GetString(0), json, FieldsJson.Read(json), Enum.Parse<PartnerStatus>(row.GetString(2)), row.IsDBNull(3) ? null : row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt64(4));
    }

    sealed record StandingPartner(string Kind, string Json, Dictionary<string, string> Fields, PartnerStatus Status, long? MissingSince, long? Successor);
}
