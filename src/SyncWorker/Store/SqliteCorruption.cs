using Microsoft.Data.Sqlite;

namespace SyncWorker.Store;

/// <summary>What SQLite says of a file whose bytes are not those it wrote (https://www.sqlite.org/rescode.html).</summary>
static class SqliteCorruption
{
    const int Corrupt = 11;
    const int NotADatabase = 26;

    public static bool IsCorruption(SqliteException error) => (error.SqliteErrorCode & 0xFF) is Corrupt or NotADatabase;
}
