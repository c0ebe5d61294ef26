using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Npgsql;
using SyncWorker.Config;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store;

namespace SyncWorker.Tests.Support;

/// <summary>
/// The PostgreSQL cluster that tests/postgres.sh started for this run; its port is in SYNCWORKER_TESTS_POSTGRES. With
/// SYNCWORKER_TESTS_ENGINE=postgres every store of every test is there, a schema for each data folder.
/// </summary>
static class TestPostgres
{
    static readonly ConcurrentDictionary<string, PostgresOptions> s_schemas = new(StringComparer.Ordinal);

    static readonly int? s_port = int.TryParse(
        Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_POSTGRES"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var port
    )
        ? port
        : null;

    /// <summary>Every store is there.</summary>
    public static bool IsTheEngine { get; } = Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_ENGINE") == "postgres";

    /// <summary>For a test of a thing that only one file has: its pages, its journal, its copies.</summary>
    public static void SkipSinceItIsOfSqlite() => Assert.SkipWhen(IsTheEngine, "a promise of the SQLite file alone");

    /// <summary>For a test of PostgreSQL alone, whatever engine the others use.</summary>
    public static void Need() =>
        Assert.SkipUnless(
            s_port is not null,
            "needs a PostgreSQL cluster: run tests/run.sh, or name its port in SYNCWORKER_TESTS_POSTGRES"
        );

    /// <summary>The schema of a data folder. The password comes from the environment, as a container's would.</summary>
    public static PostgresOptions Of(string data) =>
        s_schemas.GetOrAdd(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(data)),
            folder =>
                new()
                {
                    Host = "127.0.0.1",
                    Port = s_port ?? throw new InvalidOperationException("SYNCWORKER_TESTS_POSTGRES names no port."),
                    Schema = $"t{StableHash.Compute(Encoding.UTF8.GetBytes(folder)):x16}",
                }
        );

    /// <summary>What a process of the program needs to have the store of the data folder that its arguments name; null for SQLite.</summary>
    public static string? VariableFor(IReadOnlyList<string> arguments)
    {
        if (!IsTheEngine)
        {
            return null;
        }

        string? Named(string option) => arguments.SkipWhile(argument => argument != option).Skip(1).FirstOrDefault();
        return PostgresOptions.ToVariable(Of(WorkerFolders.Resolve(Named("--config"), Named("--data"), _ => null).Data));
    }

    /// <summary>Drops the schemas of all data folders under one folder.</summary>
    public static void DropUnder(string root)
    {
        foreach (var data in s_schemas.Keys.Where(data => data.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            if (s_schemas.TryRemove(data, out var options))
            {
                Drop(options);
            }
        }
    }

    /// <summary>Ends the connections that one store has at hand; the tests beside keep theirs.</summary>
    public static void ClearPools(PostgresEngine engine)
    {
        foreach (var durability in Enum.GetValues<Durability>())
        {
            using var pool = new NpgsqlConnection(engine.ConnectionString(durability));
            NpgsqlConnection.ClearPool(pool);
        }
    }

    static void Drop(PostgresOptions options)
    {
        ClearPools(new(new(options.Schema, options.Schema) { Postgres = options }, options));
        using var db = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder
            {
                Host = options.Host,
                Port = options.Port,
                Database = options.Database,
                Username = options.User,
                Password = "syncworker",
                Pooling = false,
            }.ToString()
        );
        db.Open();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: a name made above
        using var drop = new NpgsqlCommand($"drop schema if exists {options.Schema} cascade", db);
#pragma warning restore CA2100
        drop.ExecuteNonQuery();
    }

    [ModuleInitializer]
#pragma warning disable CA2255 // The 'ModuleInitializer' attribute should not be used in libraries: a test assembly, which has no other place before all tests
    internal static void Use()
#pragma warning restore CA2255
    {
        if (s_port is not null)
        {
            Environment.SetEnvironmentVariable("SYNCWORKER_SECRET_STORE", "syncworker");
        }

        if (IsTheEngine)
        {
            WorkerFolders.Given = Of;
        }
    }
}
