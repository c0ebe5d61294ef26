using SyncWorker.Files;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// A sheet of an .xlsx or .xls workbook, row by row. A workbook can only be read from its end, so it is put down in a temporary
/// file first.
/// </summary>
static class SheetRows
{
    public static async Task ReadAsync(
        Stream body,
        FormatRequest request,
        ResponseFacts facts,
        RowSink sink,
        CancellationToken cancellationToken
    )
    {
        await using var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        await body.CopyToAsync(file, cancellationToken);
        file.Position = 0;
        try
        {
            Read(file, request, facts, sink, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new UnhealthySourceException(error.Message, error)
            {
                WorthAnotherTry = !error.Message.StartsWith("The ", StringComparison.Ordinal),
            };
        }
    }

    static void Read(Stream file, FormatRequest request, ResponseFacts facts, RowSink sink, CancellationToken cancellationToken)
    {
        using var workbook = WorkbookReader.Open(
            file,
            Math.Min(request.Source.Limits.UnpackedMegabytes * 1024L * 1024, WorkbookReader.Usual)
        );
        if (request.Source.Sheet is { } wanted && !workbook.TryGoTo(wanted, out var sheets))
        {
            throw new UnhealthySourceException($"The workbook has no sheet \"{wanted}\". It has: {string.Join(", ", sheets.Take(20))}.");
        }

        facts.Understood["sheet"] = workbook.Sheet;
        var table = new TableRows(request, facts, sink);
        while (workbook.TryRead(out var cells))
        {
            cancellationToken.ThrowIfCancellationRequested();
            table.Take(cells, ';');
            workbook.FillsMerged = table.HasHeader; // two lines of a header are merged too
        }

        table.End();
        if (workbook.Filled > 0)
        {
            facts.Understood["merged"] = $"{workbook.Filled} cells have the value of the merged cell above";
        }
    }
}
