using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// Brings the snapshot to what a healthy reading said, by set-based SQL that touches changed rows only. Runs within the caller's
/// transaction. A row that is gone is marked missing and never deleted.
/// </summary>
sealed class SnapshotApply(IBulkSession session, string source, long run, DateTimeOffset now)
{
    /// <summary>Good runs without a row are counted up to here; after that an unchanged source writes nothing again.</summary>
    public const int MissingRunsCounted = 10;

    const string FoldRepeats = """
        create temp table folded as
        select key_hash, coalesce(max(case when kind is not null then seq end), max(seq)) as keep, group_concat(position, char(10)) as position
        from (select key_hash, seq, kind, position from temp.poll_stage
              where key_hash in (select key_hash from temp.poll_stage where again = 1) order by key_hash, seq)
        group by key_hash;
        update temp.poll_stage set position = (select f.position from temp.folded f where f.keep = poll_stage.seq) where seq in (select keep from temp.folded);
        delete from temp.poll_stage where key_hash in (select key_hash from temp.folded) and seq not in (select keep from temp.folded);
        drop table temp.folded;
        """;

    const string UpdateChanged = """
        update snapshot set Kind = s.kind, Hash = s.hash, Fields = s.fields, Position = s.position,
            ChangedRun = @run, ChangedAt = @now, MissingSince = null, MissingRuns = 0
        from temp.poll_stage s where snapshot.Id = s.target and s.kind is not null and snapshot.Hash <> s.hash
        """;

    const string UpdateReturned = """
        update snapshot set MissingSince = null, MissingRuns = 0
        from temp.poll_stage s where snapshot.Id = s.target and snapshot.MissingSince is not null
        """;

    const string UpdatePositions = """
        update snapshot set Position = s.position
        from temp.poll_stage s where snapshot.Id = s.target and snapshot.Position <> s.position
        """;

    const string UpdateFingerprints = """
        update fingerprints set RawHash = s.raw_hash, RecordHash = coalesce(s.record_hash, RecordHash), Marks = case when instr(s.position, char(10)) > 0 then 2 else 0 end
        from temp.poll_stage s where fingerprints.Id = s.target
        """;

    // Ids in the order of external ids: the unique index then grows at its end, which is what makes a first load fast.
    const string InsertNew = """
        create temp table fresh (n integer primary key, seq integer);
        insert into temp.fresh (seq) select seq from temp.poll_stage where target is null order by external_id;
        insert into snapshot (Id, Source, ExternalId, Kind, Hash, Fields, Position, ChangedRun, ChangedAt, MissingRuns, LinkDecision)
        select @base + f.n, @source, s.external_id, s.kind, s.hash, s.fields, s.position, @run, @now, 0, 'None'
        from temp.fresh f cross join temp.poll_stage s on s.seq = f.seq order by f.n;
        insert into fingerprints (Id, Source, KeyHash, RawHash, RecordHash, Marks)
        select @base + f.n, @source, s.key_hash, s.raw_hash, coalesce(s.record_hash, 0), case when instr(s.position, char(10)) > 0 then 2 else 0 end
        from temp.fresh f cross join temp.poll_stage s on s.seq = f.seq order by f.n;
        drop table temp.fresh;
        """;

    const string MarkMissing = """
        update snapshot set MissingSince = @now, MissingRuns = 1 where Id in (select id from temp.poll_missing where known = 0);
        update fingerprints set Marks = Marks | 1 where Id in (select id from temp.poll_missing where known = 0);
        """;

    const string CountMissing = """
        update snapshot set MissingRuns = MissingRuns + 1 where Id in (select id from temp.poll_missing where known = 1) and MissingRuns < @most
        """;

    public async Task RowsAsync(SourceIntake intake)
    {
        var counts = intake.Counts;
        if (intake.HasAgain)
        {
            await SqlAsync(FoldRepeats);
        }

        counts.Returned = await SqlAsync(UpdateReturned);
        counts.Changed = await SqlAsync(UpdateChanged);
        await SqlAsync(UpdatePositions);
        await SqlAsync(UpdateFingerprints);
        if (counts.New > 0)
        {
            await SqlAsync(InsertNew, ("@base", await NewestIdAsync()));
        }
    }

    /// <summary>Marks the rows that were not seen. Not for a reading that asked only for what changed.</summary>
    public async Task MissingAsync(SnapshotIndex index, IBulkWriter missing, IntakeCounts counts)
    {
        counts.Missing = 0;
        foreach (ref readonly var entry in index.Entries)
        {
            if (entry.Where == 0 && entry.Id > 0)
            {
                var known = (entry.Marks & SnapshotIndex.Missing) != 0;
                counts.Missing += known ? 0 : 1;
                missing.Bind(0, entry.Id);
                missing.Bind(1, known ? 1 : 0);
                missing.Write();
            }
        }

        missing.Complete();
        if (missing.Rows > 0)
        {
            await SqlAsync(MarkMissing);
            await SqlAsync(CountMissing, ("@most", MissingRunsCounted));
        }
    }

    /// <summary>Makes the quarantine of the source what this reading set aside; what stands there already is left.</summary>
    /// <param name="rows">What was set aside.</param>
    /// <param name="whole">Whether the reading was of the whole source: only then has a row that was not set aside come right.</param>
    public async Task QuarantineAsync(IReadOnlyList<SetAsideRow> rows, bool whole)
    {
        var known = await session.Db.Quarantine.Where(row => row.Source == source).Select(row => new { row.Id, row.Position, row.Hash }).ToListAsync();
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

        session.Db.Quarantine.AddRange(current.Values.Select(row => new QuarantineRow
        {
            Source = source,
            Position = row.Position,
            Raw = row.Raw,
            Reasons = row.Reasons,
            Hash = row.Hash,
            FirstRun = run,
            FirstSeenAt = now,
        }));
        await session.Db.SaveChangesAsync();
    }

    async Task<long> NewestIdAsync() => await session.Db.Snapshot.MaxAsync(row => (long?)row.Id) ?? 0;

    async Task<int> SqlAsync(string sql, params (string Name, object Value)[] values)
    {
        var parameters = values.Append(("@run", run)).Append(("@now", now.ToUnixTimeMilliseconds())).Append(("@source", source))
            .Where(value => sql.Contains(value.Item1, StringComparison.Ordinal))
            .Select(value => new SqliteParameter(value.Item1, value.Item2));
        return await session.Db.Database.ExecuteSqlRawAsync(sql, parameters);
    }
}
