using Microsoft.Data.Sqlite;

namespace SyncWorker.Reconcile.Planning;

/// <summary>Reads a plan's tables as the items that people see.</summary>
static class PlanItems
{
    /// <summary>More than anyone reads, and little enough to keep.</summary>
    const int Kept = 5000;

    public static IEnumerable<PlanItem> Read(PlanTables tables) =>
        Added(tables).Concat(Changed(tables)).Concat(Linked(tables)).Concat(Countries(tables));

    public static IReadOnlyList<string> Keys(PlanTables tables) => [.. Read(tables).Take(Kept).Select(item => item.Key)];

    static IEnumerable<PlanItem> Added(PlanTables tables) => Each(
        tables,
        "select id, name_vi, kind, register_id from temp.plan_partner where is_new = 1 order by id",
        row => new("add", $"partner:{row.GetInt64(0)}", row.GetString(1)) { New = Text(row, 3), Reason = $"new {row.GetString(2)}" });

    static IEnumerable<PlanItem> Changed(PlanTables tables) => Each(
        tables,
        """
        select c.subject, p.name_vi, c.field, c.old, c.new, c.source, c.reason from temp.plan_change c
        left join temp.plan_partner p on c.subject = 'partner:' || p.id where c.subject like 'partner:%' order by c.rowid
        """,
        row => new(row.GetString(2) == "lifeCycle" ? "life" : "update", row.GetString(0), Text(row, 1))
        {
            Field = row.GetString(2),
            Old = Text(row, 3),
            New = Text(row, 4),
            Source = Text(row, 5),
            Reason = Text(row, 6),
        });

    static IEnumerable<PlanItem> Linked(PlanTables tables) => Each(
        tables,
        $"""
        select s.Source, s.ExternalId, s.Fields, l.decision, l.partner_id, s.PartnerId, l.reason, l.missing, s.ReconciledMissing, s.ReconciledHash is null, l.shown
        from temp.plan_link l join snapshot s on s.Id = l.row_id
        where {EventRows.Others} and (l.shown = 1 or l.missing <> s.ReconciledMissing) order by s.Source, s.ExternalId
        """,
        Link);

    static PlanItem Link(SqliteDataReader row)
    {
        var fields = FieldsJson.Read(row.GetString(2));
        var now = row.IsDBNull(4) ? null : $"partner:{row.GetInt64(4)}";
        var before = row.IsDBNull(5) ? null : $"partner:{row.GetInt64(5)}";
        var what = (row.GetInt64(7), row.GetInt64(8)) switch
        {
            (1, 0) when row.GetInt64(9) == 0 => "gone",
            (0, 1) => "back",
            _ => (row.GetString(3), now) switch
            {
                ("Review", _) => "review",
                ("NoMatch", _) => "unmatched",
                (_, null) => "unlink",
                _ => "link",
            },
        };
        return new(what, $"row:{row.GetString(0)}/{row.GetString(1)}", fields.GetValueOrDefault(CanonicalField.NameVi) ?? fields.GetValueOrDefault(CanonicalField.NameEn))
        {
            Old = before,
            New = now,
            Source = row.GetString(0),
            Reason = what == "gone" ? "the source no longer has it" : Text(row, 6),
        };
    }

    static IEnumerable<PlanItem> Countries(PlanTables tables) => Each(
        tables,
        """
        select p.iso2, p.name_vi, c.field, c.old, c.new, c.source, c.reason from temp.plan_country p
        left join temp.plan_change c on c.subject = 'country:' || p.iso2 order by p.iso2, c.rowid
        """,
        row => new("country", $"country:{row.GetString(0)}", row.GetString(1))
        {
            Field = Text(row, 2),
            Old = Text(row, 3),
            New = Text(row, 4),
            Source = Text(row, 5),
            Reason = Text(row, 6) ?? "new",
        });

    static IEnumerable<PlanItem> Each(PlanTables tables, string sql, Func<SqliteDataReader, PlanItem> item)
    {
        using var rows = tables.Read(sql);
        while (rows.Read())
        {
            yield return item(rows);
        }
    }

    static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
