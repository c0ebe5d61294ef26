using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using SyncWorker.Benchmarks.Measures;
using SyncWorker.Config;

namespace SyncWorker.Benchmarks.Loads;

/// <summary>
/// <c>\copy</c> of psql into a keyed table, and the store, on one cluster with ordinary durability that tests/postgres.sh starts. Each
/// load has a schema of its own.
/// </summary>
/// <param name="cluster">Its folder.</param>
sealed class PostgresEngine(string cluster) : IEngine
{
    const string User = "syncworker"; // the name of the database and the password too

    /// <summary>Tables that tell of runs, not of rows: a run writes to them whatever it finds.</summary>
    const string Books = "'runs', 'feeds', 'turns', 'workers', 'facts'";

    const double TicksASecond = 100; // sysconf(_SC_CLK_TCK) of Linux

    public string Name => "PostgreSQL";

    public string Unit => @"psql \copy, keyed";

    public string Server => cluster;

    int Port => int.Parse(OfPostmaster(3), CultureInfo.InvariantCulture);

    public double? FirstLoadLimit(int rows) => rows >= 1_000_000 ? 4 : null;

    public static PostgresEngine Start()
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-pg-").FullName;
        Script("start", folder);
        return new(folder);
    }

    public WorkerFolders Folders(WorkerFolders folders)
    {
        Environment.SetEnvironmentVariable("SYNCWORKER_SECRET_STORE", User);
        return folders with
        {
            Postgres = new()
            {
                Host = "127.0.0.1",
                Port = Port,
                Schema = SchemaOf(Path.GetDirectoryName(folders.Data)!),
            },
        };
    }

    public async IAsyncEnumerable<(Measured Step, Ratio? Ratio)> ImportAsync(string folder)
    {
        var script = Path.Combine(folder, "copy.sql");
        await File.WriteAllTextAsync(
            script,
            $"drop table if exists t;\n{Feeds.KeyedTable};\n\\copy t from '{Feeds.Csv(folder)}' with (format csv)\n"
        );
        var start = new ProcessStartInfo(
            "psql",
            [
                "-h",
                "127.0.0.1",
                "-p",
                Port.ToString(CultureInfo.InvariantCulture),
                "-U",
                User,
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-f",
                script,
                User,
            ]
        );
        start.Environment["PGPASSWORD"] = User;
        var before = ServerProcessor();
        var copied = await Child.OtherAsync(Unit, start);
        yield return (copied with { Processor = copied.Processor + ServerProcessor() - before }, null);
        await ReadAsync("drop table t");
    }

    /// <summary>The first process of the cluster, its children, and what it knows of those that ended.</summary>
    public double ServerProcessor()
    {
        var first = OfPostmaster(0);
        var ticks = 0L;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(name => char.IsAsciiDigit(Path.GetFileName(name)[0])))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(process, "stat"));
                var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // proc(5): state, ppid, …, utime, stime, cutime, cstime
                var isFirst = Path.GetFileName(process) == first;
                if (isFirst || words[1] == first)
                {
                    ticks += words[11..(isFirst ? 15 : 13)].Sum(word => long.Parse(word, CultureInfo.InvariantCulture));
                }
            }
            catch (IOException)
            {
                // it ended meanwhile
            }
        }

        return ticks / TicksASecond;
    }

    public async Task<Written> WrittenAsync(string folder)
    {
        // What a connection did is counted when it ends.
        NpgsqlConnection.ClearAllPools();
        while (
            await ReadAsync("select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()") > 0
        )
        {
            await Task.Yield();
        }

        return new(
            await ReadAsync(
                $"select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint from pg_stat_user_tables where schemaname = '{SchemaOf(folder)}' and relname not in ({Books})"
            ),
            await ReadAsync("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
        );
    }

    public async Task EndAsync(string folder)
    {
        NpgsqlConnection.ClearAllPools();
        await ReadAsync($"drop schema if exists {SchemaOf(folder)} cascade");
        await ReadAsync("checkpoint"); // what this load left to be written is not paid for by the next
    }

    public void Dispose()
    {
        Script("stop", cluster);
        Directory.Delete(cluster, recursive: true);
    }

    static string SchemaOf(string folder) =>
        Path.GetFileName(folder)
            .Aggregate(new StringBuilder("l_"), (name, c) => name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_'))
            .ToString()
            .ToLowerInvariant();

    string OfPostmaster(int line) => File.ReadLines(Path.Combine(cluster, "data", "postmaster.pid")).ElementAt(line).Trim();

    async Task<long> ReadAsync(string sql)
    {
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = User,
            Password = User,
            Database = User,
            Pooling = false,
            CommandTimeout = 0,
        };
        await using var db = new NpgsqlConnection(connection.ToString());
        await db.OpenAsync();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this program
        await using var command = new NpgsqlCommand(sql, db);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() is long number ? number : 0;
    }

    static void Script(string action, string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "tests", "postgres.sh")))
        {
            root = root.Parent;
        }

        var start = new ProcessStartInfo(
            "bash",
            [
                Path.Combine(root?.FullName ?? throw new BenchmarkException("tests/postgres.sh is not there"), "tests", "postgres.sh"),
                action,
                folder,
            ]
        );
        start.Environment["SYNCWORKER_POSTGRES_SYNC"] = "on";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new BenchmarkException($"postgres.sh {action} {folder} ended with {process.ExitCode}");
        }
    }
}
