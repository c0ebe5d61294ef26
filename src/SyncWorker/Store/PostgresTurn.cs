using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

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
        using var db = engine.Open(Durability.Usual);
        using var command = Command(db, Take, name);
        command.Parameters.AddWithValue(
            "@owner",
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Environment.MachineName} {Environment.ProcessId}")
        );
        return command.ExecuteScalar() is long fence ? new(engine, name, fence) : null;
    }

    public void Dispose()
    {
        _timer.Dispose();
        s_current.Value = _outer;
        try
        {
            using var db = _engine.Open(Durability.Usual);
            using var command = Command(db, Give, Name);
            command.Parameters.AddWithValue("@fence", Fence);
            command.ExecuteNonQuery();
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
            using var db = _engine.Open(Durability.Usual);
            using var command = Command(db, Extend, Name);
            command.Parameters.AddWithValue("@fence", Fence);
            command.ExecuteNonQuery();
        }
        catch (DbException)
        {
            // the next time; a turn that was lost meanwhile is noticed when its work is committed
        }
    }

    static NpgsqlCommand Command(NpgsqlConnection db, string sql, string name)
    {
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this class
        var command = new NpgsqlCommand(sql, db);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@name", name);
        command.Parameters.Add(new("@lease", NpgsqlDbType.Bigint) { Value = (long)Lease.TotalMilliseconds });
        return command;
    }
}

/// <summary>This worker was stopped for so long that another took its turn: nothing of what it did is kept.</summary>
sealed class TurnLostException(string name)
    : Exception(
        $"Another worker has taken over {name}, because this one did not answer for {PostgresTurn.Lease.TotalSeconds:0} seconds: nothing of this run was written."
    );
