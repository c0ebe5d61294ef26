using SyncWorker.Files;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Discovery;

/// <summary>
/// Reads a table without a mapping. 1. The delimiter is the one with which most lines have the same number of cells, more than one.
/// 2. The header is, of the first lines, the one with the most heads that are known; then the one with the most texts that are no values.
/// 3. Below it are rows; totals and signatures are told apart by what they begin with.
/// </summary>
static class TableGuess
{
    const int HeaderWithin = 30;

    /// <summary>Rows that are looked at.</summary>
    const int MostRows = 500;

    const int LongestRecord = 1024 * 1024;

    static readonly string[] s_totals = ["Tổng cộng", "Tổng số", "Cộng", "Total", "Người lập", "Ghi chú:", "Nguồn:"];

    /// <exception cref="UnhealthySourceException">It has no header that can be found.</exception>
    public static SampleRows OfText(FirstAnswer answer)
    {
        var text = FormatGuess.Text(answer, null, out var encoding);
        var start = text[..Math.Min(text.Length, 256 * 1024)];
        var delimiter = CsvRecords.Delimiters.MaxBy(candidate => Likely(Records(start, candidate, 50)));
        var rows = Guess(Records(text, delimiter, MostRows + HeaderWithin), out _);
        return rows with
        {
            Understood = new Dictionary<string, string>
            {
                ["encoding"] = encoding,
                ["delimiter"] = delimiter == '\t' ? "tab" : delimiter.ToString(),
            }
                .Concat(rows.Understood)
                .ToDictionary(),
        };
    }

    /// <exception cref="UnhealthySourceException">It has no header that can be found, or no sheet of that name.</exception>
    public static SampleRows OfWorkbook(FirstAnswer answer, string? sheet)
    {
        try
        {
            var plain = Cells(answer, sheet, fillsBelow: int.MaxValue, out _, out _);
            Guess(plain, out var header);
            var filled = Cells(answer, sheet, header, out var book, out var merged);
            var rows = Guess(filled, out _);
            return rows with
            {
                Understood = new Dictionary<string, string> { ["sheet"] = book }
                    .Concat(merged > 0 ? [new("merged", $"{merged} cells have the value of the merged cell above")] : [])
                    .Concat(rows.Understood)
                    .ToDictionary(),
                Unsure = [.. rows.Unsure, .. OtherSheets(answer, sheet)],
            };
        }
        catch (InvalidDataException error)
        {
            throw new UnhealthySourceException(error.Message, error);
        }
    }

    static List<string[]> Records(string text, char delimiter, int most)
    {
        var records = new List<string[]>();
        var reader = new CsvRecords(delimiter, LongestRecord, (_, cells) => Keep(records, cells, most));
        try
        {
            reader.Take(text);
            reader.End();
        }
        catch (CsvException)
        {
            // The text was cut, or has a quotation mark too many: the poll will name it.
        }

        return records;
    }

    static void Keep(List<string[]> records, ReadOnlySpan<string> cells, int most)
    {
        if (records.Count < most)
        {
            records.Add(cells.ToArray());
        }
    }

    // Lines of the commonest width, and that width: 40 lines of 9 cells beat 50 of 2.
    static int Likely(List<string[]> records) =>
        records
            .Where(record => record.Length > 1)
            .GroupBy(record => record.Length)
            .Select(group => group.Count() * Math.Min(group.Key, 40))
            .DefaultIfEmpty(0)
            .Max();

    static List<string[]> Cells(FirstAnswer answer, string? sheet, int fillsBelow, out string name, out int merged)
    {
        using var file = new MemoryStream(answer.Bytes);
        using var workbook = WorkbookReader.Open(file, WorkbookReader.Usual);
        if (sheet is not null && !workbook.TryGoTo(sheet, out var sheets))
        {
            throw new UnhealthySourceException($"The workbook has no sheet \"{sheet}\". It has: {string.Join(", ", sheets.Take(20))}.");
        }

        var rows = new List<string[]>();
        while (rows.Count < MostRows + HeaderWithin && workbook.TryRead(out var cells))
        {
            rows.Add(cells.ToArray());
            workbook.FillsMerged = rows.Count > fillsBelow;
        }

        (name, merged) = (workbook.Sheet, workbook.Filled);
        return rows;
    }

    static IEnumerable<string> OtherSheets(FirstAnswer answer, string? sheet)
    {
        using var file = new MemoryStream(answer.Bytes);
        using var workbook = WorkbookReader.Open(file, WorkbookReader.Usual);
        if (sheet is null && !workbook.TryGoTo("\u0001", out var sheets) && sheets.Count > 1)
        {
            yield return $"the workbook has the sheets {string.Join(", ", sheets.Take(8))}; the first is taken: for another add --sheet NAME";
        }
    }

    static SampleRows Guess(List<string[]> lines, out int header)
    {
        header = Enumerable
            .Range(0, Math.Min(lines.Count, HeaderWithin))
            .Where(i => lines[i].Count(cell => !string.IsNullOrWhiteSpace(cell)) > 1)
            .Select(i => (Line: i, Score: HeaderScore(lines[i])))
            .Where(at => at.Score > 0)
            .OrderByDescending(at => at.Score)
            .ThenBy(at => at.Line)
            .Select(at => at.Line)
            .DefaultIfEmpty(-1)
            .First();
        if (header < 0)
        {
            throw new UnhealthySourceException(
                $"No line of the first {HeaderWithin} looks like a header: a source's columns must be named in its first lines."
            );
        }

        return Rows(lines, header);
    }

    // A head that is known counts most; a value (a date, a mailbox, a number) stands in no header.
    static int HeaderScore(string[] cells)
    {
        var texts = cells.Select(SourceMapping.Name).Where(cell => cell.Length > 0).ToList();
        return texts.Sum(text =>
            HeadWords.Find(text).Match == HeadMatch.Exact ? 20
            : ValueShapes.IsValue(text) ? -10
            : text.Length > 60 ? 0
            : 1
        );
    }

    static SampleRows Rows(List<string[]> lines, int header)
    {
        var names = lines[header].Select(SourceMapping.Name).ToList();
        var twice = names
            .Where(name => name.Length > 0)
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ToList();
        var columns = names.Select(name => new SampleColumn(name)).ToList();
        var notRows = new List<(string Column, string Word)>();
        var rows = 0;
        foreach (var cells in lines.Skip(header + 1).Where(cells => !Array.TrueForAll(cells, string.IsNullOrWhiteSpace)))
        {
            if (Total(cells) is var (at, total))
            {
                notRows.Add((at < names.Count ? names[at] : "", total));
                continue;
            }

            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].Add(i < cells.Length ? [cells[i]] : []);
            }

            rows++;
        }

        return new(
            [.. columns.Where(column => column.Name.Length > 0 && !twice.Contains(column.Name, StringComparer.OrdinalIgnoreCase))],
            rows
        )
        {
            Understood = header > 0 ? new() { ["header"] = $"line {header + 1}" } : new Dictionary<string, string>(),
            NotRows = [.. notRows.Distinct()],
            Unsure = twice.Count > 0 ? [$"the header has {string.Join(", ", twice)} more than once: such a column cannot be mapped"] : [],
        };
    }

    static (int Column, string Word)? Total(string[] cells)
    {
        var at = Array.FindIndex(cells, cell => !string.IsNullOrWhiteSpace(cell));
        var first = CleanText.Clean(cells[at]);
        return s_totals.FirstOrDefault(total => first.StartsWith(total, StringComparison.OrdinalIgnoreCase)) is { } word
            ? (at, word)
            : null;
    }
}
