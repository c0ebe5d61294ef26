using System.Text;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// Cuts text into records and cells as RFC 4180 says, and as people write it: CR, LF or both end a record, a quotation mark within
/// a bare cell is a character, text after a closing one belongs to the cell.
/// </summary>
sealed class CsvRecords(char delimiter, int longest, TableRows table)
{
    readonly StringBuilder _cell = new();
    readonly List<string> _cells = [];
    Place _place = Place.Start;
    bool _afterReturn;
    int _length;
    int _records;

    enum Place
    {
        Start,
        Bare,
        Quoted,
        Closed,
    }

    public void Take(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (_afterReturn)
            {
                _afterReturn = false;
                if (character == '\n')
                {
                    continue;
                }
            }

            Take(character);
        }
    }

    /// <exception cref="UnhealthySourceException">The text ends within quotation marks.</exception>
    public void End()
    {
        if (_place == Place.Quoted)
        {
            throw new UnhealthySourceException($"The answer ends within quotation marks (in record {_records + 1}): the download is not whole, or a quotation mark is missing.") { WorthAnotherTry = true };
        }

        if (_cells.Count > 0 || _cell.Length > 0 || _place != Place.Start)
        {
            Record();
        }
    }

    void Take(char character)
    {
        if (++_length > longest)
        {
            throw new UnhealthySourceException($"Record {_records + 1} is longer than {longest / 1024} KB: is a quotation mark missing, or is it no CSV?");
        }

        switch (character)
        {
            case '"' when _place == Place.Start:
                _place = Place.Quoted;
                break;
            case '"' when _place == Place.Quoted:
                _place = Place.Closed;
                break;
            case '"' when _place == Place.Closed:
                _cell.Append('"');
                _place = Place.Quoted;
                break;
            case var _ when _place == Place.Quoted:
                _cell.Append(character);
                break;
            case '\r' or '\n':
                _afterReturn = character == '\r';
                Record();
                break;
            case var _ when character == delimiter:
                Cell();
                break;
            default:
                _cell.Append(character);
                _place = _place == Place.Closed ? Place.Closed : Place.Bare;
                break;
        }
    }

    void Cell()
    {
        _cells.Add(_cell.ToString());
        _cell.Clear();
        _place = Place.Start;
    }

    void Record()
    {
        Cell();
        _records++;
        table.Take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_cells), delimiter);
        _cells.Clear();
        _length = 0;
    }
}
