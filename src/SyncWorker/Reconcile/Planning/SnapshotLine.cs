using Microsoft.Data.Sqlite;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>One row of the snapshot as the planner reads it.</summary>
readonly record struct SnapshotLine
{
    public const string Columns =
        "s.Id, s.Source, s.ExternalId, s.Kind, s.Fields, s.Hash, s.MissingSince is not null, s.PartnerId, s.OwnPartnerId, s.LinkScore, s.LinkReason, s.LinkDecision, s.ReconciledHash, s.ReconciledMissing";

    /// <summary>What has to be looked at: new, changed, gone or back since it was last reconciled.</summary>
    public const string IsOpen = "(" + SnapshotRow.OpenSql + ")";

    public required long Id { get; init; }

    public required string Source { get; init; }

    public required string ExternalId { get; init; }

    public required string Kind { get; init; }

    public required string Fields { get; init; }

    public required long Hash { get; init; }

    public required bool IsMissing { get; init; }

    public required SnapshotLink Link { get; init; }

    public required long? ReconciledHash { get; init; }

    public required bool ReconciledMissing { get; init; }

    public bool Open => ReconciledHash != Hash || IsMissing != ReconciledMissing;

    public static SnapshotLine Of(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Source = row.GetString(1),
        ExternalId = row.GetString(2),
        Kind = row.GetString(3),
        Fields = row.GetString(4),
        Hash = row.GetInt64(5),
        IsMissing = row.GetInt64(6) != 0,
        Link = new(
            row.IsDBNull(7) ? null : row.GetInt64(7),
            row.IsDBNull(8) ? null : row.GetInt64(8),
            row.IsDBNull(9) ? null : row.GetDouble(9),
            row.IsDBNull(10) ? null : row.GetString(10),
            Enum.Parse<LinkDecision>(row.GetString(11))),
        ReconciledHash = row.IsDBNull(12) ? null : row.GetInt64(12),
        ReconciledMissing = row.GetInt64(13) != 0,
    };
}

/// <summary>The link columns of a row.</summary>
/// <param name="PartnerId">Whom it belongs to.</param>
/// <param name="OwnId">Whom it matched, where a merger of partners moved it; else null.</param>
readonly record struct SnapshotLink(long? PartnerId, long? OwnId, double? Score, string? Reason, LinkDecision Decision);
