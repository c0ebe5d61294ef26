using System.Buffers.Binary;
using System.Text;
using ExcelDataReader;

namespace SyncWorker.Files;

/// <summary>An .xls workbook.</summary>
sealed class XlsWorkbook : WorkbookFile
{
    /// <summary>A sheet of the format has no more (MS-XLS 2.4.90, the record of a sheet's dimensions).</summary>
    const int MostRows = 65_536,
        MostColumns = 256;

    readonly IExcelDataReader _reader;
    readonly List<(string Name, bool IsVisible)> _sheets = [];
    string[] _cells = [];

    static XlsWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // .xls files name Windows code pages

    public XlsWorkbook(Stream file)
    {
        CheckSectors(file);
        _reader = ExcelReaderFactory.CreateReader(file, new() { LeaveOpen = true });
        do
        {
            _sheets.Add((_reader.Name, _reader.VisibleState == "visible"));
        } while (_reader.NextResult());
        GoTo(Math.Max(0, _sheets.FindIndex(sheet => sheet.IsVisible)));
    }

    public override string Sheet => _reader.Name;

    public override IReadOnlyList<string> Sheets => [.. _sheets.Select(sheet => sheet.Name)];

    public override Span<string> Cells => _cells;

    public override IReadOnlyList<MergedCells> Merged =>
        [
            .. (_reader.MergeCells ?? [])
                .Where(cells => cells.ToRow > cells.FromRow)
                .Select(cells => new MergedCells(cells.FromRow, cells.ToRow, cells.FromColumn)),
        ];

    public override void GoTo(int sheet)
    {
        _reader.Reset();
        for (var at = 0; at < sheet; at++)
        {
            _reader.NextResult();
        }

        // The library walks through all rows and columns that the sheet says it has, whether they are there or not.
        if (_reader.RowCount > MostRows || _reader.FieldCount > MostColumns)
        {
            throw new InvalidDataException(
                $"The sheet says that it has {_reader.RowCount} rows and {_reader.FieldCount} columns; a sheet of an .xls has {MostRows} and {MostColumns} at most. Save it as .xlsx."
            );
        }
    }

    public override bool Read()
    {
        if (!_reader.Read())
        {
            return false;
        }

        _cells = _cells.Length == _reader.FieldCount ? _cells : new string[_reader.FieldCount];
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = CellText.Format(_reader.GetValue(i)); // the library has no word for an error here: such a cell is empty
        }

        return true;
    }

    public override void Dispose() => _reader.Dispose();

    // MS-CFB 2.2: sectors have 512 or 4096 bytes, small ones 64, and there are no more of them than the file is long. The library takes any power of
    // two and any number, and memory for it.
    static void CheckSectors(Stream file)
    {
        var head = new byte[76];
        file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (head is not [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            return;
        }

        int[] counts = [44, 64, 72]; // of the table of sectors, of the small sectors' table, of the table's table
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(30));
        if (
            (shift, BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(32))) is not ((9 or 12), 6)
            || counts.Any(at => BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(at)) > file.Length >> shift)
        )
        {
            throw new InvalidDataException("The workbook is broken: its sectors have no size or number that there is.");
        }
    }
}
