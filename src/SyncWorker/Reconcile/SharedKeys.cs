using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Reconcile;

/// <param name="Key">The field of <see cref="ReconcileOptions.ExactKeys"/>.</param>
/// <param name="Source">Where it is not unique.</param>
/// <param name="Rows">How many rows have a value that a row of another name has too.</param>
/// <param name="Values">How many such values there are.</param>
sealed record SharedKey(string Key, string Source, long Rows, long Values);

/// <summary>
/// Finds the exact keys that one source's present rows share: rows with the same number become one organisation, so that a field of many
/// rows would merge them all. Twins are set aside: rows of the same name, and rows that a person has linked. One statement of SQL without
/// the model, for the worker asks it too and keeps no Entity Framework in its memory.
/// </summary>
static class SharedKeys
{
    // Letters and digits count, as in Matching.SubjectReader.ExactKey
    static string Sql(StoreEngine engine) =>
        $$"""
            with keyed as (
              select s.Source as source,
                     upper(replace(replace(replace(replace({{engine.JsonField(
                "s.Fields",
                "@key"
            )}}, ' ', ''), '-', ''), '.', ''), '/', '')) as value,
                     lower(coalesce({{engine.JsonField("s.Fields", "'nameVi'")}}, s.ExternalId)) as name,
                     l.Decision as decision
              from snapshot s left join links l on l.Id = s.Id
              where s.MissingSince is null),
            shared as (
              select source, count(*) as rows from keyed where value <> ''
              group by source, value having count(distinct name) > 1 and count(case when decision = 'Person' then 1 end) = 0)
            select source, sum(rows), count(*) from shared group by source order by source
            """;

    /// <summary>Those of the store; none where there is no store yet.</summary>
    public static IReadOnlyList<SharedKey> Find(WorkerFolders folders, IEnumerable<string> keys)
    {
        var engine = StoreEngine.Of(folders);
        if (!engine.Exists())
        {
            return [];
        }

        using var db = engine.Connect();
        var sql = Sql(engine);
        return
        [
            .. keys.SelectMany(key =>
                db.Read(
                    sql,
                    row => new SharedKey(
                        key,
                        row.GetString(0),
                        Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture),
                        row.GetInt64(2)
                    ),
                    ("@key", key)
                )
            ),
        ];
    }

    /// <summary>What check says of them, with the place in reconcile.json.</summary>
    public static void Check(IReadOnlyList<string> keys, IEnumerable<SharedKey> shared, ConfigFaults faults)
    {
        foreach (var (key, source, rows, values) in shared)
        {
            faults.Add(
                $"exactKeys[{keys.ToList().IndexOf(key)}]",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"In the source {source} {rows} rows of different names share {(values == 1 ? "one value" : $"{values} values")} of \"{key}\": they would become {(values == 1 ? "one organisation" : $"{values} organisations")}."
                ),
                "Name a field that holds the organisation's own number; rows that are one organisation, link with `review`."
            );
        }
    }
}
