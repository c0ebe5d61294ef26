using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// A sheet of an .xlsx or .xls workbook, row by row. A workbook can only be read from its end, so it is put down in a temporary
/// file first. Dates become ISO text (a cell that is a date needs no format), numbers lose the zeros Excel shows after the comma.
/// </summary>
static class SheetRows
{
    public static async Task ReadAsync(Stream body, FormatRequest request, AnswerFacts facts, RowSink sink, CancellationToken cancellationToken)
    {
        _ = Encodings.TryFind("windows-1252", out _); // .xls needs the code pages
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await body.CopyToAsync(file, cancellationToken);
        file.Position = 0;
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(file, new() { LeaveOpen = true });
            Sheet(reader, request.Source.Sheet, facts);
            var table = new TableRows(request, facts, sink);
            var cells = Array.Empty<string>();
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (cells.Length != reader.FieldCount)
                {
                    cells = new string[reader.FieldCount];
                }

                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = Text(reader.GetValue(i));
                }

                table.Take(cells, ';');
            }

            table.End();
        }
        catch (Exception error) when (error is HeaderException or ExcelReaderException or InvalidDataException or FormatException or IndexOutOfRangeException or ArgumentException or System.Xml.XmlException or NullReferenceException or OverflowException or EndOfStreamException or KeyNotFoundException)
        {
            // The reader has no one exception for a broken workbook.
            throw new UnhealthySourceException("The answer is no workbook that can be read (.xlsx or .xls): it is broken, protected, or something else.", error) { WorthAnotherTry = true };
        }
    }

    static void Sheet(IExcelDataReader reader, string? wanted, AnswerFacts facts)
    {
        var names = new List<string>();
        do
        {
            names.Add(reader.Name);
            if (wanted is null || string.Equals(reader.Name, wanted, StringComparison.OrdinalIgnoreCase))
            {
                facts.Understood["sheet"] = reader.Name;
                return;
            }
        }
        while (reader.NextResult());
        throw new UnhealthySourceException($"The workbook has no sheet \"{wanted}\". It has: {string.Join(", ", names.Take(20))}.");
    }

    static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
