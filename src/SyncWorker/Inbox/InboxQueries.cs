using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Inbox;

/// <summary>Lists the messages that were handled.</summary>
sealed class InboxQueries(SyncStore store)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<InboxMessage>> ListAsync(InboxKind? kind, int most, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await db
            .Inbox.Where(row => kind == null || row.Kind == kind)
            .OrderByDescending(row => row.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
    }
}
