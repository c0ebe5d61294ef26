using System.Text;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>One row of the snapshot as the planner reads it.</summary>
sealed record SnapshotLine
{
    public const string Columns =
        "s.Id, s.Source, s.ExternalId, s.Kind, s.Fields, s.Hash, s.MissingSince is not null, l.PartnerId, l.OwnPartnerId, l.Score, l.Reason, l.Decision, l.Hash, l.Missing";

    /// <summary>Every row of the snapshot, as s, with its link, where it has one, as l.</summary>
    public const string All = "snapshot s left join links l on l.Id = s.Id";

    /// <summary>What has to be looked at: new, changed, gone or back since it was last reconciled.</summary>
    public const string IsOpen = "(l.Id is null or l.Hash <> s.Hash or (s.MissingSince is null) = (l.Missing = 1))";

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

    /// <summary>It was not there when the last plan was applied, or not with this content.</summary>
    public bool IsFresh => ReconciledHash is null || (ReconciledMissing && ReconciledHash != Hash);

    public bool Open => ReconciledHash != Hash || IsMissing != ReconciledMissing;

    /// <summary>So many rows are handed on together.</summary>
    const int BatchRows = 1000;

    /// <summary>The next rows of one source; null at the end.</summary>
    public static List<SnapshotLine>? Batch(BulkRows rows, string source, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var batch = new List<SnapshotLine>(BatchRows);
        var kind = "";
        while (batch.Count < BatchRows && rows.Read())
        {
            var line = Read(rows, source, kind);
            kind = line.Kind;
            batch.Add(line);
        }

        return batch.Count > 0 ? batch : null;
    }

    /// <param name="row">The columns named above.</param>
    /// <param name="source">The source, where it is known.</param>
    /// <param name="kind">The kind that it probably has: most rows of a source have the same.</param>
    public static SnapshotLine Read(BulkRows row, string? source = null, string kind = "") =>
        new()
        {
            Id = row.Long(0),
            Source = source ?? row.Text(1),
            ExternalId = row.Text(2),
            Kind = Ascii.Equals(row.Bytes(3), kind) ? kind : row.Text(3),
            Fields = row.Bytes(4).ToArray(),
            Hash = row.Long(5),
            IsMissing = row.Long(6) != 0,
            Link = row.IsNull(12) ? default : new(row.Number(7), row.Number(8), row.Real(9), row.TextOrNull(10), Decision(row.Bytes(11))),
            ReconciledHash = row.Number(12),
            ReconciledMissing = row.Long(13) != 0, // 0 for a null
        };

    static LinkDecision Decision(ReadOnlySpan<byte> text) =>
        text switch
        {
            _ when text.IsEmpty => LinkDecision.None,
            _ when text.SequenceEqual("Auto"u8) => LinkDecision.Auto,
            _ => Enum.Parse<LinkDecision>(Encoding.UTF8.GetString(text)),
        };
}

/// <summary>The link columns of a row.</summary>
/// <param name="PartnerId">Whom it belongs to.</param>
/// <param name="OwnId">Whom it matched, where a merger of partners moved it; else null.</param>
readonly record struct SnapshotLink(long? PartnerId, long? OwnId, double? Score, string? Reason, LinkDecision Decision);
