using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Tests.Support;

/// <summary>
/// An empty store as the program makes it: made by its migrations once for all tests, then copied to each test's folder, which saves
/// each of hundreds of tests a third of a second. Tests of the migrations themselves do not use it.
/// </summary>
static class PreparedStore
{
    static readonly Lazy<Task<byte[]>> s_file = new(MakeFileAsync);

    static readonly Lazy<string> s_script = new(() =>
    {
        using var db = new PostgresEngine(new("", "") { Postgres = Any }, Any).Context(Durability.Usual);
        return db.GetService<IMigrator>().GenerateScript();
    });

    const string ScriptSchema = "as_in_script";

    static PostgresOptions Any => new() { Host = "127.0.0.1", Schema = ScriptSchema };

    /// <summary>Puts it where a folder has no store yet.</summary>
    public static async Task FillAsync(WorkerFolders folders)
    {
        Directory.CreateDirectory(folders.Data);
        if (folders.Postgres is { } options)
        {
            var engine = new PostgresEngine(folders, options);
            if (!engine.IsEmpty())
            {
                return;
            }

            await using var db = engine.Open(Durability.Usual);
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: the program's own migrations
            await using var make = new NpgsqlCommand(
                $"create schema {options.Schema}; {s_script.Value.Replace(ScriptSchema, options.Schema, StringComparison.Ordinal)}",
                db
            );
#pragma warning restore CA2100
            await make.ExecuteNonQueryAsync();
        }
        else if (!File.Exists(folders.Store))
        {
            await File.WriteAllBytesAsync(folders.Store, await s_file.Value);
        }
    }

    static async Task<byte[]> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-tests-store-").FullName;
        var folders = new WorkerFolders(folder, folder) { Postgres = null };
        await new SyncStore(folders, TimeProvider.System).PrepareAsync(CancellationToken.None);
        using (var db = SqliteFile.Open(folders.Store, SqliteOpenMode.ReadWrite))
        {
            SqliteFile.Run(db, "pragma wal_checkpoint(truncate)");
        }

        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(folders.Store);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
