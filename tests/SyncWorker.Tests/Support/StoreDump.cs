using Microsoft.Data.Sqlite;

namespace SyncWorker.Tests.Support;

/// <summary>Every row of a store as text, to see what a run wrote.</summary>
static class StoreDump
{
    /// <summary>One line a row, <c>table|column=value|…</c>, in the tables' own order.</summary>
    public static IReadOnlyList<string> Read(string path, params string[] without)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. Tables(connection).Except(without).SelectMany(table => Rows(connection, table))];
    }

    static List<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    static List<string> Rows(SqliteConnection connection, string table)
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
