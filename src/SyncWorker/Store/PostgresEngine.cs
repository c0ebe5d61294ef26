using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Store;

/// <summary>A schema of a PostgreSQL database that several workers share.</summary>
sealed class PostgresEngine(WorkerFolders folders, PostgresOptions options) : StoreEngine
{
    /// <summary>EF Core's own table of what was applied.</summary>
    const string History = "__EFMigrationsHistory";

    /// <summary>
    /// What the server calls the connections of this process, and turns their owner: no other process has it. The server keeps 63 bytes of
    /// ASCII.
    /// </summary>
    public static string ProcessName { get; } = NameOfProcess();

    public override string Name => "PostgreSQL";

    public override string Place => $"PostgreSQL {options}";

    public override bool IsShared => true;

    public override long Bytes()
    {
        using var db = Connect();
        return db.Read(
            "select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = @schema and c.relkind = 'r'",
            row => row.GetInt64(0),
            ("@schema", options.Schema)
        )[0];
    }

    public override IReadOnlyList<string> Migrations { get; } = MigrationNames.Of("PostgresMigrations");

    /// <summary>The server's own tools need to know it.</summary>
    public PostgresOptions Options => options;

    /// <summary>The password; null where the server asks for none, as on its own socket.</summary>
    string? Password => new SecretStore(folders, TimeProvider.System).TryGet(options.Secret, out var secret) ? secret : null;

    public override bool Exists() => true;

    public override bool IsEmpty()
    {
        using var db = Connect();
        return db.Read(
            "select count(*) from information_schema.tables where table_schema = @schema",
            row => row.GetInt64(0),
            ("@schema", options.Schema)
        )
            is [0];
    }

    public override SyncDb Context(Durability durability, params IInterceptor[] interceptors) =>
        new PostgresSyncDb(
            new DbContextOptionsBuilder<PostgresSyncDb>()
                .UseNpgsql(ConnectionString(durability), npgsql => npgsql.MigrationsHistoryTable(History, options.Schema))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .AddInterceptors([new PostgresTransactions(), new PostgresTexts(), .. interceptors])
                .Options
        );

    public override DbConnection Connect() => Open(Durability.Usual);

    /// <summary>An open connection.</summary>
    /// <exception cref="DbException">The server cannot be reached, or refuses the user.</exception>
    public NpgsqlConnection Open(Durability durability)
    {
        var db = new NpgsqlConnection(ConnectionString(durability));
        try
        {
            db.Open();
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    protected override IBulkSession BulkSession(SyncDb db) => new PostgresBulkSession(db);

    public override async Task<IAsyncDisposable> LockAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var db = Open(Durability.Usual);
        try
        {
            await using var wait = new NpgsqlCommand("select pg_advisory_lock(hashtext(@schema), 0)", db);
            wait.Parameters.AddWithValue("@schema", options.Schema);
            await wait.ExecuteNonQueryAsync(cancellationToken);
            await using var make = new NpgsqlCommand($"create schema if not exists {options.Schema}", db);
            await make.ExecuteNonQueryAsync(cancellationToken);
            return db; // the lock goes when the connection does, also with a killed process
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    // PostgreSQL's migration lock is the transaction's own.
    public override Task RemoveStaleLockAsync(SyncDb db, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void CopyTo(string copy)
    {
        using (File.Create(copy)) { }
        OwnerOnly.Restrict(copy);
        using (var from = Context(Durability.Usual))
        using (var to = FileOf(copy))
        {
            to.Database.Migrate();
            StoreCopy.Run(from, to);
        }

        using var file = SqliteFile.Open(copy, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite);
        SqliteFile.Run(file, "pragma journal_mode = delete"); // one file, without -wal and -shm
    }

    public override void ReplaceBy(string copy)
    {
        using (var from = FileOf(copy))
        using (var to = Context(Durability.PowerCut))
        {
            StoreCopy.Run(from, to);
        }

        File.Delete(copy);
    }

    static SqliteSyncDb FileOf(string file) =>
        new(new DbContextOptionsBuilder<SqliteSyncDb>().UseSqlite($"Data Source={file};Pooling=False").Options);

    // Its pages and its journal are the server's: what was deleted goes with its vacuum and with its own keeping of the journal.
    public override Task EraseDeletedAsync(SyncDb db, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task EraseJournalAsync(SyncDb db, CancellationToken cancellationToken) => Task.CompletedTask;

    // A lock of the run's own connection, which the server lets go of however the process ends; numbers below nought are runs.
    public override IDisposable? MarkRun(long run)
    {
        try
        {
            var db = Connect();
            db.Read("select 1 from pg_advisory_lock(hashtext(@schema), -@run)", _ => 0, ("@schema", options.Schema), ("@run", (int)run));
            return new HeldMark(db);
        }
        catch (DbException)
        {
            return null;
        }
    }

    public override bool IsRunMarked(long run)
    {
        using var db = Connect();
        return db.Read(
            "select pg_try_advisory_xact_lock_shared(hashtext(@schema), -@run)",
            row => row.GetBoolean(0),
            ("@schema", options.Schema),
            ("@run", (int)run)
        )
            is [false];
    }

    public override IDisposable? TryTakeTurn(string kind, string name) => PostgresTurn.TryTake(this, $"{kind}:{name}");

    public override Task BeginNumbersAsync(SyncDb db, long number, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            select setval(pg_get_serial_sequence(quote_ident(table_schema) || '.' || quote_ident(table_name), column_name), {number})
            from information_schema.columns where is_identity = 'YES' and table_schema = {options.Schema} and table_name <> 'runs'
            """,
            cancellationToken
        );

    public override string JsonField(string column, string name) => $"({column}::json ->> {name})";

    // Its server checks its own pages (data_checksums) and says so in its log.
    public override string? FindDamage() => null;

    /// <summary>
    /// A cursor is read to its end, so its plan is not to be the one that gives the first rows soon; compiling a plan to machine code costs
    /// a second where a statement takes less
    /// (https://www.postgresql.org/docs/current/runtime-config-query.html).
    /// </summary>
    const string Planner = "-c cursor_tuple_fraction=1 -c jit=off";

    /// <summary>
    /// A process that is stopped in the middle of a transaction, or whose machine lost its network, keeps its locks until the server ends
    /// its connection; by TCP alone that takes hours. The steps of mails and Quartz's own are short, and others wait for them; a stage
    /// may compute for a while between two statements
    /// (https://www.postgresql.org/docs/current/runtime-config-client.html).
    /// </summary>
    public const string ShortStandstill = "15s";

    /// <inheritdoc cref="ShortStandstill"/>
    const string LongStandstill = "10min";

    /// <summary>The server's setting for it.</summary>
    public const string StandstillSetting = "idle_in_transaction_session_timeout";

    /// <summary>
    /// TLS with a checked certificate is required but on this machine, and a password is never sent to a server that is not checked
    /// (https://www.postgresql.org/docs/current/libpq-ssl.html).
    /// </summary>
    public string ConnectionString(Durability durability)
    {
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = options.Host,
            Port = options.Port,
            Database = options.Database,
            Username = options.User,
            Password = Password,
            SearchPath = options.Schema,
            SslMode = options.IsOfThisMachine() ? SslMode.Prefer : SslMode.VerifyFull,
            ApplicationName = ProcessName,
            Timeout = 15,
            CommandTimeout = 0, // a first load of millions of rows is one statement
            KeepAlive = 15,
            MaxAutoPrepare = 0, // statements on temporary tables that are made anew put Npgsql 10 out of step with the server
            MaxPoolSize = 20,
            IncludeErrorDetail = false, // it quotes values of rows
            Options =
                durability == Durability.PowerCut
                    ? $"{Planner} -c {StandstillSetting}={ShortStandstill}"
                    : $"{Planner} -c {StandstillSetting}={LongStandstill} -c synchronous_commit=off",
        };
        if (options.Authority is { } authority)
        {
            connection.RootCertificate = Path.GetFullPath(authority, folders.Config);
        }

        return connection.ToString();
    }

    static string NameOfProcess()
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"SyncWorker {RandomNumberGenerator.GetHexString(8, lowercase: true)} {Environment.ProcessId} {Environment.MachineName}"
        );
        return string.Concat(name.Take(63).Select(c => c is > ' ' and <= '~' or ' ' ? c : '?'));
    }

    sealed class HeldMark(DbConnection db) : IDisposable
    {
        public void Dispose()
        {
            using (db)
            {
                try
                {
                    db.Read("select 1 from pg_advisory_unlock_all()", _ => 0);
                }
                catch (DbException)
                {
                    // the server lets go of it with the connection
                }
            }
        }
    }
}
