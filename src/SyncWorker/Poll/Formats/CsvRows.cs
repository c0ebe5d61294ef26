using SyncWorker.Files;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// CSV and its relatives. The header is the first record that has at least half of the mapped columns; records are counted from
/// the one after it, blank, ragged and repeated header lines included.
/// </summary>
static class CsvRows
{
    const int Look = 16 * 1024;

    public static async Task ReadAsync(
        TextReader text,
        FormatRequest request,
        ResponseFacts facts,
        RowSink sink,
        CancellationToken cancellationToken
    )
    {
        var buffer = new char[64 * 1024];
        var length = await text.ReadBlockAsync(buffer.AsMemory(0, Look), cancellationToken);
        var delimiter = request.Source.Delimiter is [var told] ? told : Sniff(new string(buffer, 0, length), request.Mapping);
        facts.Understood["delimiter"] = delimiter == '\t' ? "tab" : delimiter.ToString();
        var table = new TableRows(request, facts, sink);
        var records = new CsvRecords(delimiter, request.Source.Limits.RowKilobytes * 1024, (_, cells) => table.Take(cells, delimiter));
        try
        {
            for (; length > 0; length = await text.ReadAsync(buffer, cancellationToken))
            {
                records.Take(buffer.AsSpan(0, length));
            }

            records.End();
        }
        catch (CsvException error)
        {
            throw new UnhealthySourceException(error.Message, error) { WorthAnotherTry = error.IsCutOff };
        }

        table.End();
    }

    // The delimiter with which the first lines have most of the mapped columns; without any, the most frequent in the first line.
    static char Sniff(string start, SourceMapping mapping)
    {
        var lines = start.Split('\n').Take(20).ToList();
        return CsvRecords.Delimiters.MaxBy(delimiter =>
            (
                1000
                * lines.Max(line =>
                    TableRows.Matches(line.TrimEnd('\r').Split(delimiter).Select(cell => SourceMapping.Name(cell.Trim('"'))), mapping)
                )
            ) + Math.Min(lines[0].Count(character => character == delimiter), 999)
        );
    }
}
