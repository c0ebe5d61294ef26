using System.Data.Common;
using SyncWorker.Store.Rows;

namespace SyncWorker.Store;

/// <param name="Row">What it said of itself.</param>
/// <param name="IsLive">It said so within <see cref="SharedWorkers.LiveFor"/>, by the server's clock.</param>
sealed record SeenWorker(WorkerRow Row, bool IsLive)
{
    public DateTimeOffset SeenAt => DateTimeOffset.FromUnixTimeMilliseconds(Row.SeenAt);
}

/// <summary>The workers that share a store: each says now and then that it lives, and with which config.</summary>
sealed class SharedWorkers(PostgresEngine engine)
{
    /// <summary>A worker that has said nothing for so long counts for nothing.</summary>
    public static readonly TimeSpan LiveFor = TimeSpan.FromSeconds(30);

    /// <summary>So long a worker that is gone stays in the list, for people.</summary>
    static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    const string Say = """
        insert into workers (name, version, config, configat, startedat, seenat)
        values (@name, @version, @config, @configAt, @startedAt, (extract(epoch from clock_timestamp()) * 1000)::bigint)
        on conflict (name) do update set version = excluded.version, config = excluded.config, configat = excluded.configat,
            startedat = excluded.startedat, seenat = excluded.seenat
        """;

    const string Others = """
        select name, version, config, configat, startedat, seenat, seenat > extract(epoch from clock_timestamp()) * 1000 - @live
        from workers order by name
        """;

    const string Forget = "delete from workers where name = @name or seenat < extract(epoch from clock_timestamp()) * 1000 - @kept";

    /// <summary>Names of the workers that live now on a store; none where it is a file.</summary>
    /// <exception cref="DbException">The server cannot be asked.</exception>
    public static IEnumerable<string> Live(StoreEngine store) =>
        store is PostgresEngine engine
            ? new SharedWorkers(engine).List().Where(worker => worker.IsLive).Select(worker => worker.Row.Name)
            : [];

    /// <summary>Says that the worker lives, and reads what all say.</summary>
    /// <exception cref="DbException">The server cannot be asked.</exception>
    public IReadOnlyList<SeenWorker> Announce(WorkerRow me)
    {
        using var db = engine.Connect();
        db.Read(
            Say,
            _ => 0,
            ("@name", me.Name),
            ("@version", me.Version),
            ("@config", me.Config),
            ("@configAt", me.ConfigAt),
            ("@startedAt", me.StartedAt)
        );
        return List(db);
    }

    /// <summary>Takes the worker, which stops, out of the list.</summary>
    /// <exception cref="DbException">The server cannot be asked.</exception>
    public void Leave(string name)
    {
        using var db = engine.Connect();
        db.Read(Forget, _ => 0, ("@name", name), ("@kept", (long)s_kept.TotalMilliseconds));
    }

    /// <summary>What all say.</summary>
    /// <exception cref="DbException">The server cannot be asked.</exception>
    public IReadOnlyList<SeenWorker> List()
    {
        using var db = engine.Connect();
        return List(db);
    }

    static List<SeenWorker> List(DbConnection db) =>
        db.Read(
            Others,
            row => new SeenWorker(
                new()
                {
                    Name = row.GetString(0),
                    Version = row.GetString(1),
                    Config = row.GetString(2),
                    ConfigAt = row.GetInt64(3),
                    StartedAt = row.GetInt64(4),
                    SeenAt = row.GetInt64(5),
                },
                row.GetBoolean(6)
            ),
            ("@live", (long)LiveFor.TotalMilliseconds)
        );
}
