using System.Text;
using SyncWorker.Union;

namespace SyncWorker.Files;

/// <summary>
/// A table that people keep: .xlsx, .xls or .csv. The first line names the columns; a date cell is read as <c>yyyy-MM-dd</c>,
/// everything else as the text that it shows.
/// </summary>
sealed class SheetFile
{
    readonly IReadOnlyList<CsvRecord> _records;

    SheetFile(List<CsvRecord> records)
    {
        var last = records.FindLastIndex(record => record.Cells.Any(cell => cell.Length > 0));
        _records = records[..(last + 1)];
    }

    /// <summary>All lines, the header among them, without empty ones at the end.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lines => [.. _records.Select(record => record.Cells)];

    public IReadOnlyList<string> Columns => _records is [var header, ..] ? header.Cells : [];

    /// <summary>The lines below the header, as their number in the file and their cells by column name.</summary>
    public IEnumerable<(int Line, IReadOnlyDictionary<string, string> Cells)> Rows()
    {
        var columns = Columns;
        foreach (var record in _records.Skip(1))
        {
            var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var column = 0; column < columns.Count; column++)
            {
                cells[columns[column]] = column < record.Cells.Count ? record.Cells[column] : "";
            }

            yield return (record.Line, cells);
        }
    }

    /// <exception cref="IOException">The file cannot be read: not there, in use, or not what its name says.</exception>
    public static SheetFile Read(string path)
    {
        try
        {
            var records = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? CsvFile.Read(path) : ReadWorkbook(path);
            return new([
                .. records.Select(record =>
                    record with
                    {
                        Cells = [.. record.Cells.Select(cell => WritableText.Clean(cell).Normalize(NormalizationForm.FormC).Trim())],
                    }
                ),
            ]);
        }
        catch (Exception error) when (error is CsvException or InvalidDataException)
        {
            throw new IOException($"{Path.GetFileName(path)}: {error.Message}", error);
        }
    }

    static List<CsvRecord> ReadWorkbook(string path)
    {
        using var stream = CsvFile.OpenShared(path);
        using var workbook = WorkbookReader.Open(stream, WorkbookReader.Usual);
        var records = new List<CsvRecord>();
        while (workbook.TryRead(out var cells))
        {
            records.Add(new(records.Count + 1, cells.ToArray()));
        }

        return records;
    }
}
