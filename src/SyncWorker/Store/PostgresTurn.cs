using System.Data.Common;

namespace SyncWorker.Store;

/// <summary>
/// A turn in a store that several workers share: a row with an owner, an end and a fencing number
/// (Kleppmann, "How to do distributed locking", 2016). It is extended while its owner lives. One whose process has ended has no connection
/// to the server any more, and is followed at once. A worker that was stopped for longer loses it: the server ends its connections, because a stopped process, or one whose machine lost its network, keeps its locks there for hours;
/// and what it commits afterwards on any other is refused by <see cref="PostgresTransactions"/>.
/// </summary>
sealed class PostgresTurn : IDisposable
{
    /// <summary>How long another waits for an owner that is connected and no longer says anything.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    static readonly TimeSpan s_extended = TimeSpan.FromSeconds(2);

    static readonly AsyncLocal<PostgresTurn?> s_current = new();

    const string Take = """
        insert into turns (name, owner, fence, until) values (@name, @owner, 1, extract(epoch from clock_timestamp()) * 1000 + @lease)
        on conflict (name) do update set owner = excluded.owner, fence = turns.fence + 1, until = excluded.until
        where turns.until < extract(epoch from clock_timestamp()) * 1000
          or (turns.owner <> @owner and not exists (select 1 from pg_stat_activity a where a.application_name = turns.owner))
        returning fence, coalesce((select owner from turns where name = @name and until <> 0), '')
        """;

    const string EndConnections = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = @owner and datname = current_database() and usename = current_user
        """;

    const string Extend = """
        update turns set until = extract(epoch from clock_timestamp()) * 1000 + @lease where name = @name and fence = @fence
        """;

    const string Give = "update turns set until = 0 where name = @name and fence = @fence";

    readonly PostgresEngine _engine;
    readonly Timer _timer;
    readonly PostgresTurn? _outer;

    PostgresTurn(PostgresEngine engine, string name, long fence)
    {
        (_engine, Name, Fence, _outer) = (engine, name, fence, s_current.Value);
        s_current.Value = this;
        _timer = new(_ => TryExtend(), null, s_extended, s_extended);
    }

    /// <summary>The turn in which the caller works; null outside of any.</summary>
    public static PostgresTurn? Current => s_current.Value;

    public string Name { get; }

    public long Fence { get; }

    /// <summary>The turn within which this one was taken.</summary>
    public PostgresTurn? Outer => _outer;

    /// <summary>Takes the turn; null while another has it.</summary>
    /// <exception cref="DbException">The server cannot be asked.</exception>
    public static PostgresTurn? TryTake(PostgresEngine engine, string name)
    {
        using var db = engine.Connect();
        var taken = db.Read(
            Take,
            row => (Fence: row.GetInt64(0), Former: row.GetString(1)),
            ("@name", name),
            ("@owner", PostgresEngine.ProcessName),
            ("@lease", (long)Lease.TotalMilliseconds)
        );
        if (taken is not [var turn])
        {
            return null;
        }

        if (turn.Former.Length > 0 && turn.Former != PostgresEngine.ProcessName)
        {
            db.Read(EndConnections, _ => 0, ("@owner", turn.Former));
        }

        return new(engine, name, turn.Fence);
    }

    public void Dispose()
    {
        _timer.Dispose();
        s_current.Value = _outer;
        try
        {
            using var db = _engine.Connect();
            db.Read(Give, _ => 0, ("@name", Name), ("@fence", Fence));
        }
        catch (DbException)
        {
            // it ends by itself
        }
    }

    void TryExtend()
    {
        try
        {
            using var db = _engine.Connect();
            db.Read(Extend, _ => 0, ("@name", Name), ("@fence", Fence), ("@lease", (long)Lease.TotalMilliseconds));
        }
        catch (DbException)
        {
            // the next time; a turn that was lost meanwhile is noticed when its work is committed
        }
    }
}

/// <summary>This worker was stopped for so long that another took its turn: nothing of what it did is kept.</summary>
sealed class TurnLostException(string name)
    : Exception($"Another worker has taken over {name}, because the server heard no more of this one: nothing of this run was written.");
