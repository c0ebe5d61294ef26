namespace SyncWorker.Store.Bulk;

/// <summary>
/// The engine's way to read and write many rows: stages of its own, then set-based SQL. EF Core would go row by row. Poll and Reconcile
/// have no other. Their SQL is the same for every engine: names without quotes, a newline as <c>@line</c>, and what the engines spell
/// differently from <see cref="BulkSql"/>. A session has a connection of its own; nothing is locked until a transaction begins.
/// Stages live as long as the session and are gone with it, also when the process is killed. One thread writes; a second
/// thread may read what it needs to compute (see Pipeline), so an engine's connection must allow calls from both. Readers and writers of
/// one session may be used turn by turn.
/// </summary>
interface IBulkSession : IAsyncDisposable
{
    /// <summary>What this engine spells in a way of its own.</summary>
    BulkSql Sql { get; }

    /// <summary>Ordinary queries on the same connection, within the same transaction.</summary>
    SyncDb Db { get; }

    /// <summary>
    /// Begins to read the store as it is now, whatever others write meanwhile; stages can be written all the same. Ended by
    /// <see cref="CommitAsync"/>, or by the session's end, which undoes.
    /// </summary>
    Task BeginReadAsync(CancellationToken cancellationToken);

    /// <summary>Takes the store's one writer's place.</summary>
    Task BeginWriteAsync(CancellationToken cancellationToken);

    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Creates a temporary table with these columns (all nullable) and opens it for writing.</summary>
    /// <param name="table">The name SQL calls it by.</param>
    /// <param name="columns">
    /// Names and kinds; without a key among them the engine adds <c>seq</c>, which counts the rows from 1 and in whose order they are read
    /// where nothing else is said.
    /// </param>
    IBulkWriter CreateStage(string table, params ReadOnlySpan<BulkColumn> columns);

    /// <summary>Reads without making an object a row. Values are called <c>@name</c> in the SQL.</summary>
    BulkRows Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values);

    /// <summary>Reads what has few rows, such as one that is looked up by its id: cheaper, and all of it is held in memory.</summary>
    BulkRows ReadFew(string sql, params ReadOnlySpan<(string Name, object? Value)> values);

    /// <summary>Runs set-based SQL, one statement or several.</summary>
    /// <returns>How many rows the last statement wrote.</returns>
    int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values);
}

/// <summary>The few words of SQL that depend on the engine.</summary>
/// <param name="JoinInOrder">A join whose left side is read first, where the engine lets a query say so.</param>
/// <param name="SnapshotOfRanges">After dirty_ranges t: the rows of the snapshot whose ids are in the range, as s, each range looked up by the id and by no other index.</param>
/// <param name="OrderInside">Sorts a part of a query so that the whole keeps the order; nothing where it would be lost.</param>
/// <param name="OrderOutside">Sorts the whole query, where a part cannot; nothing where it need not be sorted again.</param>
sealed record BulkSql(string JoinInOrder, string SnapshotOfRanges, Func<string, string> OrderInside, Func<string, string> OrderOutside);

/// <param name="Name">Lower case, as SQL names it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsKey">A number that each row of the stage has for itself; rows are read fastest in its order.</param>
readonly record struct BulkColumn(string Name, BulkKind Kind, bool IsKey = false);

enum BulkKind
{
    Number,
    Text,
    Real,
}

/// <summary>Takes rows one after the other: bind the columns from 0 in any order, then write. What is not bound is null.</summary>
interface IBulkWriter
{
    /// <summary>Rows written.</summary>
    long Rows { get; }

    void Bind(int column, long? number);

    void Bind(int column, double? number);

    void Bind(int column, string? text);

    /// <summary>UTF-8.</summary>
    void Bind(int column, ReadOnlySpan<byte> text);

    void Write();

    /// <summary>Ends writing, so that SQL can read the stage.</summary>
    void Complete();

    /// <summary>Takes all rows out, to begin anew.</summary>
    void Clear();
}
