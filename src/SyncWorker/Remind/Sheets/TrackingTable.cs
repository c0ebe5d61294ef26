using System.Globalization;
using SyncWorker.Files;
using SyncWorker.Union;

namespace SyncWorker.Remind.Sheets;

/// <summary>
/// One department's sổ theo dõi: a line a report and unit. People fill in "Ngày nhận" and "Số văn bản"; both are read back. What
/// they wrote is kept unchanged, also where it cannot be read.
/// </summary>
static class TrackingTable
{
    const string Unit = "Mã";
    const string Code = "Mã báo cáo";
    const string Period = "Kỳ";
    const string Received = "Ngày nhận";
    const string Number = "Số văn bản";

    public static readonly IReadOnlyList<string> Columns = [Unit, "Đơn vị", "Báo cáo", Period, "Hạn", Received, Number, "Ghi chú", Code];

    public static readonly IReadOnlyList<int> Widths = [10, 48, 48, 10, 12, 12, 18, 24, 14];

    /// <summary>What people type into is text: a spreadsheet of another language would turn 08/07/2026 into 7 August.</summary>
    public static readonly IReadOnlyList<CellKind> Kinds = [CellKind.Text, CellKind.Text, CellKind.Text, CellKind.Text, CellKind.Day];

    /// <summary>What the sheet says has come, and what could not be read.</summary>
    public static IReadOnlyList<Receipt> Read(SheetFile sheet, string file, List<string> notes)
    {
        var receipts = new List<Receipt>();
        foreach (var (line, cells) in sheet.Rows())
        {
            string Cell(string column, string plain) => cells.GetValueOrDefault(column) ?? cells.GetValueOrDefault(plain) ?? "";

            var (written, unit) = (Cell(Received, "received"), Cell(Unit, "unit"));
            if (written.Length == 0 || unit.Length == 0)
            {
                continue;
            }

            if (!DayText.TryParse(written, out var day))
            {
                notes.Add(
                    $"{file}, line {line}: \"{written}\" under \"{Received}\" is not a day. Write it like 13/07/2026; until then {unit} counts as not received."
                );
                continue;
            }

            var code = Cell(Code, "code");
            receipts.Add(
                new(unit, code, Cell(Period, "period") is { Length: > 0 } period ? period : code, day)
                {
                    Number = Cell(Number, "number") is { Length: > 0 } number ? number : null,
                    Evidence = "tracking-sheet",
                }
            );
        }

        return receipts;
    }

    /// <summary>The content of the sheet: what is owed, with the entries of people kept.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Write(IEnumerable<TrackedReport> reports, SheetFile? before)
    {
        var kept = (before?.Rows() ?? []).GroupBy(row => Key(row.Cells)).ToDictionary(group => group.Key, group => group.First().Cells);
        return
        [
            Columns,
            .. reports
                .OrderBy(report => report.Due)
                .ThenBy(report => report.Code, StringComparer.Ordinal)
                .ThenBy(report => report.UnitName, StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None))
                .Select(report => Line(report, kept.GetValueOrDefault($"{report.Unit}/{report.Code}/{report.Period}"))),
        ];
    }

    static IReadOnlyList<string> Line(TrackedReport report, IReadOnlyDictionary<string, string>? kept)
    {
        string Kept(string column) => kept?.GetValueOrDefault(column) ?? "";

        var written = Kept(Received);
        var received =
            written.Length > 0 && !DayText.TryParse(written, out _) ? written
            : report.ReceivedOn is { } day ? DayText.DayFirst(day)
            : DayText.TryParse(written, out var theirs) ? DayText.DayFirst(theirs)
            : "";
        return
        [
            report.Unit,
            report.UnitName,
            report.Name,
            report.Period,
            DayText.DayFirst(report.Due),
            received,
            report.Number ?? Kept(Number),
            report.ExemptReason is { } why ? $"Miễn: {why}" : Kept("Ghi chú"),
            report.Code,
        ];
    }

    /// <summary>A cell of the sheet as <see cref="Write"/> gave it: a day comes back in another form.</summary>
    public static string AsWritten(string cell, int column) =>
        column < Kinds.Count && Kinds[column] == CellKind.Day && DayText.TryParse(cell, out var day) ? DayText.DayFirst(day) : cell;

    static string Key(IReadOnlyDictionary<string, string> cells) =>
        $"{cells.GetValueOrDefault(Unit)}/{cells.GetValueOrDefault(Code)}/{cells.GetValueOrDefault(Period)}";
}

/// <summary>One line of a tracking sheet.</summary>
/// <param name="Unit">Register number.</param>
/// <param name="Name">The report's name.</param>
sealed record TrackedReport(string Unit, string UnitName, string Code, string Period)
{
    public required string Name { get; init; }

    public required DateOnly Due { get; init; }

    public required string? Department { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public string? Number { get; init; }

    public string? ExemptReason { get; init; }
}
