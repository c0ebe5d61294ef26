using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;

namespace SyncWorker.Send;

/// <summary>The store's own id, made once: the part of every Message-ID that no other store has.</summary>
static class StoreIdentity
{
    const string Name = "store.id";

    public static async Task<string> ReadAsync(SyncStore store, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        if (await db.Facts.Where(fact => fact.Name == Name).Select(fact => fact.Value).SingleOrDefaultAsync(cancellationToken) is { } known)
        {
            return known;
        }

        // Two workers may get here at once; whoever is first wins.
        var made = RandomNumberGenerator.GetHexString(12, lowercase: true);
        await db.Database.ExecuteSqlAsync($"""insert into facts ("Name", "Value") values ({Name}, {made}) on conflict ("Name") do nothing""", cancellationToken);
        return await db.Facts.Where(fact => fact.Name == Name).Select(fact => fact.Value).SingleAsync(cancellationToken);
    }
}
