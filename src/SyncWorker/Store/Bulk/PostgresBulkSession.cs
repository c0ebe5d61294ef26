using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// PostgreSQL: temporary tables on the session's own connection, filled by binary COPY in pieces and read through cursors in pieces, so that
/// one may be written while another is read, on one connection, which carries one conversation at a time.
/// </summary>
sealed class PostgresBulkSession(SyncDb db) : IBulkSession
{
    /// <summary>A table is looked at by the planner again when so many rows are new; temporary tables are not analyzed by the server itself.</summary>
    const long WorthAnalyzing = 5_000;

    const string Grown = """
        select quote_ident(relname) from pg_stat_user_tables
        where schemaname = current_schema() and n_mod_since_analyze > @worth and n_mod_since_analyze > n_live_tup / 5
        """;

    readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();
    readonly List<PostgresBulkWriter> _stages = [];
    int _cursors;
    int _readers;
    bool _isOwnTransaction;

    public BulkSql Sql { get; } =
        new(
            "join",
            "cross join lateral (select * from snapshot where Id between t.First and t.Last offset 0) s",
            _ => "",
            columns => $"order by {columns}"
        );

    public SyncDb Db => db;

    /// <summary>Held by whoever speaks to the server: the thread that writes, or the one that computes and looks something up.</summary>
    public Lock Gate { get; } = new();

    public Task BeginReadAsync(CancellationToken cancellationToken) => BeginAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public Task BeginWriteAsync(CancellationToken cancellationToken) => BeginAsync(IsolationLevel.ReadCommitted, cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => Db.Database.CommitTransactionAsync(cancellationToken);

    public IBulkWriter CreateStage(string table, params ReadOnlySpan<BulkColumn> columns)
    {
        var hasKey = false;
        var text = new List<string>();
        foreach (var column in columns)
        {
            hasKey |= column.IsKey;
            var type = column.Kind switch
            {
                BulkKind.Number => "bigint",
                BulkKind.Real => "double precision",
                _ => "text collate \"C\"",
            };
            text.Add($"{column.Name} {type}{(column.IsKey ? " primary key" : "")}");
        }

        if (!hasKey)
        {
            text.Insert(0, "seq bigint"); // rows lie in its order
        }

        Execute($"drop table if exists pg_temp.{table}; create temp table {table} ({string.Join(", ", text)})");
        _stages.RemoveAll(stage => stage.Table == table);
        var made = new PostgresBulkWriter(this, table, columns.ToArray(), hasKey);
        _stages.Add(made);
        return made;
    }

    public BulkRows Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (Gate)
        {
            FlushNamedIn(sql);
            if (Db.Database.CurrentTransaction is null)
            {
                Db.Database.BeginTransaction(IsolationLevel.RepeatableRead);
                _isOwnTransaction = true;
            }

            _readers++;
            return new PostgresBulkRows(
                this,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"bulk_{++_cursors}"),
                Command(sql, values)
            );
        }
    }

    public BulkRows ReadFew(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (Gate)
        {
            FlushNamedIn(sql);
            using var command = Command(sql, values);
            using var rows = command.ExecuteReader();
            return new PostgresBulkRows(rows);
        }
    }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (Gate)
        {
            var changed = 0;
            foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                FlushNamedIn(statement);
                using var command = Command(statement, values);
                changed = Math.Max(command.ExecuteNonQuery(), 0); // -1 for what changes no rows
            }

            return changed;
        }
    }

    /// <summary>Called by rows when they are done with.</summary>
    public void Ended()
    {
        if (--_readers == 0 && _isOwnTransaction)
        {
            _isOwnTransaction = false;
            Db.Database.CommitTransaction();
        }
    }

    /// <summary>The open connection, for a reader or writer that holds the <see cref="Gate"/>.</summary>
    public NpgsqlConnection Connection => _connection;

    public ValueTask DisposeAsync() => Db.DisposeAsync(); // temporary tables and an open transaction go when the pool resets the connection

    async Task BeginAsync(IsolationLevel level, CancellationToken cancellationToken)
    {
        foreach (var stage in _stages)
        {
            stage.Complete();
        }

        await AnalyzeGrownAsync(cancellationToken);
        await Db.Database.BeginTransactionAsync(level, cancellationToken);
    }

    /// <summary>
    /// What the server's autovacuum does within a minute: after a first load the next stage does not wait for it, and until then the planner
    /// takes the tables for small and joins them by nested loops.
    /// </summary>
    async Task AnalyzeGrownAsync(CancellationToken cancellationToken)
    {
        await Db.Database.OpenConnectionAsync(cancellationToken);
        var grown = new List<string>();
        await using (var command = new NpgsqlCommand(Grown, _connection))
        {
            command.Parameters.AddWithValue("worth", WorthAnalyzing);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                grown.Add(rows.GetString(0));
            }
        }

        foreach (var table in grown)
        {
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: a name that the server has quoted
            await using var analyze = new NpgsqlCommand($"analyze (skip_locked) {table}", _connection);
#pragma warning restore CA2100
            await analyze.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    void FlushNamedIn(string sql)
    {
        foreach (var stage in _stages)
        {
            if (sql.Contains(stage.Table, StringComparison.Ordinal))
            {
                stage.Flush();
                if (stage.Rows - stage.Analyzed > Math.Max(WorthAnalyzing, stage.Analyzed) && !ReadsOneTable(sql))
                {
                    using var analyze = new NpgsqlCommand($"analyze {stage.Table} ({stage.Numbers})", _connection);
                    analyze.ExecuteNonQuery();
                    stage.Analyzed = stage.Rows;
                }
            }
        }
    }

    /// <summary>There is one way to read one table, whatever is in it.</summary>
    static bool ReadsOneTable(ReadOnlySpan<char> sql) =>
        !sql.StartsWith("update", StringComparison.Ordinal) && sql.Count("from ") == 1 && !sql.Contains("join ", StringComparison.Ordinal);

    NpgsqlCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this program
        var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            if (sql.Contains(name, StringComparison.Ordinal))
            {
                command.Parameters.Add(
                    value switch
                    {
                        null => new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = DBNull.Value },
                        long number => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = number },
                        int number => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = (long)number },
                        string text => new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = PostgresTexts.Storable(text) },
                        _ => throw new ArgumentException(value.GetType().Name),
                    }
                );
            }
        }

        return command;
    }
}
