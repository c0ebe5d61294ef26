using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SyncWorker.Store;

/// <summary>A SQLite file opened for a moment, without Entity Framework and without a pool that would keep it open.</summary>
static class SqliteFile
{
    /// <summary>How long a statement waits for another program that holds the file. Shortened by tests alone.</summary>
    public static int PatienceSeconds { get; set; } = 30;

    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = PatienceSeconds,
            }.ToString()
        );
        connection.Open();
        // DefaultTimeout holds for commands only; a backup asks SQLite itself.
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"pragma busy_timeout = {Math.Max(0, PatienceSeconds) * 1000}"));
        return connection;
    }

    public static bool HasTable(SqliteConnection db, string name) =>
        Column(db, "select name from sqlite_master where type = 'table'").Contains(name);

    /// <summary>The first value, or null.</summary>
    public static string? Run(SqliteConnection db, string sql) => Column(db, sql).FirstOrDefault();

    /// <param name="sql">A constant of this program.</param>
    public static List<string> Column(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this program
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0).ToString() ?? "");
        }

        return values;
    }
}
