using System.Globalization;
using System.Xml;

namespace SyncWorker.Files;

/// <summary>The rows of one sheet of an .xlsx workbook, one after the other, as text.</summary>
sealed class XlsxSheet : IDisposable
{
    /// <summary>As many as a spreadsheet has.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>The widest of the first rows is the least width of all: the header is among them.</summary>
    const int HeaderWithin = 100;

    readonly Stream _stream;
    readonly XmlReader _xml;
    readonly List<string> _shared;
    readonly XlsxFormats _formats;
    readonly bool _is1904;
    string[] _cells = new string[32];
    int _length;
    int _width;
    int _row = -1; // the row that was given last, from 0
    long _next = -1; // the row that the reader stands at
    bool _isEnded;

    XlsxSheet(Stream stream, List<string> shared, XlsxFormats formats, bool is1904)
    {
        (_stream, _shared, _formats, _is1904) = (stream, shared, formats, is1904);
        _xml = XmlReader.Create(stream, Xml);
    }

    /// <summary>No document type, so no entity that grows; names and texts as they are.</summary>
    public static XmlReaderSettings Xml { get; } =
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
        };

    public Span<string> Cells => _cells.AsSpan(0, _length);

    public required IReadOnlyList<MergedCells> Merged { get; init; }

    /// <summary>Reads a part twice: what is merged stands behind the rows.</summary>
    public static XlsxSheet Open(Stream first, Stream second, List<string> shared, XlsxFormats formats, bool is1904)
    {
        using (first)
        {
            return new(second, shared, formats, is1904) { Merged = XlsxMerges.Read(first) };
        }
    }

    public bool Read()
    {
        if (_next <= _row && !_isEnded)
        {
            FindRow();
        }

        if (_isEnded)
        {
            return false;
        }

        _row++;
        _length = 0;
        if (_row == _next)
        {
            ReadCells();
        }

        return true;
    }

    public void Dispose()
    {
        _xml.Dispose();
        _stream.Dispose();
    }

    void FindRow()
    {
        while (_xml.Read())
        {
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "row")
            {
                _next = long.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number - 1
                    : _row + 1;
                if (_next >= MostRows)
                {
                    throw new InvalidDataException($"The sheet has a row numbered {_next + 1}; a sheet has {MostRows} rows at most.");
                }

                if (_next <= _row)
                {
                    throw new InvalidDataException("The rows of the sheet are not in order: it is broken.");
                }

                return;
            }

            if (_xml.NodeType == XmlNodeType.EndElement && _xml.LocalName == "sheetData")
            {
                break;
            }
        }

        _isEnded = true;
    }

    void ReadCells()
    {
        if (!_xml.IsEmptyElement)
        {
            var depth = _xml.Depth;
            while (_xml.Read() && _xml.Depth > depth)
            {
                if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "c")
                {
                    ReadCell();
                }
            }
        }

        _width = _row < HeaderWithin ? Math.Max(_width, _length) : _width;
        Grow(_width);
    }

    void ReadCell()
    {
        var column = Column(_xml.GetAttribute("r")) ?? _length;
        if (column is < 0 or >= CsvRecords.MostColumns)
        {
            throw new InvalidDataException($"The sheet has more than {CsvRecords.MostColumns} columns.");
        }

        var (type, style) = (
            _xml.GetAttribute("t") ?? "n",
            int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
        );
        Grow(column + 1);
        _cells[column] = _xml.IsEmptyElement ? "" : Value(type, style);
    }

    void Grow(int length)
    {
        if (_cells.Length < length)
        {
            Array.Resize(ref _cells, Math.Max(length, _cells.Length * 2));
        }

        for (; _length < length; _length++)
        {
            _cells[_length] = "";
        }
    }

    string Value(string type, int style)
    {
        var (depth, hasFormula, value) = (_xml.Depth, false, "");
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (_xml.LocalName)
            {
                case "f":
                    hasFormula = true;
                    break;
                case "v":
                    value = Text();
                    break;
                case "is":
                    value = XlsxText.Read(_xml);
                    break;
                default:
                    break;
            }
        }

        return hasFormula && value.Length == 0 && type is not ("str" or "inlineStr") ? CellErrors.NoValue : Value(type, style, value);
    }

    string Value(string type, int style, string value) =>
        type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _shared.Count
                ? _shared[index]
                : "",
            "str" => XlsxText.Unescape(value),
            "inlineStr" or "e" => value,
            "b" => value is "1" or "true" ? "True" : "False",
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
                ? CellText.Format(date)
                : value,
            _ => Number(style, value),
        };

    string Number(int style, string value) =>
        !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? value
        : _formats.IsDate(style) ? CellText.OfSerial(number, _is1904)
        : CellText.Format(number);

    string Text()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text) = (_xml.Depth, "");
        while (_xml.Read() && _xml.Depth > depth)
        {
            text += _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                ? _xml.Value
                : "";
        }

        return text;
    }

    // "BC7" is column 54; null without a reference.
    static int? Column(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter) || column > CsvRecords.MostColumns)
            {
                break;
            }

            column = (column * 26) + (letter & 31);
        }

        return column == 0 ? null : column - 1;
    }
}
