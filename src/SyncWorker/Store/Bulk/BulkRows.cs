using System.Text;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// Rows read column by column, what a million rows are read with. Text comes as the UTF-8 it is stored in and is valid until the next
/// row.
/// </summary>
abstract class BulkRows : IDisposable
{
    public abstract int Columns { get; }

    /// <summary>The next row; false at the end.</summary>
    public abstract bool Read();

    public abstract bool IsNull(int column);

    public abstract long Long(int column);

    public abstract double Double(int column);

    /// <summary>The value as text; a null has no bytes.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public long? Number(int column) => IsNull(column) ? null : Long(column);

    public double? Real(int column) => IsNull(column) ? null : Double(column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public abstract void Dispose();
}
