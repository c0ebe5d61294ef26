using Microsoft.EntityFrameworkCore;
using SyncWorker.Files;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Remind.Sheets;

/// <summary>
/// The tracking sheets on the departments' shares. Read before planning, written after it; a share that is out of reach or a file
/// that is open in Excel is named in the notes and left for the next run, and nothing is lost: what people wrote stays in the file.
/// </summary>
/// <param name="options">Name the sheets.</param>
/// <param name="configFolder">Where a relative path starts.</param>
/// <param name="dataFolder">Where the sheet lies while config names none.</param>
sealed class TrackingSheets(RemindOptions options, string configFolder, string dataFolder)
{
    readonly IReadOnlyDictionary<string, string> _sheets =
        options.TrackingSheets.Count > 0
            ? options.TrackingSheets
            : new Dictionary<string, string> { ["*"] = Path.Combine(dataFolder, "tracking", "so-theo-doi.xlsx") };

    readonly Dictionary<string, (SheetFile Sheet, DateTime Written)> _read = [];

    readonly SheetEntries _entries = new([], [], []);

    /// <summary>What stands under "Ngày nhận" and cannot be read.</summary>
    public IReadOnlyList<UnreadCell> Unread => _entries.Unread;

    /// <summary>Reads the files, before the store is held: a share can be slow.</summary>
    public void Load(DateOnly today, List<string> notes)
    {
        foreach (var path in _sheets.Values.Concat(options.Received).Select(Full).Distinct().Where(File.Exists))
        {
            _entries.Add(Read(path, today, notes));
        }
    }

    /// <summary>Notes in the store what the sheets say has come and the store does not know yet.</summary>
    /// <returns>How many reports were newly received.</returns>
    public async Task<int> RecordReceiptsAsync(
        SyncDb db,
        ReceiptRecorder recorder,
        DateOnly today,
        List<string> notes,
        CancellationToken cancellationToken
    )
    {
        await NoteRemarksAsync(db, cancellationToken);
        if (_entries.Receipts.Count == 0)
        {
            return 0;
        }

        var known = await db
            .Obligations.Where(owed => owed.ReceivedOn != null)
            .Join(
                db.Partners,
                owed => owed.PartnerId,
                partner => partner.Id,
                (owed, partner) =>
                    new
                    {
                        partner.RegisterId,
                        owed.Code,
                        owed.Period,
                        owed.ReceivedOn,
                        owed.DocumentNumber,
                    }
            )
            .ToListAsync(cancellationToken);
        var old = known.Select(row => (row.RegisterId, row.Code, row.Period, row.ReceivedOn)).ToHashSet();
        var closed = known.Select(row => (row.RegisterId, row.Code, row.Period)).ToHashSet();
        var numbered = known.Select(row => (row.RegisterId, row.Code, row.Period, row.DocumentNumber)).ToHashSet();
        var received = 0;
        foreach (var receipt in _entries.Receipts)
        {
            if (
                (
                    receipt.IsOfReading
                        ? closed.Contains((receipt.Unit, receipt.Code, receipt.Period))
                        : old.Contains((receipt.Unit, receipt.Code, receipt.Period, receipt.On))
                ) && (receipt.Number is null || numbered.Contains((receipt.Unit, receipt.Code, receipt.Period, receipt.Number)))
            )
            {
                continue;
            }

            if (await recorder.RecordAsync(db, receipt, today, cancellationToken) is { } fault)
            {
                notes.Add($"A tracking sheet: {fault}");
                continue;
            }

            received++;
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return received;
    }

    /// <summary>Keeps what somebody noted of a unit whose report has not come: the next table says it.</summary>
    async Task NoteRemarksAsync(SyncDb db, CancellationToken cancellationToken)
    {
        if (_entries.Remarks.Count == 0)
        {
            return;
        }

        var open = await db
            .Obligations.AsTracking()
            .Where(owed => owed.ReceivedOn == null)
            .Join(db.Partners, owed => owed.PartnerId, partner => partner.Id, (owed, partner) => new { partner.RegisterId, Owed = owed })
            .ToListAsync(cancellationToken);
        var rows = open.ToLookup(row => (row.RegisterId, row.Owed.Code, row.Owed.Period), row => row.Owed);
        foreach (var remark in _entries.Remarks)
        {
            foreach (var owed in rows[(remark.Unit, remark.Code, remark.Period)])
            {
                owed.Response = remark.Text;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Writes each department's sheet when its content has changed.</summary>
    /// <returns>How many files were written.</returns>
    public int Write(IReadOnlyList<TrackedReport> reports, DateOnly today, List<string> notes)
    {
        var written = 0;
        foreach (var group in _sheets.GroupBy(entry => Full(entry.Value)))
        {
            var departments = group.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
            var before = _read.TryGetValue(group.Key, out var read) ? read.Sheet : null;
            var lines = TrackingTable.Write(
                reports.Where(report => departments.Contains("*") || (report.Department is { } text && departments.Contains(text))),
                before,
                today
            );
            if (before is null && lines.Count == 1)
            {
                continue; // nothing is owed and no department has a sheet
            }

            if (before is null || !Same(before, lines))
            {
                written += TryWrite(group.Key, lines, read.Written, notes) ? 1 : 0;
            }
        }

        return written;
    }

    SheetEntries Read(string path, DateOnly today, List<string> notes)
    {
        try
        {
            var written = File.GetLastWriteTimeUtc(path);
            var sheet = SheetFile.Read(path);
            _read[path] = (sheet, written);
            return TrackingTable.Read(sheet, Path.GetFileName(path), today, notes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notes.Add(
                $"The tracking sheet {path} could not be read: {error.Message} What it says counts from the next run that can read it."
            );
            return new([], [], []);
        }
    }

    bool TryWrite(string path, IReadOnlyList<IReadOnlyList<string>> lines, DateTime readAt, List<string> notes)
    {
        try
        {
            if (File.Exists(path) && (!_read.ContainsKey(path) || File.GetLastWriteTimeUtc(path) != readAt))
            {
                notes.Add($"The tracking sheet {path} was changed while this ran, so it was not written: the next run does.");
                return false;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            XlsxWriter.Write(path, new SheetTable("Sổ theo dõi", lines, TrackingTable.Widths) { Kinds = TrackingTable.Kinds });
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notes.Add(
                $"The tracking sheet {path} could not be written: {error.Message} Close it in Excel or check the share; the next run writes it."
            );
            return false;
        }
    }

    static bool Same(SheetFile before, IReadOnlyList<IReadOnlyList<string>> lines) =>
        before.Lines.Count == lines.Count
        && before
            .Lines.Zip(lines)
            .All(pair => pair.First.Take(pair.Second.Count).Select(TrackingTable.AsWritten).SequenceEqual(pair.Second));

    string Full(string path) => Path.IsPathFullyQualified(path) ? path : Path.GetFullPath(path, configFolder);
}
