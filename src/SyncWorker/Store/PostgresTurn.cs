using System.Data.Common;
using System.Globalization;

namespace SyncWorker.Store;

/// <summary>
/// A turn in a store that several workers share: a row with an owner, an end and a fencing number
/// (Kleppmann, "How to do distributed locking", 2016). It is extended while its owner lives. A worker that was stopped for longer loses it, and
/// what it commits afterwards is refused by <see cref="PostgresTransactions"/>.
/// </summary>
sealed class PostgresTurn : IDisposable
{
    /// <summary>How long another waits for an owner that no longer says anything.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    static readonly TimeSpan s_extended = TimeSpan.FromSeconds(2);

    static readonly AsyncLocal<PostgresTurn?> s_current = new();

    const string Take = """
        insert into turns (name, owner, fence, until) values (@name, @owner, 1, extract(epoch from clock_timestamp()) * 1000 + @lease)
        on conflict (name) do update set owner = excluded.owner, fence = turns.fence + 1, until = excluded.until
        where turns.until < extract(epoch from clock_timestamp()) * 1000
        returning fence
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
        return
            db.Read(
                Take,
                row => row.GetInt64(0),
                ("@name", name),
                ("@owner", string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} {Environment.ProcessId}")),
                ("@lease", (long)Lease.TotalMilliseconds)
            )
                is [var fence]
            ? new(engine, name, fence)
            : null;
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
    : Exception(
        $"Another worker has taken over {name}, because this one did not answer for {PostgresTurn.Lease.TotalSeconds:0} seconds: nothing of this run was written."
    );
