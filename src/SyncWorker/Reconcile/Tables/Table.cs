using System.Globalization;
using System.Text;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Reconcile.Tables;

/// <summary>A small CSV table whose rows remember the line they began on (RFC 4180 quoting, comma or semicolon).</summary>
sealed class Table
{
    public static readonly Table None = new([]);

    Table(IReadOnlyList<TableRow> rows) => Rows = rows;

    public IReadOnlyList<TableRow> Rows { get; }

    public static Table Parse(string file, string text, string[] required, List<ConfigFault> faults)
    {
        var lines = Records(text);
        if (lines is [])
        {
            faults.Add(new(file, 0, "", "The file is empty.", $"Its first line names the columns: {string.Join(",", required)}."));
            return None;
        }

        var header = lines[0].Cells.Select(cell => cell.Trim()).ToList();
        foreach (var missing in required.Where(name => !header.Contains(name)))
        {
            faults.Add(new(file, lines[0].Line, missing, $"There is no column \"{missing}\".", $"The first line names the columns; found: {string.Join(",", header)}."));
        }

        var complete = required.All(header.Contains);
        var rows = new List<TableRow>();
        foreach (var (line, cells) in lines.Skip(1))
        {
            if (cells.All(string.IsNullOrWhiteSpace) || cells[0].StartsWith('#'))
            {
                continue;
            }

            if (cells.Count != header.Count)
            {
                faults.Add(new(file, line, "", $"The line has {cells.Count} cells, the first line {header.Count}.", "Put text that holds a comma in quotes."));
            }
            else if (complete)
            {
                rows.Add(new(file, line, header, cells));
            }
        }

        return new(rows);
    }

    /// <summary>Splits the text into records; also what the review import reads.</summary>
    public static List<(int Line, List<string> Cells)> Records(string text)
    {
        var firstLine = text.AsSpan()[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) is var end && end < 0 ? text.Length : end)];
        var delimiter = firstLine.Count(';') > firstLine.Count(',') ? ';' : ',';
        var records = new List<(int, List<string>)>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, began, quoted) = (1, 1, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                line++;
            }

            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter)
            {
                Next();
            }
            else if (c == '\n')
            {
                End();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            End();
        }

        return records;

        void Next()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void End()
        {
            Next();
            records.Add((began, cells));
            cells = [];
            began = line;
        }
    }
}

/// <summary>One line of a table.</summary>
sealed class TableRow(string file, int line, IReadOnlyList<string> header, IReadOnlyList<string> cells)
{
    public string this[string column] => Optional(column) ?? "";

    public string? Optional(string column)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i], column, StringComparison.Ordinal))
            {
                return string.IsNullOrWhiteSpace(cells[i]) ? null : cells[i].Trim();
            }
        }

        return null;
    }

    /// <summary>The parts of a cell that holds a list, separated by semicolons.</summary>
    public IReadOnlyList<string> List(string column) => this[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A day written 2025-06-30 or 30/06/2025, never month first.</summary>
    public DateOnly? Day(string column, List<ConfigFault> faults)
    {
        if (Optional(column) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(Fault(column, $"\"{text}\" is not a day.", "Write 2025-06-30 or 30/06/2025."));
        return null;
    }

    public ConfigFault Fault(string column, string message, string fix) => new(file, line, column, message, fix);
}
