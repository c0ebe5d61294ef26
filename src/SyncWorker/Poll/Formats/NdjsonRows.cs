using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Formats;

/// <summary>One JSON object a line. A broken line is one bad row; a broken last line without its end is a broken download.</summary>
static class NdjsonRows
{
    public static async Task ReadAsync(
        Stream body,
        FormatRequest request,
        ResponseFacts facts,
        RowSink sink,
        CancellationToken cancellationToken
    )
    {
        var columns = new JsonColumns(request.Mapping, request.Source.Ignore, facts, request.Source.Limits.Depth);
        var row = new RawRow(request.Mapping.Columns.Count);
        var buffer = new ReadBuffer(body, request.Source.Limits.RowKilobytes * 1024);
        var line = 0;
        while (!buffer.Ended)
        {
            await buffer.FillAsync(cancellationToken);
            Lines(buffer, columns, row, sink, request.Known, facts, ref line);
        }

        if (!buffer.Window.Trim("\r\n\t "u8).IsEmpty)
        {
            Line(buffer.Window, columns, row, sink, facts, ++line);
            if (row.Faults.Exists(fault => fault.Field == "row"))
            {
                throw new UnhealthySourceException($"The answer ends within line {line}: the download is not whole.")
                {
                    WorthAnotherTry = true,
                };
            }
        }
    }

    static void Lines(
        ReadBuffer buffer,
        JsonColumns columns,
        RawRow row,
        RowSink sink,
        KnownRecord known,
        ResponseFacts facts,
        ref int line
    )
    {
        var window = buffer.Window;
        var used = 0;
        while (window[used..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            line++;
            if (known(window.Slice(used, length), line))
            {
                facts.Rows++;
            }
            else
            {
                Line(window.Slice(used, length), columns, row, sink, facts, line);
            }

            used += length + 1;
        }

        buffer.Consume(used);
    }

    static void Line(ReadOnlySpan<byte> line, JsonColumns columns, RawRow row, RowSink sink, ResponseFacts facts, int number)
    {
        if (line.Trim("\r\t "u8).IsEmpty)
        {
            return;
        }

        facts.Rows++;
        row.Begin(number);
        columns.Read(line, row);
        sink(row);
    }
}
