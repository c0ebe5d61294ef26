using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>Reads a plan's tables as the items that people see.</summary>
static class PlanItems
{
    /// <summary>More than anyone reads, and little enough to keep.</summary>
    const int Kept = 5000;

    public static IEnumerable<PlanItem> Read(PlanTables tables) =>
        Added(tables).Concat(Changed(tables)).Concat(Linked(tables)).Concat(Countries(tables));

    public static IReadOnlyList<string> Keys(PlanTables tables) => [.. Read(tables).Take(Kept).Select(item => item.Key)];

    static IEnumerable<PlanItem> Added(PlanTables tables) =>
        Each(
            tables,
            "select id, name_vi, kind, register_id from plan_partner where is_new = 1 order by id",
            row => new(PlanItemKind.Add, $"partner:{row.Long(0)}", row.Text(1)) { New = row.TextOrNull(3), Reason = $"new {row.Text(2)}" }
        );

    static IEnumerable<PlanItem> Changed(PlanTables tables) =>
        Each(
            tables,
            """
            select c.subject, p.name_vi, c.field, c.old, c.new, c.source, c.reason from plan_change c
            left join plan_partner p on c.subject = 'partner:' || p.id where c.subject like 'partner:%' order by c.seq
            """,
            row =>
                new(row.Text(2) == "lifeCycle" ? PlanItemKind.Life : PlanItemKind.Update, row.Text(0), row.TextOrNull(1))
                {
                    Field = row.Text(2),
                    Old = row.TextOrNull(3),
                    New = row.TextOrNull(4),
                    Source = row.TextOrNull(5),
                    Reason = row.TextOrNull(6),
                }
        );

    static IEnumerable<PlanItem> Linked(PlanTables tables) =>
        Each(
            tables,
            $"""
            select s.Source, s.ExternalId, s.Fields, p.decision, p.partner_id, l.PartnerId, p.reason, p.missing, coalesce(l.Missing, 0), l.Id is null
            from plan_link p join snapshot s on s.Id = p.row_id left join links l on l.Id = p.row_id
            where {EventRows.Others} and (p.shown = 1 or p.missing <> coalesce(l.Missing, 0)) order by s.Source, s.ExternalId
            """,
            Link
        );

    static PlanItem Link(BulkRows row)
    {
        var fields = FieldsJson.Read(row.Bytes(2));
        var now = row.IsNull(4) ? null : $"partner:{row.Long(4)}";
        var before = row.IsNull(5) ? null : $"partner:{row.Long(5)}";
        var what = (row.Long(7), row.Long(8)) switch
        {
            (1, 0) when row.Long(9) == 0 => PlanItemKind.Gone,
            (0, 1) => PlanItemKind.Back,
            _ => (Enum.Parse<LinkDecision>(row.Text(3)), now) switch
            {
                (LinkDecision.Review, _) => PlanItemKind.Review,
                (LinkDecision.NoMatch, _) => PlanItemKind.Unmatched,
                (_, null) => PlanItemKind.Unlink,
                _ => PlanItemKind.Link,
            },
        };
        return new(
            what,
            $"row:{row.Text(0)}/{row.Text(1)}",
            fields.GetValueOrDefault(CanonicalField.NameVi) ?? fields.GetValueOrDefault(CanonicalField.NameEn)
        )
        {
            Old = before,
            New = now,
            Source = row.Text(0),
            Reason = what == PlanItemKind.Gone ? "the source no longer has it" : row.TextOrNull(6),
        };
    }

    static IEnumerable<PlanItem> Countries(PlanTables tables) =>
        Each(
            tables,
            """
            select p.iso2, p.name_vi, c.field, c.old, c.new, c.source, c.reason from plan_country p
            left join plan_change c on c.subject = 'country:' || p.iso2 order by p.iso2, c.seq
            """,
            row =>
                new(PlanItemKind.Country, $"country:{row.Text(0)}", row.Text(1))
                {
                    Field = row.TextOrNull(2),
                    Old = row.TextOrNull(3),
                    New = row.TextOrNull(4),
                    Source = row.TextOrNull(5),
                    Reason = row.TextOrNull(6) ?? "new",
                }
        );

    static IEnumerable<PlanItem> Each(PlanTables tables, string sql, Func<BulkRows, PlanItem> item)
    {
        using var rows = tables.Read(sql);
        while (rows.Read())
        {
            yield return item(rows);
        }
    }
}
