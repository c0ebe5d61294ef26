using System.IO.Compression;
using System.Xml;

namespace SyncWorker.Files;

/// <summary>
/// The one reader of .xlsx and .xls, row by row, every cell as text: a date as ISO text (a cell that is a date needs no format), a
/// time of day as 19:30, a number without the zeros that Excel shows after the comma, an error or a formula without a value by name
/// (see <see cref="CellErrors"/>). The sheet is the first that people see.
/// </summary>
sealed class WorkbookReader : IDisposable
{
    /// <summary>Bytes of a workbook of people once unpacked.</summary>
    public const long Usual = 256 * 1024 * 1024;

    readonly WorkbookFile _book;
    readonly Dictionary<int, (int LastRow, string Value)> _merged = [];
    int _row = -1;
    int _area;

    WorkbookReader(WorkbookFile book) => _book = book;

    /// <summary>The name of the sheet that is read.</summary>
    public string Sheet => _book.Sheet;

    /// <summary>Whether a cell that goes over several rows gives its value to each of them, from the next row on.</summary>
    public bool FillsMerged { get; set; }

    /// <summary>Cells that got their value so.</summary>
    public int Filled { get; private set; }

    /// <param name="file">Left open; a workbook is read from its end, so the stream must be able to seek.</param>
    /// <param name="inflated">Bytes that it may be once unpacked.</param>
    /// <exception cref="InvalidDataException">It is no workbook, or too large.</exception>
    public static WorkbookReader Open(Stream file, long inflated) =>
        Guarded(() =>
        {
            var start = new byte[4];
            var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            if (length < start.Length || start is not [0x50, 0x4B, 3, 4])
            {
                return new WorkbookReader(new XlsWorkbook(file));
            }

            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var book =
                zip.Entries.FirstOrDefault(part => part.Name.Equals("workbook.xml", StringComparison.OrdinalIgnoreCase))?.FullName
                ?? throw new InvalidDataException("The workbook has no list of sheets (an .xlsb file? save it as .xlsx).");
            return new(new XlsxWorkbook(zip, book, inflated));
        });

    /// <summary>Goes to the sheet of this name.</summary>
    /// <param name="name">Case does not count.</param>
    /// <param name="sheets">The names of all sheets.</param>
    public bool TryGoTo(string name, out IReadOnlyList<string> sheets)
    {
        sheets = _book.Sheets;
        var at = sheets.ToList().FindIndex(sheet => string.Equals(sheet, name, StringComparison.OrdinalIgnoreCase));
        return at >= 0
            && Guarded(() =>
            {
                _book.GoTo(at);
                return true;
            });
    }

    /// <summary>The next row; its cells are valid until the row after it is read.</summary>
    /// <exception cref="InvalidDataException">The workbook is broken.</exception>
    public bool TryRead(out ReadOnlySpan<string> cells)
    {
        var isRead = Guarded(_book.Read);
        cells = default;
        if (isRead)
        {
            _row++;
            var row = _book.Cells;
            Fill(row);
            cells = row;
        }

        return isRead;
    }

    public void Dispose() => _book.Dispose();

    void Fill(Span<string> cells)
    {
        for (; _area < _book.Merged.Count && _book.Merged[_area].FirstRow <= _row; _area++)
        {
            var area = _book.Merged[_area];
            if (FillsMerged && area.FirstRow == _row && area.Column < cells.Length)
            {
                _merged[area.Column] = (area.LastRow, cells[area.Column]);
            }
        }

        foreach (var (column, (last, value)) in _merged)
        {
            if (_row <= last && column < cells.Length && cells[column].Length == 0 && value.Length > 0)
            {
                cells[column] = value;
                Filled++;
            }
        }
    }

    // The libraries have no one exception for a broken workbook.
    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException known) when (known.Message.StartsWith("The ", StringComparison.Ordinal))
        {
            throw;
        }
        catch (XmlException error)
        {
            throw new InvalidDataException(
                "It is no workbook that can be read (.xlsx or .xls): a part of it is no XML, or has a document type.",
                error
            );
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException or not IOException)
        {
            throw new InvalidDataException(
                "It is no workbook that can be read (.xlsx or .xls): it is broken, protected, or something else.",
                error
            );
        }
    }
}
