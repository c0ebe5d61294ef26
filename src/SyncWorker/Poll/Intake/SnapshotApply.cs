using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// Updates the snapshot to the rows of a healthy reading, by set-based SQL that touches changed rows only. Runs within the caller's
/// transaction. A row that is gone is marked missing and never deleted.
/// </summary>
sealed class SnapshotApply(IBulkSession session, string source, long run, DateTimeOffset now)
{
    /// <summary>Good runs without a row are counted up to here; after that an unchanged source writes nothing again.</summary>
    public const int MissingRunsCounted = 10;

    // A row that comes a thousand times names its first places only.
    const string FoldRepeats = """
        create temp table folded (key_hash bigint, keep bigint, position text);
        insert into folded
        select key_hash, coalesce(max(case when kind is not null then seq end), max(seq)) as keep,
            string_agg(case when n <= 10 then position end, @line order by seq) as position
        from (select key_hash, seq, kind, position, row_number() over (partition by key_hash order by seq) as n from poll_stage
              where key_hash in (select key_hash from poll_stage where again = 1) order by key_hash, seq) r
        group by key_hash;
        update poll_stage set position = (select f.position from folded f where f.keep = poll_stage.seq) where seq in (select keep from folded);
        delete from poll_stage where key_hash in (select key_hash from folded) and seq not in (select keep from folded);
        drop table folded;
        """;

    const string UpdateChanged = """
        update snapshot set Kind = s.kind, Hash = s.hash, Fields = s.fields, Position = s.position,
            ChangedRun = @run, ChangedAt = @now, MissingSince = null, MissingRuns = 0
        from poll_stage s where snapshot.Id = s.target and s.kind is not null and snapshot.Hash <> s.hash
        """;

    const string UpdateReturned = """
        update snapshot set MissingSince = null, MissingRuns = 0
        from poll_stage s where snapshot.Id = s.target and snapshot.MissingSince is not null
        """;

    const string UpdatePositions = """
        update snapshot set Position = s.position
        from poll_stage s where snapshot.Id = s.target and snapshot.Position <> s.position
        """;

    // Only a row that came again has several positions.
    const string Several = "case when s.position like '%' || @line || '%' then 2 else 0 end";

    const string UpdateFingerprints = $"""
        update fingerprints set RawHash = s.raw_hash, RecordHash = coalesce(s.record_hash, RecordHash), Marks = {Several} | coalesce(s.marks, 0)
        from poll_stage s where fingerprints.Id = s.target
        """;

    // Ids in the order of external ids: the unique index then grows at its end, which is what makes a first load fast. Whole rows are
    // sorted, which reads and writes in one direction; to look each row up in a sorted list of numbers took four times as long. Rows that
    // came in that order need no sorting: their ids follow the stage's own numbers, with gaps where a row is known.
    static string InsertNew(bool isInOrder, bool hasRepeats)
    {
        var (number, order) = isInOrder ? ("s.seq", "") : ("row_number() over (order by s.external_id)", " order by s.external_id");
        return $"""
            insert into snapshot (Id, Source, ExternalId, Kind, Hash, Fields, Position, ChangedRun, ChangedAt, MissingRuns)
            select @base + {number}, @source, s.external_id, s.kind, s.hash, s.fields, s.position, @run, @now, 0
            from poll_stage s where s.target is null{order};
            insert into fingerprints (Id, Source, KeyHash, RawHash, RecordHash, Marks)
            select @base + {number}, @source, s.key_hash, s.raw_hash, coalesce(s.record_hash, 0), {(
                hasRepeats ? Several : "0"
            )} | coalesce(s.marks, 0)
            from poll_stage s where s.target is null{order};
            """;
    }

    // What Reconcile has to look at; ranges do not overlap.
    const string TouchChanged = """
        insert into dirty_ranges (First, Last)
        select s.target, s.target from poll_stage s
        where s.target is not null and coalesce((select t.Last from dirty_ranges t where t.First <= s.target order by t.First desc limit 1), 0) < s.target
        """;

    const string TouchNew = "insert into dirty_ranges (First, Last) select @base + 1, max(Id) from snapshot";

    const string TouchMissing = """
        insert into dirty_ranges (First, Last)
        select m.id, m.id from poll_missing m
        where m.known = 0 and coalesce((select t.Last from dirty_ranges t where t.First <= m.id order by t.First desc limit 1), 0) < m.id
        """;

    const string MarkMissing = """
        update snapshot set MissingSince = @now, MissingRuns = 1 where Id in (select id from poll_missing where known = 0);
        update fingerprints set Marks = Marks | 1 where Id in (select id from poll_missing where known = 0);
        """;

    const string CountMissing = """
        update snapshot set MissingRuns = MissingRuns + 1 where Id in (select id from poll_missing where known = 1) and MissingRuns < @most
        """;

    public void Rows(SourceIntake intake)
    {
        var counts = intake.Counts;
        if (intake.Rows.HasRepeats)
        {
            Sql(FoldRepeats);
        }

        if (intake.Rows.HasKnown)
        {
            counts.Returned = Sql(UpdateReturned);
            counts.Changed = Sql(UpdateChanged);
            Sql(UpdatePositions);
            Sql(UpdateFingerprints);
            Sql(TouchChanged);
        }

        if (counts.New > 0)
        {
            var newest = NewestId();
            Sql(InsertNew(intake.Rows.IsNewInOrder, intake.Rows.HasRepeats), ("@base", newest));
            Sql(TouchNew, ("@base", newest));
        }
    }

    /// <summary>The source says that nothing changed: what was missing is missing one good run more.</summary>
    public void StillMissing(SnapshotIndex index, IBulkWriter missing)
    {
        foreach (ref readonly var entry in index.Entries)
        {
            if (entry.Id > 0 && (entry.Marks & SnapshotIndex.Missing) != 0)
            {
                missing.Bind(0, entry.Id);
                missing.Bind(1, 1L);
                missing.Write();
            }
        }

        missing.Complete();
        if (missing.Rows > 0)
        {
            Sql(CountMissing, ("@most", MissingRunsCounted));
        }
    }

    /// <summary>Marks the rows that were not seen. Not for a reading that asked only for what changed.</summary>
    public void Missing(SnapshotIndex index, IBulkWriter missing, IntakeCounts counts)
    {
        counts.Missing = 0;
        foreach (ref readonly var entry in index.Entries)
        {
            if (entry.Where == 0 && entry.Id > 0)
            {
                var known = (entry.Marks & SnapshotIndex.Missing) != 0;
                counts.Missing += known ? 0 : 1;
                missing.Bind(0, entry.Id);
                missing.Bind(1, known ? 1L : 0);
                missing.Write();
            }
        }

        missing.Complete();
        if (missing.Rows > 0)
        {
            Sql(MarkMissing);
            Sql(CountMissing, ("@most", MissingRunsCounted));
            Sql(TouchMissing);
        }
    }

    /// <summary>Sets the quarantine of the source to the rows that this reading set aside; rows already there are not changed.</summary>
    /// <param name="rows">What was set aside.</param>
    /// <param name="whole">Whether the reading was of the whole source: only then has a row that was not set aside come right.</param>
    public async Task QuarantineAsync(IReadOnlyList<QuarantinedRow> rows, bool whole)
    {
        var known = await session
            .Db.Quarantine.Where(row => row.Source == source)
            .Select(row => new
            {
                row.Id,
                row.Position,
                row.Hash,
            })
            .ToListAsync();
        var current = rows.DistinctBy(row => (row.Position, row.Hash)).ToDictionary(row => (row.Position, row.Hash));
        var gone = known.Where(row => !current.ContainsKey((row.Position, row.Hash))).Select(row => row.Id).ToList();
        foreach (var ids in whole ? gone.Chunk(500) : [])
        {
            await session.Db.Quarantine.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync();
        }

        foreach (var row in known)
        {
            current.Remove((row.Position, row.Hash));
        }

        session.Db.Quarantine.AddRange(
            current.Values.Select(row => new QuarantineRow
            {
                Source = source,
                Position = row.Position,
                Raw = row.Raw,
                Reasons = row.Reasons,
                Hash = row.Hash,
                FirstRun = run,
                FirstSeenAt = now,
            })
        );
        await session.Db.SaveChangesAsync();
    }

    long NewestId()
    {
        using var newest = session.ReadFew("select coalesce(max(Id), 0) from snapshot");
        return newest.Read() ? newest.Long(0) : 0;
    }

    int Sql(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        session.Execute(sql, [("@run", run), ("@now", now.ToUnixTimeMilliseconds()), ("@source", source), ("@line", "\n"), .. values]);
}
