using System.Globalization;
using System.Text;
using ExcelDataReader;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Remind.Sheets;

/// <summary>
/// A table that people keep: .xlsx, .xls or .csv (commas or semicolons). The first line names the columns; a date cell is read as
/// <c>yyyy-MM-dd</c>, everything else as the text that stands there.
/// </summary>
sealed class SheetFile
{
    static SheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // old .xls files name Windows code pages

    SheetFile(IReadOnlyList<IReadOnlyList<string>> lines) => Lines = lines;

    /// <summary>All lines, the header among them, without empty ones at the end.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lines { get; }

    public IReadOnlyList<string> Columns => Lines is [] ? [] : Lines[0];

    /// <summary>The lines below the header, as their number in the file and their cells by column name.</summary>
    public IEnumerable<(int Line, IReadOnlyDictionary<string, string> Cells)> Rows()
    {
        for (var i = 1; i < Lines.Count; i++)
        {
            var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var column = 0; column < Columns.Count; column++)
            {
                cells[Columns[column]] = column < Lines[i].Count ? Lines[i][column] : "";
            }

            yield return (i + 1, cells);
        }
    }

    /// <exception cref="IOException">The file cannot be read: not there, in use, or not what its name says.</exception>
    public static SheetFile Read(string path)
    {
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return new(Trimmed(Csv(ConfigText.Decode(File.ReadAllBytes(path)))));
        }

        // Excel keeps a file that is open from being written, not from being read.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(stream);
            var lines = new List<IReadOnlyList<string>>();
            while (reader.Read())
            {
                lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]);
            }

            return new(Trimmed(lines));
        }
        catch (Exception error) when (error is not IOException)
        {
            throw new IOException($"{Path.GetFileName(path)} is not an Excel file that can be read: {error.Message}", error);
        }
    }

    /// <summary>A day as people write it: a date cell, 13/07/2026 or 2026-07-13.</summary>
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    static string Text(object? value) => value switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString(instant.Year <= 1900 ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => (value.ToString() ?? "").Normalize(NormalizationForm.FormC).Trim(),
    };

    static List<IReadOnlyList<string>> Trimmed(List<IReadOnlyList<string>> lines)
    {
        while (lines.Count > 0 && lines[^1].All(cell => cell.Length == 0))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    /// <summary>RFC 4180, with semicolons too when the header has them: Excel writes those where the comma is the decimal mark.</summary>
    static List<IReadOnlyList<string>> Csv(string text)
    {
        var header = text.Split('\n', 2)[0];
        var separator = header.Count(c => c == ';') > header.Count(c => c == ',') ? ';' : ',';
        var lines = new List<IReadOnlyList<string>>();
        var line = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            switch (c)
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '\n' when !quoted:
                    line.Add(cell.ToString().Trim());
                    lines.Add(line);
                    line = [];
                    cell.Clear();
                    break;
                case '\r' when !quoted:
                    break;
                default:
                    if (c == separator && !quoted)
                    {
                        line.Add(cell.ToString().Trim());
                        cell.Clear();
                    }
                    else
                    {
                        cell.Append(c);
                    }

                    break;
            }
        }

        return lines;
    }
}
