using Microsoft.Data.Sqlite;
using SQLitePCL;

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

    /// <summary>Rows read the fast way; the one parameter is <c>?1</c>.</summary>
    public PlanRows Rows(string sql, string? parameter = null) => new(_connection, sql, parameter);

    public void Clear()
    {
        foreach (var table in (PlanTable[])[Link, Affected, Partner, Change, Country])
        {
            table.Clear();
        }

        Execute("delete from temp.plan_link; delete from temp.plan_partner; delete from temp.plan_change; delete from temp.plan_affected; delete from temp.plan_country;");
    }

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

/// <summary>One table of the plan, written by a prepared insert of one row bound by position: measured the fastest way.</summary>
sealed class PlanTable : IDisposable
{
    readonly sqlite3 _handle;
    readonly sqlite3_stmt _insert;

    public PlanTable(SqliteConnection connection, string table, int columns)
    {
        _handle = connection.Handle!;
        var sql = $"insert or ignore into temp.{table} values ({string.Join(", ", Enumerable.Repeat("?", columns))})";
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _insert));
    }

    public long Rows { get; private set; }

    public void Write(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(values[i] switch
            {
                null => raw.sqlite3_bind_null(_insert, i + 1),
                long number => raw.sqlite3_bind_int64(_insert, i + 1, number),
                int number => raw.sqlite3_bind_int64(_insert, i + 1, number),
                double number => raw.sqlite3_bind_double(_insert, i + 1, number),
                string text => raw.sqlite3_bind_text(_insert, i + 1, text),
                var other => throw new ArgumentException(other.GetType().Name),
            });
        }

        var rc = raw.sqlite3_step(_insert);
        raw.sqlite3_reset(_insert);
        if (rc != raw.SQLITE_DONE)
        {
            Check(rc);
        }

        Rows++;
    }

    /// <summary>Forgets the count when the plan is begun anew.</summary>
    public void Clear() => Rows = 0;

    public void Dispose() => _insert.Dispose();

    void Check(int rc)
    {
        if (rc != raw.SQLITE_OK)
        {
            throw new SqliteException($"SQLite: {raw.sqlite3_errmsg(_handle).utf8_to_string()}", rc);
        }
    }
}
