namespace SyncWorker.Files;

/// <summary>A workbook in one of its two forms, .xlsx or .xls: its sheets, and the rows of one of them as text.</summary>
abstract class WorkbookFile : IDisposable
{
    /// <summary>The name of the sheet that is read: at first the first that people see.</summary>
    public abstract string Sheet { get; }

    public abstract IReadOnlyList<string> Sheets { get; }

    /// <summary>Goes to the sheet at this place in <see cref="Sheets"/>, to its first row.</summary>
    public abstract void GoTo(int sheet);

    /// <summary>Reads the next row; blank ones in between count.</summary>
    public abstract bool Read();

    /// <summary>The cells of the row; valid until the next is read.</summary>
    public abstract Span<string> Cells { get; }

    /// <summary>The merged areas of the sheet.</summary>
    public abstract IReadOnlyList<MergedCells> Merged { get; }

    public abstract void Dispose();
}

/// <summary>Cells that are shown as one, whose value is the first's; rows and columns from 0.</summary>
readonly record struct MergedCells(int FirstRow, int LastRow, int Column);
