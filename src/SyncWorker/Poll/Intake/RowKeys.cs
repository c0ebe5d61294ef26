using System.Text;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Intake;

/// <summary>The keys of rows: hashes of their external ids, made without a string where that is possible.</summary>
sealed class RowKeys(SourceMapping mapping)
{
    byte[] _utf8 = new byte[1024];

    /// <summary>Of the commonest id, one column of plain ASCII; null for any other.</summary>
    public long? Plain(RawRow row)
    {
        if (mapping.Id.Count != 1)
        {
            return null;
        }

        var id = row[mapping.Id[0]];
        if (id.IsEmpty || id.Length > 400 || id.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return null;
        }

        return StableHash.Compute(id);
    }

    public long Hash(string id) => StableHash.Compute(Utf8(id));

    /// <summary>The id as UTF-8, until the next call.</summary>
    public ReadOnlySpan<byte> Utf8(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }
}
