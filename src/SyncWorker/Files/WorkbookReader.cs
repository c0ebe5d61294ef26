using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace SyncWorker.Files;

/// <summary>
/// The one reader of .xlsx and .xls, row by row, every cell as text: a date as ISO text (a cell that is a date needs no format), a
/// time of day as 19:30, a number without the zeros that Excel shows after the comma.
/// </summary>
sealed class WorkbookReader : IDisposable
{
    readonly IExcelDataReader _reader;
    string[] _cells = [];

    static WorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // .xls files name Windows code pages

    WorkbookReader(IExcelDataReader reader) => _reader = reader;

    /// <summary>The name of the sheet that is read.</summary>
    public string Sheet => _reader.Name;

    /// <param name="file">Left open; a workbook is read from its end, so the stream must be able to seek.</param>
    /// <exception cref="InvalidDataException">It is no workbook.</exception>
    public static WorkbookReader Open(Stream file) => new(Guarded(() => ExcelReaderFactory.CreateReader(file, new() { LeaveOpen = true })));

    /// <summary>Goes on to the sheet of this name.</summary>
    /// <param name="name">Case does not count.</param>
    /// <param name="sheets">The names of the sheets that were looked at.</param>
    public bool TryGoTo(string name, out IReadOnlyList<string> sheets)
    {
        var seen = new List<string>();
        sheets = seen;
        do
        {
            seen.Add(_reader.Name);
            if (string.Equals(_reader.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        while (Guarded(_reader.NextResult));
        return false;
    }

    /// <summary>The next row; its cells are valid until the row after it is read.</summary>
    /// <exception cref="InvalidDataException">The workbook is broken.</exception>
    public bool TryRead(out ReadOnlySpan<string> cells)
    {
        var isRead = Guarded(ReadRow);
        cells = _cells;
        return isRead;
    }

    public void Dispose() => _reader.Dispose();

    bool ReadRow()
    {
        if (!_reader.Read())
        {
            return false;
        }

        _cells = _cells.Length == _reader.FieldCount ? _cells : new string[_reader.FieldCount];
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = Text(_reader.GetValue(i));
        }

        return true;
    }

    static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime { Year: < 1900 } time => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // The library has no one exception for a broken workbook.
    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is EndOfStreamException or not IOException)
        {
            throw new InvalidDataException("It is no workbook that can be read (.xlsx or .xls): it is broken, protected, or something else.", error);
        }
    }
}
