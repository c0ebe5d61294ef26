using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace SyncWorker.Files;

/// <summary>Takes one record: the line it begins on, from 1, and its cells, which are valid during the call only.</summary>
delegate void CsvRecordSink(int line, ReadOnlySpan<string> cells);

/// <summary>
/// The one reader of CSV. Cuts text into records and cells as RFC 4180 says, and as people write it: CR, LF or both end a record, a
/// quotation mark within a bare cell is a character, text after a closing one belongs to the cell.
/// </summary>
/// <param name="delimiter">Such as one of <see cref="Delimiters"/>.</param>
/// <param name="longest">A record of more characters is a fault: a quotation mark that is missing would swallow the whole file.</param>
/// <param name="sink">Takes the records.</param>
sealed class CsvRecords(char delimiter, int longest, CsvRecordSink sink)
{
    /// <summary>As many as a spreadsheet has.</summary>
    public const int MostColumns = 16_384;

    readonly SearchValues<char> _special = SearchValues.Create(['"', '\r', '\n', delimiter]);
    readonly StringBuilder _cell = new();
    readonly List<string> _cells = [];
    Place _place = Place.Start;
    bool _afterReturn;
    int _length;
    int _line = 1;
    int _recordLine = 1;
    int _quoteLine;

    enum Place
    {
        Start,
        Bare,
        Quoted,
        Closed,
    }

    /// <summary>Excel writes semicolons where the comma is the decimal mark, and tabs as "Unicode text".</summary>
    public static ImmutableArray<char> Delimiters { get; } = [';', '\t', ',', '|'];

    /// <exception cref="CsvException">A record is too long.</exception>
    public void Take(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var found = _place == Place.Quoted ? text.IndexOfAny('"', '\r', '\n') : text.IndexOfAny(_special);
            if (found == 0)
            {
                TakeSpecial(text[0]);
                text = text[1..];
                continue;
            }

            var run = found < 0 ? text : text[..found];
            Grow(run.Length);
            _afterReturn = false;
            _cell.Append(run);
            _place = _place == Place.Start ? Place.Bare : _place;
            text = text[run.Length..];
        }
    }

    /// <exception cref="CsvException">The text ends within quotation marks.</exception>
    public void End()
    {
        if (_place == Place.Quoted)
        {
            throw new CsvException(
                _quoteLine,
                $"The text ends within quotation marks, which open in line {_quoteLine}: it is not whole, or a quotation mark is missing."
            )
            {
                IsCutOff = true,
            };
        }

        if (_cells.Count > 0 || _cell.Length > 0 || _place != Place.Start)
        {
            EndRecord();
        }
    }

    void TakeSpecial(char character)
    {
        var isSecondOfTwo = character == '\n' && _afterReturn;
        _afterReturn = character == '\r';
        _line += character is '\r' or '\n' && !isSecondOfTwo ? 1 : 0;
        if (isSecondOfTwo && _place != Place.Quoted)
        {
            return;
        }

        Grow(1);
        switch (character)
        {
            case '"' when _place == Place.Start:
                _place = Place.Quoted;
                _quoteLine = _line;
                break;
            case '"' when _place == Place.Quoted:
                _place = Place.Closed;
                break;
            case '"' when _place == Place.Closed:
                _cell.Append('"');
                _place = Place.Quoted;
                break;
            case '\r' or '\n' when _place != Place.Quoted:
                EndRecord();
                break;
            case var _ when character == delimiter:
                EndCell();
                break;
            default:
                _cell.Append(character);
                break;
        }
    }

    void Grow(int by)
    {
        _length += by;
        if (_length > longest)
        {
            throw new CsvException(
                _recordLine,
                $"The record that begins in line {_recordLine} is longer than {longest / 1024} KB: is a quotation mark missing, or is it no CSV?"
            );
        }
    }

    void EndCell()
    {
        if (_cells.Count == MostColumns)
        {
            throw new CsvException(
                _recordLine,
                $"The record that begins in line {_recordLine} has more than {MostColumns} columns: is it no CSV?"
            );
        }

        _cells.Add(_cell.ToString());
        _cell.Clear();
        _place = Place.Start;
    }

    void EndRecord()
    {
        EndCell();
        sink(_recordLine, CollectionsMarshal.AsSpan(_cells));
        _cells.Clear();
        _length = 0;
        _recordLine = _line;
    }
}

/// <summary>Text that is not CSV.</summary>
sealed class CsvException(int line, string message) : Exception(message)
{
    /// <summary>From 1.</summary>
    public int Line { get; } = line;

    /// <summary>The end is missing: another download may be whole.</summary>
    public bool IsCutOff { get; init; }
}
