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

    /// <summary>JSON, UTF-8.</summary>
    public required byte[] Fields { get; init; }

    public required long Hash { get; init; }

    public required bool IsMissing { get; init; }

    public required SnapshotLink Link { get; init; }

    public required long? ReconciledHash { get; init; }

    public required bool ReconciledMissing { get; init; }

    public bool Open => ReconciledHash != Hash || IsMissing != ReconciledMissing;

    public static SnapshotLine Of(PlanRows row) => new()
    {
        Id = row.Long(0),
        Source = row.Text(1),
        ExternalId = row.Text(2),
        Kind = row.Text(3),
        Fields = row.Bytes(4).ToArray(),
        Hash = row.Long(5),
        IsMissing = row.Long(6) != 0,
        Link = new(row.Number(7), row.Number(8), row.Real(9), row.TextOrNull(10), Decision(row.Bytes(11))),
        ReconciledHash = row.Number(12),
        ReconciledMissing = row.Long(13) != 0,
    };

    static LinkDecision Decision(ReadOnlySpan<byte> text) => text switch
    {
        _ when text.SequenceEqual("None"u8) => LinkDecision.None,
        _ when text.SequenceEqual("Auto"u8) => LinkDecision.Auto,
        _ => Enum.Parse<LinkDecision>(System.Text.Encoding.UTF8.GetString(text)),
    };
}

/// <summary>The link columns of a row.</summary>
/// <param name="PartnerId">Whom it belongs to.</param>
/// <param name="OwnId">Whom it matched, where a merger of partners moved it; else null.</param>
readonly record struct SnapshotLink(long? PartnerId, long? OwnId, double? Score, string? Reason, LinkDecision Decision);
