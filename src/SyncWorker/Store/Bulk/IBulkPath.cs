namespace SyncWorker.Store.Bulk;

/// <summary>The engine's way to write many rows: a stage of its own, then set-based SQL. EF Core would go row by row.</summary>
interface IBulkPath
{
    /// <summary>A session on a connection of its own; nothing is locked until its <see cref="IBulkSession.Db"/> begins a transaction.</summary>
    Task<IBulkSession> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Stages live as long as the session and are gone with it, also when the process is killed. Set-based SQL runs through
/// <see cref="Db"/>, on the same connection, in a transaction that the caller begins.
/// </summary>
interface IBulkSession : IAsyncDisposable
{
    SyncDb Db { get; }

    /// <summary>Creates a temporary table with these columns (all nullable) and opens it for writing. Call before the transaction.</summary>
    /// <param name="table">The name SQL calls it by.</param>
    /// <param name="columns">Names and kinds; the engine adds <c>seq</c>, which counts the rows from 1.</param>
    IBulkWriter CreateStage(string table, params ReadOnlySpan<BulkColumn> columns);

    /// <summary>Reads rows of whole numbers without making an object a row.</summary>
    void Read(string sql, string parameter, BulkNumbers row);
}

/// <summary>Told each row of <see cref="IBulkSession.Read"/>: its columns in order.</summary>
delegate void BulkNumbers(ReadOnlySpan<long> columns);

/// <param name="Name">Lower case, as SQL names it.</param>
/// <param name="Kind">What it holds.</param>
readonly record struct BulkColumn(string Name, BulkKind Kind);

enum BulkKind
{
    Number,
    Text,
}

/// <summary>Takes rows one after the other: bind the columns from 0 in any order, then write. What is not bound is null.</summary>
interface IBulkWriter
{
    /// <summary>Rows written.</summary>
    long Rows { get; }

    void Bind(int column, long? number);

    /// <summary>UTF-8.</summary>
    void Bind(int column, ReadOnlySpan<byte> text);

    void Write();

    /// <summary>Ends writing, so that SQL can read the stage.</summary>
    void Complete();
}
