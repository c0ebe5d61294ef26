using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Poll.Intake;

/// <summary>One row that a dry run would change.</summary>
/// <param name="What">new or changed, or missing.</param>
/// <param name="ExternalId">The row's id.</param>
/// <param name="Name">Its name, for people.</param>
sealed record RowChange(string What, string ExternalId, string? Name)
{
    /// <summary>How many rows of each sort are named; the counts say how many there are.</summary>
    public const int Shown = 20;

    /// <summary>Reads them within the transaction that will be rolled back.</summary>
    public static async Task<IReadOnlyList<RowChange>> ReadAsync(
        SyncDb db,
        string source,
        long run,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var written = await db
            .Snapshot.Where(row => row.Source == source && row.ChangedRun == run)
            .OrderBy(row => row.ExternalId)
            .Take(Shown)
            .Select(row => new { row.ExternalId, row.Fields })
            .ToListAsync(cancellationToken);
        var missing = await db
            .Snapshot.Where(row => row.Source == source && row.MissingSince == now)
            .OrderBy(row => row.ExternalId)
            .Take(Shown)
            .Select(row => new { row.ExternalId, row.Fields })
            .ToListAsync(cancellationToken);
        return
        [
            .. written.Select(row => new RowChange("new or changed", row.ExternalId, NameOf(row.Fields))),
            .. missing.Select(row => new RowChange("missing", row.ExternalId, NameOf(row.Fields))),
        ];
    }

    static string? NameOf(string fields)
    {
        using var json = JsonDocument.Parse(fields);
        return json.RootElement.TryGetProperty(CanonicalField.NameVi, out var name) ? name.GetString() : null;
    }
}
