using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind;

/// <summary>Reads the key that a person types for a reminder: a number of the ledger, or <c>rule/subject/period</c>.</summary>
static class ReminderKeys
{
    public static async Task<LedgerEntry?> FindEntryAsync(SyncDb db, string key, CancellationToken cancellationToken) =>
        long.TryParse(key.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.Ledger.FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;

    /// <summary>Rule, subject and period. The subject of an outlook's line is itself the key of what it shows.</summary>
    public static string[] Parts(string key)
    {
        var parts = Trim(key).Split('/');
        return parts is [Outlook.Rule, .. var subject, var week] ? [Outlook.Rule, string.Join('/', subject), week] : parts;
    }

    public static string Trim(string key) => key.Trim().TrimStart('#');
}
