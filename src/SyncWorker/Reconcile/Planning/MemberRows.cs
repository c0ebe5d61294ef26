using System.Text;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>A partner's record as it is in the store.</summary>
/// <param name="Kind">What sort of organisation it is.</param>
/// <param name="Fields">JSON, UTF-8.</param>
/// <param name="Status">Its status.</param>
/// <param name="MissingSince">In milliseconds.</param>
/// <param name="Successor">Who took over from it.</param>
sealed record CurrentRecord(string Kind, byte[] Fields, PartnerStatus Status, long? MissingSince, long? Successor);

/// <summary>A row of the snapshot that a record is made of.</summary>
readonly record struct MemberRow(string Source, string ExternalId, string Kind, byte[] Fields, DateTimeOffset ChangedAt, Presence Life)
{
    /// <summary>It came to the partner by a merger of partners.</summary>
    public bool FromMerge { get; init; }

    /// <summary>It was not there before, or comes back with other content.</summary>
    public bool IsFresh { get; init; }
}

/// <summary>A partner with all its rows.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Current">Its record in the store; null for a partner that the plan makes.</param>
sealed record PartnerMembers(long Id, CurrentRecord? Current)
{
    public List<MemberRow> Rows { get; init; } = new(4);
}

/// <summary>Reads rows in the order of their partners and hands on whole partners.</summary>
sealed class MemberRows(BulkRows rows) : IDisposable
{
    const int BatchPartners = 300;

    // The same few words come a million times.
    string _source = "",
        _kind = "";
    bool _ahead;

    /// <summary>The next partners; null at the end.</summary>
    public List<PartnerMembers>? Batch(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var batch = new List<PartnerMembers>(BatchPartners);
        while (_ahead || rows.Read())
        {
            var id = rows.Long(0);
            if (batch is not [.., var last] || last.Id != id)
            {
                _ =
                    batch is [.., var before] && before.Id > id
                        ? throw new InvalidOperationException("The rows did not come in the order of partners.")
                        : 0;
                _ahead = batch.Count == BatchPartners;
                if (_ahead)
                {
                    return batch;
                }

                batch.Add(last = new(id, CurrentRecord()));
            }

            last.Rows.Add(Row());
            _ahead = false;
        }

        return batch.Count > 0 ? batch : null;
    }

    public void Dispose() => rows.Dispose();

    MemberRow Row()
    {
        _source = Ascii.Equals(rows.Bytes(1), _source) ? _source : rows.Text(1);
        _kind = Ascii.Equals(rows.Bytes(3), _kind) ? _kind : rows.Text(3);
        var life = new Presence(rows.Number(6) is { } since ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null, (int)rows.Long(7));
        return new(_source, rows.Text(2), _kind, rows.Bytes(4).ToArray(), DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(5)), life)
        {
            FromMerge = rows.Long(8) != 0,
            IsFresh = rows.Long(9) != 0,
        };
    }

    CurrentRecord? CurrentRecord() =>
        rows.IsNull(10)
            ? null
            : new(rows.Text(10), rows.Bytes(11).ToArray(), Enum.Parse<PartnerStatus>(rows.Text(12)), rows.Number(13), rows.Number(14));
}
