using System.Data.Common;
using Microsoft.Data.Sqlite;
using SyncWorker.Store;

namespace SyncWorker.Tests.Support;

/// <summary>Every row of a store as text, to see what a run wrote.</summary>
static class StoreDump
{
    /// <summary>One line a row, <c>table|column=value|…</c>, in the tables' own order.</summary>
    public static IReadOnlyList<string> Read(string path, params string[] without)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return Read(connection, SqliteTables, without);
    }

    /// <summary>The same of a store of either engine.</summary>
    public static IReadOnlyList<string> Read(SyncStore store, params string[] without)
    {
        using var connection = store.Engine.Connect();
        return Read(connection, store.Engine is SqliteEngine ? SqliteTables : PostgresTables, without);
    }

    const string SqliteTables = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name";

    const string PostgresTables =
        "select table_name from information_schema.tables where table_schema = current_schema() and table_name not in ('turns', 'workers') order by 1";

    static List<string> Read(DbConnection connection, string tables, string[] without) =>
        [.. Tables(connection, tables).Except(without).SelectMany(table => Rows(connection, table))];

    static List<string> Tables(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: one of two constants
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    static List<string> Rows(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: a table name that the store itself gave
        command.CommandText = $"select * from \"{table}\" order by 1, 2";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(
                $"{table}|{string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}"))}"
            );
        }

        return rows;
    }

    static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
