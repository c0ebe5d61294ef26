using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SyncWorker.Config;
using SyncWorker.Store.Rows;

namespace SyncWorker.Store;

/// <summary>
/// What `status` reads of the store, by plain SQL: it must answer at once, on a store of an older version, in a folder that cannot be
/// written, and change nothing. Entity Framework's model alone would take most of a second.
/// </summary>
sealed class StatusQueries : IDisposable
{
    /// <summary>What is said of a store that an older or newer version made.</summary>
    public const string IsOfAnotherVersion =
        "The store was made by another version: it will be brought up to date at the next start, and until then not all of it can be shown.";

    readonly DbConnection _db;

    StatusQueries(DbConnection db) => _db = db;

    /// <summary>Opens the store to read; null when there is none yet.</summary>
    /// <exception cref="DbException">It cannot be opened.</exception>
    public static StatusQueries? Open(WorkerFolders folders)
    {
        if (StoreEngine.Of(folders) is PostgresEngine engine)
        {
            return engine.IsEmpty() ? null : new(engine.Connect());
        }

        if (new FileInfo(folders.Store) is not { Exists: true, Length: > 0 })
        {
            return null;
        }

        try
        {
            return new(Connect(folders.Store));
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 8 or 14 && !HasJournal(folders.Store))
        {
            // A folder that cannot be written has no room for the shared memory; without a journal the file is all there is.
            return new(Connect($"file:{new Uri(folders.Store).AbsolutePath}?immutable=1"));
        }
    }

    static bool HasJournal(string store) => new FileInfo(store + "-wal") is { Exists: true, Length: > 0 };

    static SqliteConnection Connect(string source)
    {
        var db = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = source,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 5,
            }.ToString()
        );
        try
        {
            db.Open();
            using var first = new SqliteCommand("select count(*) from sqlite_master", db);
            first.ExecuteScalar();
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>What made it, oldest first.</summary>
    public IReadOnlyList<string> Migrations() =>
        Read("""select "MigrationId" from "__EFMigrationsHistory" order by 1""", row => row.GetString(0));

    /// <summary>The newest run of each stage and subject.</summary>
    public IReadOnlyList<Run> LastRuns() =>
        Read(
            """
            select Id, Stage, Subject, StartedAt, EndedAt, AsOf, Outcome, Counts, Error from runs
            where Id in (select max(Id) from runs group by Stage, Subject) order by Id
            """,
            RunOf
        );

    /// <summary>The newest runs of all stages, newest first.</summary>
    public IReadOnlyList<Run> RecentRuns(int most) =>
        Read(
            """
            select Id, Stage, Subject, StartedAt, EndedAt, AsOf, Outcome, Counts, Error from runs
            order by Id desc limit @most
            """,
            RunOf,
            ("@most", most)
        );

    static Run RunOf(DbDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            Stage = row.GetString(1),
            Subject = Text(row, 2),
            StartedAt = At(row, 3)!.Value,
            EndedAt = At(row, 4),
            AsOf = DateOnly.ParseExact(row.GetString(5), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Outcome = Enum.Parse<RunOutcome>(row.GetString(6)),
            Counts = row.GetString(7),
            Error = Text(row, 8),
        };

    public IReadOnlyList<Feed> Feeds() =>
        Read(
            """select Source, Health, Since, LastGoodAt, Rows, BadRuns, Reason from feeds order by Source """,
            row => new Feed
            {
                Source = row.GetString(0),
                Health = Enum.Parse<FeedHealth>(row.GetString(1)),
                Since = At(row, 2)!.Value,
                LastGoodAt = At(row, 3),
                Rows = row.GetInt64(4),
                BadRuns = row.GetInt32(5),
                Reason = Text(row, 6),
            }
        );

    /// <summary>The messages that were handled since then, by what became of them.</summary>
    public IReadOnlyList<(string Outcome, int Messages)> Inbox(DateTimeOffset since) =>
        Read(
            """select Outcome, count(*) from inbox where HandledAt >= @since group by Outcome order by Outcome """,
            row => (row.GetString(0), row.GetInt32(1)),
            ("@since", since.ToUnixTimeMilliseconds())
        );

    /// <summary>Mailboxes that were reported as not there.</summary>
    public int DeadMailboxes() =>
        Read("""select count(*) from dead_addresses where ConfirmedAt is null""", row => row.GetInt32(0)).FirstOrDefault();

    public int QuarantineTotal() => Read("select count(*) from quarantine", row => row.GetInt32(0)).FirstOrDefault();

    /// <summary>The first of them, without what they hold.</summary>
    public IReadOnlyList<QuarantineRow> Quarantine(int rows) =>
        Read(
            """select Source, Position, Reasons, FirstSeenAt from quarantine order by Source, Id limit @rows""",
            row => new QuarantineRow
            {
                Source = row.GetString(0),
                Position = row.GetString(1),
                Reasons = row.GetString(2),
                FirstSeenAt = At(row, 3)!.Value,
                Raw = "",
            },
            ("@rows", rows)
        );

    /// <summary>How many mails are in each state.</summary>
    public IReadOnlyList<(OutboxState State, int Mails)> Outbox() =>
        Read(
            """select State, count(*) from outbox group by State order by State """,
            row => (Enum.Parse<OutboxState>(row.GetString(0)), row.GetInt32(1))
        );

    /// <summary>What waits for a person.</summary>
    public IReadOnlyList<Hold> Holds() =>
        Read(
            """select Id, What, Reason, Since, Until from holds where ReleasedAt is null order by Id """,
            row => new Hold
            {
                Id = row.GetInt64(0),
                What = row.GetString(1),
                Reason = row.GetString(2),
                Since = At(row, 3)!.Value,
                Until = At(row, 4),
            }
        );

    /// <summary>A fact about the store itself; null when it has none of this name.</summary>
    public string? Fact(string name) =>
        Read("""select Value from facts where Name = @name""", row => row.GetString(0), ("@name", name)).FirstOrDefault();

    public void Dispose() => _db.Dispose();

    List<T> Read<T>(string query, Func<DbDataReader, T> map, params ReadOnlySpan<(string Name, object Value)> values)
    {
        try
        {
            return _db.Read(query, map, values);
        }
        catch (DbException error) when (error is SqliteException { SqliteErrorCode: 1 } or { SqlState: "42P01" or "42703" })
        {
            return []; // no such table or column: a store of another version says what it has
        }
    }

    static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static DateTimeOffset? At(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
