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

    /// <summary>A row that is not taken.</summary>
    public void Add(string position, RawRow row) =>
        Add(position, row.Raw, row.NoData is { } noData ? [noData] : row.Faults.Select(fault => fault.ToString()));

    /// <summary>A row that is taken but for the fields that could not be read.</summary>
    public void AddFields(string position, RawRow row) =>
        Add(position, row.Raw, row.Faults.Select(fault => RowReasons.FieldStays.Say(fault.ToString()).En));

    public void Add(string position, string raw, IEnumerable<string> reasons)
    {
        if (_rows.Count == Most)
        {
            return;
        }

        var lines = string.Join('\n', reasons.Distinct());
        raw = raw.Replace('\0', '␀');
        var hash = StableHash.Compute(Encoding.UTF8.GetBytes(lines), StableHash.Compute(Encoding.UTF8.GetBytes(raw)));
        _rows.Add(new(position, raw, lines, hash));
    }
}
