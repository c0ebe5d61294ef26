using Microsoft.EntityFrameworkCore;
using Npgsql;
using SyncWorker.Config;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Store;

/// <summary>What a store on a PostgreSQL server has of its own: turns with fencing numbers, the way there and back, TLS.</summary>
public sealed class SharedStoreTests : IDisposable
{
    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    WorkerFolders Shared => _folders.Worker with { Postgres = TestPostgres.Of(_folders.Worker.Data) };

    WorkerFolders File => _folders.Worker with { Postgres = null };

    [Fact]
    public async Task A_store_copied_to_the_server_and_back_holds_the_same_rows_and_counts_on_where_it_was()
    {
        TestPostgres.Need();
        var file = await PreparedAsync(File);
        await FillAsync(file);
        var before = StoreDump.Read(file, "__EFMigrationsHistory");
        var shared = await PreparedAsync(Shared);

        Copy(file, shared);
        await using (var db = shared.Open())
        {
            db.Runs.Add(
                new()
                {
                    Stage = "poll",
                    StartedAt = DateTimeOffset.UnixEpoch,
                    AsOf = new(2026, 11, 28),
                }
            );
            await db.SaveChangesAsync(Stop);
            Assert.Equal(3, await db.Runs.MaxAsync(run => run.Id, Stop));
            await db.Runs.Where(run => run.Id == 3).ExecuteDeleteAsync(Stop);
        }

        Copy(shared, file);

        Assert.Equal(before, StoreDump.Read(file, "__EFMigrationsHistory"));
    }

    [Fact]
    public async Task What_a_worker_commits_after_another_took_its_turn_is_refused_and_not_kept()
    {
        TestPostgres.Need();
        var shared = await PreparedAsync(Shared);
        var engine = (PostgresEngine)shared.Engine;
        using var turn = PostgresTurn.TryTake(engine, "running:reconcile")!;
        Assert.Null(PostgresTurn.TryTake(engine, "running:reconcile"));
        await using var db = shared.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        db.Facts.Add(new() { Name = "late", Value = "x" });
        await db.SaveChangesAsync(Stop);
        await using (var other = engine.Open(Durability.Usual))
        await using (var take = new NpgsqlCommand("update turns set fence = fence + 1, owner = 'another'", other))
        {
            await take.ExecuteNonQueryAsync(Stop);
        }

        await Assert.ThrowsAsync<TurnLostException>(() => transaction.CommitAsync(Stop));

        await transaction.RollbackAsync(Stop);
        await using var after = shared.Open();
        Assert.False(await after.Facts.AnyAsync(fact => fact.Name == "late", Stop));
    }

    [Fact]
    public async Task Who_takes_over_a_turn_ends_the_connections_of_a_worker_that_was_stopped_so_that_it_keeps_no_locks()
    {
        TestPostgres.Need();
        var engine = (PostgresEngine)(await PreparedAsync(Shared)).Engine;
        var name = new NpgsqlConnectionStringBuilder(engine.ConnectionString(Durability.Usual))
        {
            ApplicationName = $"stopped {_folders.Root}"[..30],
        };
        await using var stopped = new NpgsqlConnection(name.ToString());
        await stopped.OpenAsync(Stop);
        await using var open = await stopped.BeginTransactionAsync(Stop);
        await RunAsync(stopped, "select pg_advisory_xact_lock(hashtext(current_schema()), 1)");
        await using (var other = engine.Open(Durability.Usual))
        {
            await RunAsync(
                other,
                $"insert into turns (name, owner, fence, until) values ('running:reconcile', '{name.ApplicationName}', 4, 5)"
            );
        }

        using var turn = PostgresTurn.TryTake(engine, "running:reconcile")!;

        Assert.Equal(5, turn.Fence);
        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => open.CommitAsync(Stop));
        Assert.Contains("another worker took over", StoreFault.Explain(error), StringComparison.Ordinal);
        await using var free = engine.Open(Durability.Usual);
        await RunAsync(free, "set lock_timeout = '5s'; select pg_advisory_lock(hashtext(current_schema()), 1)");
    }

    [Fact]
    public async Task A_transaction_that_stands_still_is_ended_by_the_server_soon_where_others_wait_for_it()
    {
        TestPostgres.Need();
        var engine = (PostgresEngine)(await PreparedAsync(Shared)).Engine;
        const string limit = "show idle_in_transaction_session_timeout";
        await using (var steps = engine.Open(Durability.PowerCut))
        {
            Assert.Equal(["15s"], steps.Read(limit, row => row.GetString(0)));
        }

        await using (var stage = engine.Open(Durability.Usual))
        {
            Assert.Equal(["10min"], stage.Read(limit, row => row.GetString(0)));
        }

        await using var stopped = engine.Open(Durability.PowerCut);
        await using var open = await stopped.BeginTransactionAsync(Stop);
        await RunAsync(stopped, "insert into facts (name, value) values ('locked', 'x')");
        await RunAsync(stopped, "set idle_in_transaction_session_timeout = '1ms'"); // no test waits for 15 s
        await using (var other = engine.Open(Durability.Usual))
        {
            await RunAsync(other, "set lock_timeout = '30s'; insert into facts (name, value) values ('locked', 'y')"); // waits for that one
        }

        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => open.CommitAsync(Stop));
        Assert.Contains("ended the connection", StoreFault.Explain(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_turn_of_a_process_that_has_ended_is_taken_at_once_and_that_of_one_that_lives_is_not(bool lives)
    {
        TestPostgres.Need();
        var engine = (PostgresEngine)(await PreparedAsync(Shared)).Engine;
        var name = new NpgsqlConnectionStringBuilder(engine.ConnectionString(Durability.Usual))
        {
            ApplicationName = $"killed {Path.GetFileName(_folders.Root)} {lives}",
            Pooling = false,
        };
        await using var killed = new NpgsqlConnection(name.ToString());
        await killed.OpenAsync(Stop);
        await RunAsync(
            killed,
            $"insert into turns (name, owner, fence, until) values ('polling:a', '{name.ApplicationName}', 4, extract(epoch from clock_timestamp()) * 1000 + 60000)"
        );
        if (!lives)
        {
            await killed.CloseAsync();
        }

        PostgresTurn? turn = null;
        var until = TimeProvider.System.GetUtcNow().AddSeconds(60);
        do // the server notices the end of a connection in a moment
        {
            turn = PostgresTurn.TryTake(engine, "polling:a");
        } while (turn is null && !lives && TimeProvider.System.GetUtcNow() < until);

        Assert.Equal(lives ? null : 5, turn?.Fence);
        turn?.Dispose();
    }

    [Fact]
    public async Task What_no_text_of_the_server_can_hold_is_stored_with_a_mark_in_its_place()
    {
        TestPostgres.Need();
        await using var db = (await PreparedAsync(Shared)).Open();
        string[] texts = ["Hội 🤝 越南", "a\0b", "a\uD800b", "\uDC00"];
        db.Facts.AddRange(texts.Select((text, i) => new StoreFact { Name = $"text {i}", Value = text }));
        await db.SaveChangesAsync(Stop);

        Assert.Equal(
            ["Hội 🤝 越南", "a\uFFFDb", "a\uFFFDb", "\uFFFD"],
            await db
                .Facts.Where(fact => fact.Name.StartsWith("text "))
                .OrderBy(fact => fact.Name)
                .Select(fact => fact.Value)
                .ToListAsync(Stop)
        );
    }

    static async Task RunAsync(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync(Stop);
    }

    [Fact]
    public async Task A_turn_that_is_given_back_can_be_taken_at_once_and_its_number_grows()
    {
        TestPostgres.Need();
        var engine = (PostgresEngine)(await PreparedAsync(Shared)).Engine;
        long first;
        using (var turn = PostgresTurn.TryTake(engine, "running:remind")!)
        {
            first = turn.Fence;
        }

        using var next = PostgresTurn.TryTake(engine, "running:remind")!;

        Assert.True(next.Fence > first);
    }

    [Fact]
    public async Task A_run_is_seen_to_go_on_by_every_worker_until_its_process_is_gone()
    {
        TestPostgres.Need();
        var engine = (PostgresEngine)(await PreparedAsync(Shared)).Engine;
        using (engine.MarkRun(7))
        {
            Assert.True(engine.IsRunMarked(7));
            Assert.False(engine.IsRunMarked(8));
        }

        Assert.False(engine.IsRunMarked(7));
    }

    [Fact]
    public async Task The_migrations_of_both_engines_make_the_model()
    {
        TestPostgres.Need();
        foreach (var store in (SyncStore[])[await PreparedAsync(File), await PreparedAsync(Shared)])
        {
            await using var db = store.Open();
            Assert.False(db.Database.HasPendingModelChanges(), store.Place);
            Assert.Equal(db.Database.GetMigrations(), store.Engine.Migrations);
            Assert.True(store.IsCurrent());
        }
    }

    [Theory]
    [InlineData("db.example.org", SslMode.VerifyFull)]
    [InlineData("192.0.2.7", SslMode.VerifyFull)]
    [InlineData("localhost", SslMode.Prefer)]
    [InlineData("127.0.0.1", SslMode.Prefer)]
    [InlineData("/var/run/postgresql", SslMode.Prefer)]
    public void A_password_goes_to_a_checked_server_alone_but_on_this_machine(string host, SslMode expected)
    {
        var engine = new PostgresEngine(_folders.Worker, new() { Host = host });

        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(engine.ConnectionString(Durability.PowerCut)).SslMode);
    }

    [Fact]
    public void Schedule_json_names_the_server_also_when_the_rest_of_it_has_faults()
    {
        var config = Path.Combine(_folders.Root, "other");
        Directory.CreateDirectory(config);
        System.IO.File.WriteAllText(
            Path.Combine(config, "schedule.json"),
            """{ "moed": 1, /* the store */ "store": { "postgres": { "host": "db.example.org", "schema": "union" } }, }"""
        );

        var said = PostgresOptions.Read(new(config, Path.Combine(_folders.Root, "otherdata")));

        Assert.Equal("db.example.org:5432/syncworker/union", said?.ToString());
    }

    public void Dispose() => _folders.Dispose();

    static void Copy(SyncStore from, SyncStore to)
    {
        using var source = from.Open();
        using var target = to.OpenDurable();
        StoreCopy.Run(source, target, Stop);
    }

    static async Task<SyncStore> PreparedAsync(WorkerFolders folders)
    {
        var store = new SyncStore(folders, TimeProvider.System);
        await store.PrepareAsync(Stop);
        return store;
    }

    static async Task FillAsync(SyncStore store)
    {
        await using var db = store.Open();
        db.Runs.Add(
            new()
            {
                Stage = "poll",
                Subject = "Hội hữu nghị – «ß» 越南",
                StartedAt = DateTimeOffset.UnixEpoch,
                AsOf = new(2026, 11, 28),
                Error = "a\nb",
            }
        );
        db.Runs.Add(
            new()
            {
                Stage = "send",
                StartedAt = DateTimeOffset.UnixEpoch,
                AsOf = new(1, 1, 1),
            }
        );
        db.Outbox.Add(
            new()
            {
                Recipient = "staff:x",
                Day = new(2026, 11, 28),
                Kind = OutboxMail.Digest,
                Salutation = "",
                Language = SyncWorker.Union.MailLanguage.Vi,
                Message = [0, 1, 255],
                State = OutboxState.Uncertain,
                CreatedAt = DateTimeOffset.UnixEpoch,
            }
        );
        db.Holds.Add(
            new()
            {
                What = "send",
                Reason = "test",
                Since = DateTimeOffset.UnixEpoch,
            }
        );
        await db.SaveChangesAsync(Stop);
        db.Links.Add(
            new()
            {
                Id = 7,
                Score = 0.25,
                Missing = true,
                Decision = LinkDecision.Auto,
                Hash = long.MinValue,
            }
        );
        await db.SaveChangesAsync(Stop);
    }
}
