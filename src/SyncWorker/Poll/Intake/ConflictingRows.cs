using SyncWorker.Poll.Mapping;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// Two rows under one id: nobody can say which is meant, so both go to quarantine, and the row of the snapshot stays as it was. The
/// second was set aside when it came; here the first follows it, from the stage or, had it not changed, from the snapshot.
/// </summary>
static class ConflictingRows
{
    static readonly BulkColumn[] s_columns = [new("key", BulkKind.Number), new("id", BulkKind.Number), new("nth", BulkKind.Number)];

    const string Read = """
        select c.nth, coalesce((select s.fields from poll_stage s where s.seq = f.seq), (select r.Fields from snapshot r where r.Id = c.id), '')
        from poll_conflicts c left join (select key_hash, min(seq) as seq from poll_stage where kind is not null and key_hash in (select key from poll_conflicts) group by key_hash) f
            on f.key_hash = c.key order by c.nth
        """;

    /// <summary>Why such a row is not taken.</summary>
    public static string Reason(string column, string id) => RowReasons.Found.Say(column, id, RowReasons.IdOfItsOwn.Say()).En;

    /// <summary>Sets the first row of an id aside, once another has come.</summary>
    public static void Mark(ref SnapshotIndex.Entry entry, IntakeCounts counts)
    {
        counts.Bad++;
        counts.Conflicting++;
        counts.New -= entry.Id == 0 ? 1 : 0;
        counts.Unchanged -= entry.Id > 0 && (entry.Marks & SnapshotIndex.Staged) == 0 ? 1 : 0;
        entry.Marks |= SnapshotIndex.Conflicting;
        entry.Where = Positions.Unreadable;
    }

    /// <summary>Takes the rows of the intake's conflicts off the stage, which is complete, and into quarantine.</summary>
    public static void SetAside(SourceIntake intake, SnapshotIndex index, IBulkSession session)
    {
        if (intake.Conflicts.Count == 0)
        {
            return;
        }

        var conflicts = session.CreateStage("poll_conflicts", s_columns);
        for (var i = 0; i < intake.Conflicts.Count; i++)
        {
            ref var entry = ref index[intake.Conflicts[i].Entry];
            conflicts.Bind(0, entry.Key);
            conflicts.Bind(1, entry.Id);
            conflicts.Bind(2, i);
            conflicts.Write();
        }

        conflicts.Complete();
        using (var rows = session.Read(Read))
        {
            while (rows.Read() && intake.Quarantine.Rows.Count < QuarantineList.Most)
            {
                var (_, where, id, column) = intake.Conflicts[(int)rows.Long(0)];
                intake.Quarantine.Add(intake.Positions.Text(where), rows.Text(1), [Reason(column, id)]);
            }
        }

        session.Execute("delete from poll_stage where key_hash in (select key from poll_conflicts)");
    }
}
