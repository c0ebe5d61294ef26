using SyncWorker.Files;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>
/// A small CSV table of the config folder, whose rows remember the line they began on. Blank lines and those that begin with # do not
/// count.
/// </summary>
sealed class ConfigTable
{
    ConfigTable(IReadOnlyList<ConfigRow> rows) => Rows = rows;

    public IReadOnlyList<ConfigRow> Rows { get; }

    /// <summary>Reads the file; what is wrong with it becomes a fault, and the table has no rows.</summary>
    /// <param name="path">The file to read.</param>
    /// <param name="name">What faults call it, such as tables/provinces.csv.</param>
    /// <param name="required">The columns that it must have.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public static ConfigTable Read(string path, string name, string[] required, List<ConfigFault> faults)
    {
        try
        {
            return CsvFile.TryRead(path, out var records, out var line)
                ? Create(records, name, required, faults)
                : Refuse(name, line, faults);
        }
        catch (CsvException error)
        {
            faults.Add(
                new(name, error.Line, "", error.Message, "Put a quotation mark at the end of the cell, or take the first one away.")
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(
                new(
                    name,
                    0,
                    "",
                    $"It could not be read: {error.Message}",
                    $"Give the account read access, or copy the file from the program's own config/{Path.GetDirectoryName(name)}."
                )
            );
        }

        return new([]);
    }

    static ConfigTable Refuse(string name, int line, List<ConfigFault> faults)
    {
        faults.Add(
            new(
                name,
                line,
                "",
                $"This is not UTF-8 (first bad byte in line {line}).",
                "Notepad: Save as, Encoding: UTF-8. Excel: Save as, CSV UTF-8."
            )
        );
        return new([]);
    }

    static ConfigTable Create(IReadOnlyList<CsvRecord> records, string name, string[] required, List<ConfigFault> faults)
    {
        if (records is not [var first, ..])
        {
            faults.Add(new(name, 0, "", "The file is empty.", $"Its first line names the columns: {string.Join(",", required)}."));
            return new([]);
        }

        var header = first.Cells.Select(cell => cell.Trim()).ToList();
        var missing = required.Except(header, StringComparer.OrdinalIgnoreCase).ToList();
        faults.AddRange(
            missing.Select(column => new ConfigFault(
                name,
                first.Line,
                column,
                $"There is no column \"{column}\".",
                $"The first line names the columns; found: {string.Join(",", header)}."
            ))
        );
        return new(
            missing.Count > 0
                ? []
                :
                [
                    .. records
                        .Skip(1)
                        .Where(line => !line.Cells.All(string.IsNullOrWhiteSpace) && !line.Cells[0].StartsWith('#'))
                        .Select(line => new ConfigRow(name, line, header)),
                ]
        );
    }
}

/// <summary>One line of a table.</summary>
sealed class ConfigRow(string file, CsvRecord record, IReadOnlyList<string> header)
{
    public string this[string column] => Optional(column) ?? "";

    public string? Optional(string column)
    {
        for (var i = 0; i < header.Count && i < record.Cells.Count; i++)
        {
            if (string.Equals(header[i], column, StringComparison.OrdinalIgnoreCase))
            {
                return string.IsNullOrWhiteSpace(record.Cells[i]) ? null : record.Cells[i].Trim();
            }
        }

        return null;
    }

    /// <summary>The parts of a cell that holds a list, separated by semicolons.</summary>
    public IReadOnlyList<string> List(string column) =>
        this[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A day, or null when the cell is empty or no day; the latter is a fault.</summary>
    public DateOnly? Day(string column, List<ConfigFault> faults)
    {
        if (DayText.TryParse(Optional(column), out var day))
        {
            return day;
        }

        if (Optional(column) is { } text)
        {
            faults.Add(Fault(column, $"\"{text}\" is not a day.", $"Write such as {DayText.Examples}."));
        }

        return null;
    }

    /// <summary>Whether the line has a cell for each column; a separator that is missing would move all that follow.</summary>
    public bool IsWhole(List<ConfigFault> faults)
    {
        if (record.Cells.Count != header.Count)
        {
            faults.Add(
                Fault(
                    "",
                    $"The line has {record.Cells.Count} cells, the first line {header.Count}.",
                    "Put text that holds a comma in quotes."
                )
            );
        }

        return record.Cells.Count == header.Count;
    }

    public ConfigFault Fault(string column, string message, string fix) => new(file, record.Line, column, message, fix);
}
