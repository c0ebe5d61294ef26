using SyncWorker.Reconcile.Matching;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Plans to whom each row belongs:
/// 1. sources in the order of their ranks, rows by their id, so that the order they came in does not matter;
/// 2. a person's decision, then an exact key, then, for a row of a source that adds partners, the partner it already made;
/// 3. what is left by name, when all partners of the sources that add are known; a row of such a source that matches no partner
///    becomes a partner.
/// </summary>
sealed class LinkPlan
{
    readonly PlanTables _tables;
    readonly PlanInputs _in;
    readonly PartnerIndex _index;
    readonly bool _firstLoad;
    readonly bool _manyDirty;
    List<PlannedLink> _planned = [];
    long _nextId;
    bool _keyIsContradicted;

    public LinkPlan(PlanTables tables, PlanInputs inputs)
    {
        _tables = tables;
        _in = inputs;
        _index = new(tables, inputs);
        _firstLoad = _index.Count == 0;
        _manyDirty =
            tables.Number("select coalesce(sum(Last - First + 1), 0) * 4 > (select coalesce(max(Id), 0) from snapshot) from dirty_ranges")
            == 1;
        _nextId = _index.LastId + 1;
    }

    public long Looked { get; private set; }

    public long Added { get; private set; }

    public long Linked { get; private set; }

    public SubjectIndex Subjects => _index.Subjects;

    public bool IsFirstLoad => _firstLoad;

    public void Run(CancellationToken stopping)
    {
        List<string> sources = [.. _tables.Sources().OrderBy(_in.Policy.Rank).ThenBy(source => source, StringComparer.Ordinal)];
        var adding = sources.Where(_in.Policy.Adds).ToList();
        var pending = new List<SnapshotLine>();
        foreach (var source in adding)
        {
            var isFirst = _firstLoad && source == adding[0];
            Each(
                source,
                all: _in.RematchAll,
                line =>
                {
                    if (!KeepsLink(line) && !ByKey(line) && !CreatedBy(line))
                    {
                        if (isFirst && !_keyIsContradicted)
                        {
                            Add(line, "new");
                        }
                        else
                        {
                            pending.Add(line);
                        }
                    }
                },
                stopping
            );
        }

        pending.ForEach(line => ByName(line, adds: true));
        WritePlanned(Planned());

        // A partner that came, or that goes by another name since the last plan, may be a better match for a row that has long been looked
        // at; so may any when countries have other names. What else changes of partners decides nothing.
        var rematch = _in.RematchAll || _in.Rematch || Added > 0 || CountriesChange();
        foreach (var source in sources.Except(adding))
        {
            Each(
                source,
                rematch,
                line =>
                {
                    if (!KeepsLink(line) && !ByKey(line))
                    {
                        ByName(line, adds: false);
                    }
                },
                stopping
            );
        }

        Affect();
    }

    /// <summary>
    /// Whose rows the plan touches: those a row goes to, came from, or would belong to but for a merger. Where there was no partner, that is
    /// all of them, and <see cref="PartnerPlan"/> needs no list.
    /// </summary>
    void Affect()
    {
        if (!_firstLoad)
        {
            _tables.Execute(
                """
                insert into plan_affected select partner_id from plan_link where partner_id is not null on conflict do nothing;
                insert into plan_affected select own_id from plan_link where own_id is not null on conflict do nothing;
                insert into plan_affected select o.PartnerId from plan_link l join links o on o.Id = l.row_id where l.shown = 1 and o.PartnerId is not null on conflict do nothing;
                """
            );
        }
    }

    bool CountriesChange() =>
        _tables.Number($"select exists (select 1 from {_tables.Dirty} where s.Kind = 'country' and {SnapshotLine.IsOpen})") == 1;

    void Each(string source, bool all, Action<SnapshotLine> plan, CancellationToken stopping)
    {
        // Few rows are looked up one by one and sorted; many are read in the order they are wanted in.
        var from = all || _manyDirty ? SnapshotLine.All : _tables.Dirty;
        using var rows = _tables.Read(
            $"select {SnapshotLine.Columns} from {from} where s.Source = @source and {EventRows.Others} order by s.ExternalId",
            ("@source", source)
        );
        Pipeline.Run(
            () => SnapshotLine.Batch(rows, source, stopping),
            lines =>
            {
                foreach (var line in lines)
                {
                    if ((all || line.Open) && !IsLeftOut(line))
                    {
                        Looked += line.Open ? 1 : 0;
                        plan(line);
                    }
                }

                return Planned();
            },
            WritePlanned
        );
    }

    /// <summary>The guard blocked disappearances: rows gone from their source are not changed.</summary>
    bool IsLeftOut(SnapshotLine line) =>
        line is { IsMissing: true, ReconciledMissing: false, ReconciledHash: not null } && _in.SkipDisappearances.Contains(line.Source);

    List<PlannedLink> Planned()
    {
        var planned = _planned;
        _planned = new(planned.Count);
        return planned;
    }

    void WritePlanned(List<PlannedLink> planned) => planned.ForEach(link => link.Write(_tables));

    /// <summary>A row that is gone keeps its link; a row that a person decided keeps to that.</summary>
    bool KeepsLink(SnapshotLine line)
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
        _keyIsContradicted = false;
        if (
            _index.ByExactKey(line.Fields) is not { Partner: { } partner, Key: { } key }
            || _in.Decisions.Refuses(line.Source, line.ExternalId, partner)
        )
        {
            return false;
        }

        if ((line.Link.OwnId ?? line.Link.PartnerId) != partner && _index.Contradicts(line, partner))
        {
            _keyIsContradicted = true;
            return false;
        }

        Write(line, Link(partner, 1, $"same {key.Replace('=', ' ')}", LinkDecision.Auto));
        return true;
    }

    /// <summary>The partner that this row itself made at an earlier time.</summary>
    bool CreatedBy(SnapshotLine line)
    {
        if (
            (line.Link.OwnId ?? line.Link.PartnerId) is not { } partner
            || !_index.Knows(partner)
            || line.Link.Decision != LinkDecision.Auto
            || _in.Decisions.Refuses(line.Source, line.ExternalId, partner)
        )
        {
            return false;
        }

        Write(line, Link(partner, line.Link.Score ?? 1, line.Link.Reason ?? "its own partner", LinkDecision.Auto));
        return true;
    }

    void ByName(SnapshotLine line, bool adds)
    {
        if (_in.Decisions.IsStandalone(line.Source, line.ExternalId) is { } own)
        {
            if (!CreatedBy(line))
            {
                Add(line, $"{own.Who} {Decisions.MadeStandalone}");
            }

            return;
        }

        var result = Match(line);
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
    public MatchResult Match(SnapshotLine line)
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
        var standing = _in.Decisions.Survivor(partner);
        return new(standing, standing == partner ? null : partner, Math.Round(score, 4), reason, decision);
    }

    void Write(SnapshotLine line, SnapshotLink link)
    {
        if (line.Link == link && !line.Open)
        {
            return;
        }

        Linked += link.PartnerId is not null && line.Link.PartnerId is null ? 1 : 0;
        _planned.Add(new(line, link, IsShown: line.Link != link));
    }
}
