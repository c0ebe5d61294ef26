using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Merging;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Plans to whom each row belongs:
/// 1. sources in the order of their ranks, rows by their id, so that the order they came in does not matter;
/// 2. a person's decision, then an exact key, then, for a row of a source that adds partners, the partner it already made;
/// 3. what is left by name, when all partners of the sources that add are known; a row of such a source that matches nobody
///    becomes a partner.
/// </summary>
sealed class LinkPlan
{
    readonly PlanTables _tables;
    readonly PlanInputs _in;
    readonly PartnerIndex _index;
    readonly bool _firstLoad;
    long _nextId;

    public LinkPlan(PlanTables tables, PlanInputs inputs)
    {
        _tables = tables;
        _in = inputs;
        _index = new(tables, inputs);
        _firstLoad = _index.Count == 0;
        FirstNew = _nextId = _index.LastId + 1;
    }

    public long Looked { get; private set; }

    public long Added { get; private set; }

    public long Linked { get; private set; }

    public long Unlinked { get; private set; }

    public Matcher Matcher => _index.Matcher;

    public bool IsFirstLoad => _firstLoad;

    /// <summary>Partners from this number on are made by the plan.</summary>
    public long FirstNew { get; }

    public void Run(CancellationToken stopping)
    {
        var sources = Sources();
        var adding = sources.Where(_in.Policy.Adds).ToList();
        var pending = new List<SnapshotLine>();
        foreach (var source in adding)
        {
            var isFirst = _firstLoad && source == adding[0];
            Each(source, all: _in.RematchAll, line =>
            {
                if (!Keep(line) && !ByKey(line) && !Made(line))
                {
                    if (isFirst)
                    {
                        Add(line, "new");
                    }
                    else
                    {
                        pending.Add(line);
                    }
                }
            }, stopping);
        }

        foreach (var line in pending)
        {
            ByName(line, adds: true);
        }

        // A partner that came, went or changed may be a better match for a row that has long been looked at.
        var rematch = _in.RematchAll || Added > 0 || PartnersChange(adding);
        foreach (var source in sources.Except(adding))
        {
            Each(source, rematch, line =>
            {
                if (!Keep(line) && !ByKey(line))
                {
                    ByName(line, adds: false);
                }
            }, stopping);
        }

        Affect();
    }

    /// <summary>Whose rows the plan touches: those a row goes to, came from, or would belong to but for a merger.</summary>
    void Affect() => _tables.Execute(
        """
        insert or ignore into temp.plan_affected select partner_id from temp.plan_link where partner_id is not null;
        insert or ignore into temp.plan_affected select own_id from temp.plan_link where own_id is not null;
        insert or ignore into temp.plan_affected select s.PartnerId from temp.plan_link l cross join snapshot s on s.Id = l.row_id where l.shown = 1 and s.PartnerId is not null;
        """);

    List<string> Sources()
    {
        var sources = new List<string>();
        using var rows = _tables.Read($"select distinct Source from snapshot s where {EventRows.Others}");
        while (rows.Read())
        {
            sources.Add(rows.GetString(0));
        }

        return [.. sources.OrderBy(_in.Policy.Rank).ThenBy(source => source, StringComparer.Ordinal)];
    }

    bool PartnersChange(List<string> adding) => adding.Exists(source =>
        _tables.Number($"select exists (select 1 from snapshot s where s.Source = @source and {EventRows.Others} and {SnapshotLine.IsOpen})", ("@source", source)) > 0);

    void Each(string source, bool all, Action<SnapshotLine> plan, CancellationToken stopping)
    {
        var skip = _in.SkipDisappearances.Contains(source) ? " and not (s.MissingSince is not null and s.ReconciledMissing = 0 and s.ReconciledHash is not null)" : "";
        var which = all ? "" : $" and {SnapshotLine.IsOpen}";
        using var rows = _tables.Rows($"select {SnapshotLine.Columns} from snapshot s where s.Source = ?1 and {EventRows.Others}{which}{skip} order by s.ExternalId", source);
        while (rows.Read())
        {
            stopping.ThrowIfCancellationRequested();
            var line = SnapshotLine.Of(rows);
            Looked += line.Open ? 1 : 0;
            plan(line);
        }
    }

    /// <summary>A row that is gone keeps its link; a row that a person decided keeps to that.</summary>
    bool Keep(SnapshotLine line)
    {
        if (line.IsMissing)
        {
            Write(line, line.Link);
            return true;
        }

        if (_in.Decisions.SameAs(line.Source, line.ExternalId) is { PartnerId: { } partner } said && _index.Knows(partner))
        {
            Write(line, Link(partner, 1, $"{said.Who} said so", LinkDecision.Person));
            return true;
        }

        return false;
    }

    bool ByKey(SnapshotLine line)
    {
        var keys = _index.Keys(line.Fields);
        if (keys.Count == 0 || _index.Matcher.ByExactKey(keys) is not { Partner: { } partner, Key: { } key } || _in.Decisions.Refuses(line.Source, line.ExternalId, partner))
        {
            return false;
        }

        Write(line, Link(partner, 1, $"same {key.Replace("=", " ", StringComparison.Ordinal)}", LinkDecision.Auto));
        return true;
    }

    /// <summary>The partner that this row itself made at an earlier time.</summary>
    bool Made(SnapshotLine line)
    {
        if ((line.Link.OwnId ?? line.Link.PartnerId) is not { } partner || !_index.Knows(partner) || line.Link.Decision != LinkDecision.Auto
            || _in.Decisions.Refuses(line.Source, line.ExternalId, partner))
        {
            return false;
        }

        Write(line, Link(partner, line.Link.Score ?? 1, line.Link.Reason ?? "its own partner", LinkDecision.Auto));
        return true;
    }

    void ByName(SnapshotLine line, bool adds)
    {
        if (_in.Decisions.IsOwn(line.Source, line.ExternalId) is { } own)
        {
            if (!Made(line))
            {
                Add(line, $"{own.Who} made it a partner of its own");
            }

            return;
        }

        var result = Judge(line);
        switch (result.Verdict)
        {
            case MatchVerdict.Link:
                Write(line, Link(result.PartnerId!.Value, result.Score, result.Reason, LinkDecision.Auto));
                break;
            case MatchVerdict.Review:
                Write(line, new(null, null, Math.Round(result.Score, 4), result.Reason, LinkDecision.Review));
                break;
            case MatchVerdict.NoMatch when adds:
                Add(line, "new");
                break;
            default:
                Write(line, new(null, null, null, result.Reason, LinkDecision.NoMatch));
                break;
        }
    }

    /// <summary>What the matcher says to a row, whatever was decided before.</summary>
    public MatchResult Judge(SnapshotLine line)
    {
        var row = _index.Read(line);
        return _index.Matcher.Match(row, partner => _in.Decisions.Refuses(line.Source, line.ExternalId, partner));
    }

    void Add(SnapshotLine line, string reason)
    {
        var id = _nextId++;
        Added++;
        _index.Add(id, line);
        Write(line, Link(id, 1, reason, LinkDecision.Auto));
    }

    SnapshotLink Link(long partner, double score, string reason, LinkDecision decision)
    {
        var standing = _in.Decisions.Standing(partner);
        return new(standing, standing == partner ? null : partner, Math.Round(score, 4), reason, decision);
    }

    void Write(SnapshotLine line, SnapshotLink link)
    {
        if (line.Link == link && !line.Open)
        {
            return;
        }

        Linked += link.PartnerId is not null && line.Link.PartnerId is null ? 1 : 0;
        Unlinked += link.PartnerId is null && line.Link.PartnerId is not null ? 1 : 0;
        _tables.Link.Write(line.Id, link.PartnerId, link.OwnId, link.Score, link.Reason, link.Decision.ToString(), line.Hash, line.IsMissing ? 1 : 0, line.Link == link ? 0 : 1);
    }
}
