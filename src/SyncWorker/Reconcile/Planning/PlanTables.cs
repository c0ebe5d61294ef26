using SyncWorker.Store.Bulk;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// The plan as it is made: stages of a bulk session, so that it can be as large as the sources and still writes nothing to the store.
/// These tables are applied, and the shown plan is read from them.
/// </summary>
sealed class PlanTables(IBulkSession session)
{
    /// <summary>What becomes of rows: one for each that is looked at and not left as it is.</summary>
    public IBulkWriter Link { get; } =
        session.CreateStage(
            "plan_link",
            new("row_id", BulkKind.Number, IsKey: true),
            new("partner_id", BulkKind.Number),
            new("own_id", BulkKind.Number),
            new("score", BulkKind.Real),
            new("reason", BulkKind.Text),
            new("decision", BulkKind.Text),
            new("hash", BulkKind.Number),
            new("missing", BulkKind.Number),
            new("shown", BulkKind.Number),
            new("fresh", BulkKind.Number)
        );

    /// <summary>Partners whose record has to be worked out anew.</summary>
    public IBulkWriter Affected { get; } = session.CreateStage("plan_affected", new BulkColumn("id", BulkKind.Number, IsKey: true));

    /// <summary>Golden records that are new or differ.</summary>
    public IBulkWriter Partner { get; } =
        session.CreateStage(
            "plan_partner",
            new("id", BulkKind.Number, IsKey: true),
            new("is_new", BulkKind.Number),
            new("kind", BulkKind.Text),
            new("register_id", BulkKind.Text),
            new("name_vi", BulkKind.Text),
            new("name_en", BulkKind.Text),
            new("country", BulkKind.Text),
            new("province", BulkKind.Text),
            new("fields", BulkKind.Text),
            new("status", BulkKind.Text),
            new("missing_since", BulkKind.Number),
            new("successor_id", BulkKind.Number),
            new("reason", BulkKind.Text)
        );

    /// <summary>The rows that will be added to the history.</summary>
    public IBulkWriter Change { get; } =
        session.CreateStage(
            "plan_change",
            new("subject", BulkKind.Text),
            new("field", BulkKind.Text),
            new("old", BulkKind.Text),
            new("new", BulkKind.Text),
            new("source", BulkKind.Text),
            new("reason", BulkKind.Text)
        );

    /// <summary>Countries that are new or differ.</summary>
    public IBulkWriter Country { get; } =
        session.CreateStage(
            "plan_country",
            new("iso2", BulkKind.Text),
            new("name_vi", BulkKind.Text),
            new("name_en", BulkKind.Text),
            new("national_day", BulkKind.Text),
            new("national_day_year", BulkKind.Number),
            new("relations", BulkKind.Text),
            new("department", BulkKind.Text),
            new("fields", BulkKind.Text)
        );

    /// <summary>The rows that Poll wrote since the last plan was applied, as s, with their links as l.</summary>
    public string Dirty { get; } = $"dirty_ranges t {session.Sql.SnapshotOfRanges} left join links l on l.Id = s.Id";

    /// <summary>How the engine spells what is not the same on all.</summary>
    public BulkSql Sql => session.Sql;

    public BulkRows Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => session.Read(sql, values);

    /// <inheritdoc cref="IBulkSession.ReadFew"/>
    public BulkRows ReadFew(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => session.ReadFew(sql, values);

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => session.Execute(sql, values);

    /// <summary>The one number that the SQL asks for; 0 where it finds none.</summary>
    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var rows = session.ReadFew(sql, values);
        return rows.Read() ? rows.Long(0) : 0;
    }

    /// <summary>The one text that the SQL asks for, or null.</summary>
    public string? Text(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var rows = session.ReadFew(sql, values);
        return rows.Read() ? rows.TextOrNull(0) : null;
    }

    /// <summary>What the store remembers under a name; null for nothing.</summary>
    public string? Fact(string name) => Text("select Value from facts where Name = @name", ("@name", name));

    /// <summary>The names of all sources: from one to the next by the index, not through all rows.</summary>
    public List<string> Sources()
    {
        var sources = new List<string>();
        using var rows = session.ReadFew(
            """
            with recursive known (name) as (
              select min(Source) from snapshot union all select (select min(s.Source) from snapshot s where s.Source > name) from known where name is not null)
            select name from known where name is not null
            """
        );
        while (rows.Read())
        {
            sources.Add(rows.Text(0));
        }

        return sources;
    }

    public void WriteChange(string subject, string field, string? old, string? now, string? source, string? reason)
    {
        Change.Bind(0, subject);
        Change.Bind(1, field);
        Change.Bind(2, old);
        Change.Bind(3, now);
        Change.Bind(4, source);
        Change.Bind(5, reason);
        Change.Write();
    }

    public void Clear()
    {
        foreach (var table in (IBulkWriter[])[Link, Affected, Partner, Change, Country])
        {
            table.Clear();
        }
    }
}
