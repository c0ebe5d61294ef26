using System.Text;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Formats;

/// <summary>What CSV and spreadsheets share: finding the header, columns by name, ragged and blank and repeated header lines.</summary>
sealed class TableRows(FormatRequest request, ResponseFacts facts, RowSink sink)
{
    const int HeaderWithin = 30;

    readonly RawRow _row = new(request.Mapping.Columns.Count);
    readonly StringBuilder _raw = new();
    readonly string?[] _above = new string?[request.Mapping.Columns.Count];
    int[]? _places;
    string[] _header = [];
    int _before;
    int _blank;
    int _filled;

    /// <summary>Whether the header was found: what follows is rows.</summary>
    public bool HasHeader => _places is not null;

    /// <summary>How many of the mapped columns these cells name.</summary>
    public static int Matches(IEnumerable<string> cells, SourceMapping mapping)
    {
        var names = cells.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return mapping.Columns.Count(column => names.Contains(column.Name));
    }

    public void Take(ReadOnlySpan<string> cells, char delimiter)
    {
        var isBlank = CountBlank(cells);
        if (_places is null)
        {
            Header(cells);
            return;
        }

        facts.Rows++;
        if (isBlank)
        {
            return;
        }

        _row.Begin(facts.Rows);
        _row.SetRaw(Raw(cells, delimiter));
        if (cells.Length < _header.Length || !IsBlank(cells[_header.Length..]))
        {
            _row.Faults.Add(new("row", RowReasons.Columns.Say(cells.Length).En, RowReasons.ColumnsOfHeader.Say(_header.Length)));
        }
        else if (IsHeader(cells))
        {
            _row.NoData = RowReasons.HeaderAgain.En;
        }

        for (var i = 0; i < _places.Length; i++)
        {
            if (_places[i] >= 0 && _places[i] < cells.Length)
            {
                _row.Set(i, request.Mapping.Id.Contains(i) ? WholeNumber(cells[_places[i]]) : cells[_places[i]].AsSpan());
            }
        }

        FillDown(cells);
        sink(_row);
    }

    /// <exception cref="UnhealthySourceException">No header was found.</exception>
    public void End()
    {
        if (_places is null && _before > 0)
        {
            throw NoHeader();
        }

        if (_filled > 0)
        {
            facts.Understood["filled"] = $"{_filled} blank cells have the value above them (fillDown)";
        }
    }

    // A header line that came again is no value of what stands below it.
    void FillDown(ReadOnlySpan<string> cells)
    {
        foreach (var column in request.Mapping.FillDown)
        {
            var place = _places![column];
            if (place < 0 || place >= cells.Length || _row.NoData is not null)
            {
                continue;
            }

            if (!string.IsNullOrWhiteSpace(cells[place]))
            {
                _above[column] = cells[place];
            }
            else if (_above[column] is { } above)
            {
                _row.Set(column, above.AsSpan());
                _filled++;
            }
        }
    }

    bool CountBlank(ReadOnlySpan<string> cells)
    {
        var isBlank = IsBlank(cells);
        return !isBlank || ++_blank <= request.Source.Limits.Rows
            ? isBlank
            : throw new UnhealthySourceException($"There are more than {request.Source.Limits.Rows} blank lines: it is no table.");
    }

    void Header(ReadOnlySpan<string> cells)
    {
        var names = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            names[i] = SourceMapping.Name(cells[i]);
        }

        var wanted = request.Mapping.Columns;
        if (Matches(names, request.Mapping) * 2 < Math.Max(wanted.Count, 1))
        {
            _before += IsBlank(cells) ? 0 : 1;
            if (_before > HeaderWithin)
            {
                throw NoHeader();
            }

            return;
        }

        _header = names[..(Array.FindLastIndex(names, name => name.Length > 0) + 1)];
        _places =
        [
            .. wanted.Select(column =>
                Array.FindIndex(_header, name => string.Equals(name, column.Name, StringComparison.OrdinalIgnoreCase))
            ),
        ];
        for (var i = 0; i < _places.Length; i++)
        {
            facts.Seen[i] |= _places[i] >= 0;
            if (Array.FindLastIndex(_header, name => string.Equals(name, wanted[i].Name, StringComparison.OrdinalIgnoreCase)) != _places[i])
            {
                throw new UnhealthySourceException(
                    $"The column \"{wanted[i].Name}\" stands in the header twice: nobody can say which is meant."
                );
            }
        }

        var known = wanted
            .Select(column => column.Name)
            .Concat(request.Source.Ignore.Select(SourceMapping.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        facts.Unknown.UnionWith(_header.Where(name => name.Length > 0 && !known.Contains(name)).Take(100));
        if (_before > 0)
        {
            facts.Understood["header"] = $"after {_before} other lines";
        }
    }

    UnhealthySourceException NoHeader() =>
        new(
            $"No header line was found: none of the first lines has at least half of the columns {string.Join(", ", request.Mapping.Columns.Select(column => column.Name).Take(12))}. Has the source changed, or is it read with the wrong encoding or delimiter?"
        );

    // Programs write a column of whole numbers as 17.0 as soon as one cell of it is empty: the same id.
    static ReadOnlySpan<char> WholeNumber(string id)
    {
        var text = id.AsSpan().Trim();
        var point = text.IndexOf('.');
        return
            point > 0
            && point < text.Length - 1
            && !text[..point].ContainsAnyExceptInRange('0', '9')
            && !text[(point + 1)..].ContainsAnyExcept('0')
            ? text[..point]
            : id;
    }

    bool IsHeader(ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < _header.Length; i++)
        {
            if (!string.Equals(SourceMapping.Name(cells[i]), _header[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    static bool IsBlank(ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            if (!string.IsNullOrWhiteSpace(cell))
            {
                return false;
            }
        }

        return true;
    }

    byte[] Raw(ReadOnlySpan<string> cells, char delimiter)
    {
        _raw.Clear();
        for (var i = 0; i < cells.Length && _raw.Length <= RawRow.RawKept; i++)
        {
            _raw.Append(i > 0 ? delimiter.ToString() : "").Append(cells[i].AsSpan(0, Math.Min(cells[i].Length, RawRow.RawKept)));
        }

        return Encoding.UTF8.GetBytes(_raw.ToString());
    }
}
