using Microsoft.EntityFrameworkCore;

namespace SyncWorker.Store;

/// <summary>Reads and writes the named facts of the store.</summary>
static class StoreFacts
{
    public static Task<string?> ReadAsync(SyncDb db, string name) =>
        db.Facts.Where(fact => fact.Name == name).Select(fact => fact.Value).SingleOrDefaultAsync(CancellationToken.None);

    public static Task WriteAsync(SyncDb db, string name, string value) =>
        db.Database.ExecuteSqlAsync(
            $"""insert into facts (Name, Value) values ({name}, {value}) on conflict (Name) do update set Value = excluded.Value """,
            CancellationToken.None
        );

    public static Task RemoveAsync(SyncDb db, string name) =>
        db.Facts.Where(fact => fact.Name == name).ExecuteDeleteAsync(CancellationToken.None);
}
