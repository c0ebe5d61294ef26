using Microsoft.Data.Sqlite;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// The plan as it is made: temporary tables of this connection, so that it can be as large as the sources and still writes
/// nothing to the store. What is applied is what stands here, and what is shown is read from here.
/// </summary>
sealed class PlanTables : IDisposable
{
    const string Create = """
        drop table if exists temp.plan_link; drop table if exists temp.plan_partner; drop table if exists temp.plan_change;
        drop table if exists temp.plan_affected; drop table if exists temp.plan_country;
        create temp table plan_link (row_id integer primary key, partner_id integer, own_id integer, score real, reason text, decision text, hash integer, missing integer, shown integer);
        create temp table plan_affected (id integer primary key);
        create temp table plan_partner (id integer primary key, is_new integer, kind text, register_id text, name_vi text, name_en text, country text, province text, fields text, status text, missing_since integer, successor_id integer, reason text);
        create temp table plan_change (subject text, field text, old text, new text, source text, reason text);
        create temp table plan_country (iso2 text primary key, name_vi text, name_en text, national_day text, national_day_year integer, relations text, department text, fields text);
        """;

    readonly SqliteConnection _connection;

    public PlanTables(SqliteConnection connection)
    {
        _connection = connection;
        Execute(Create);
        Link = new(connection, "plan_link", 9);
        Affected = new(connection, "plan_affected", 1);
        Partner = new(connection, "plan_partner", 13);
        Change = new(connection, "plan_change", 6);
        Country = new(connection, "plan_country", 8);
    }

    public PlanTable Link { get; }

    public PlanTable Affected { get; }

    public PlanTable Partner { get; }

    public PlanTable Change { get; }

    public PlanTable Country { get; }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public SqliteDataReader Read(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Command(sql, parameters);
        return command.ExecuteReader();
    }

    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public void Clear() => Execute("delete from temp.plan_link; delete from temp.plan_partner; delete from temp.plan_change; delete from temp.plan_affected; delete from temp.plan_country;");

    public void Dispose()
    {
        foreach (var table in (PlanTable[])[Link, Affected, Partner, Change, Country])
        {
            table.Dispose();
        }

        // The connection goes back to the pool with its temporary tables.
        Execute("drop table if exists temp.plan_link; drop table if exists temp.plan_partner; drop table if exists temp.plan_change; drop table if exists temp.plan_affected; drop table if exists temp.plan_country;");
    }

    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this folder; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}

/// <summary>One table of the plan, written by a prepared insert of one row: measured faster than many rows in one statement.</summary>
sealed class PlanTable : IDisposable
{
    readonly SqliteCommand _insert;

    public PlanTable(SqliteConnection connection, string table, int columns)
    {
        _insert = connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: names of our own tables
        _insert.CommandText = $"insert or ignore into temp.{table} values ({string.Join(", ", Enumerable.Range(0, columns).Select(i => $"@p{i}"))})";
#pragma warning restore CA2100
        for (var i = 0; i < columns; i++)
        {
            _insert.Parameters.Add(new($"@p{i}", null));
        }
    }

    public long Rows { get; private set; }

    public void Write(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        Rows += _insert.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();
}
