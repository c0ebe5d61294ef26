using System.Text;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Intake;

/// <param name="Position">Its position.</param>
/// <param name="Raw">As it came, cut.</param>
/// <param name="Reasons">One a line.</param>
/// <param name="Hash">Of raw text and reasons.</param>
sealed record QuarantinedRow(string Position, string Raw, string Reasons, long Hash);

/// <summary>The rows of one reading that could not be used, the first <see cref="Most"/> of them with their text.</summary>
sealed class QuarantineList
{
    public const int Most = 1000;

    readonly List<QuarantinedRow> _rows = [];

    public IReadOnlyList<QuarantinedRow> Rows => _rows;

    public void Add(string position, RawRow row)
    {
        if (_rows.Count == Most)
        {
            return;
        }

        var reasons = string.Join('\n', row.NoData is { } noData ? [noData] : row.Faults.Select(fault => fault.ToString()).Distinct());
        var raw = row.Raw.Replace('\0', '␀');
        var hash = StableHash.Compute(Encoding.UTF8.GetBytes(reasons), StableHash.Compute(Encoding.UTF8.GetBytes(raw)));
        _rows.Add(new(position, raw, reasons, hash));
    }
}
