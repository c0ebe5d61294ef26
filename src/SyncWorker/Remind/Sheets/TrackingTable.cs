using System.Globalization;
using SyncWorker.Files;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Sheets;

/// <summary>
/// One department's sổ theo dõi: a line a report and unit. People fill in "Ngày nhận", "Số văn bản" and "Ghi chú"; all are read back. What
/// they wrote is kept unchanged, also where it cannot be read.
/// </summary>
static class TrackingTable
{
    const string Unit = "Mã";
    const string Code = "Mã báo cáo";
    const string Period = "Kỳ";
    const string Due = "Hạn";
    const string Received = "Ngày nhận";
    const string Number = "Số văn bản";
    const string Remark = "Ghi chú";
    const string Exempt = "Miễn: ";

    /// <summary>Of a remark, which stands in one cell of a mail's table.</summary>
    const int MostLetters = 120;

    public static readonly IReadOnlyList<string> Columns = [Unit, "Đơn vị", "Báo cáo", Period, Due, Received, Number, Remark, Code];

    public static readonly IReadOnlyList<int> Widths = [10, 48, 48, 10, 12, 12, 18, 24, 14];

    /// <summary>What people type into is text: a spreadsheet of another language would turn 08/07/2026 into 7 August.</summary>
    public static readonly IReadOnlyList<CellKind> Kinds = [CellKind.Text, CellKind.Text, CellKind.Text, CellKind.Text, CellKind.Day];

    /// <summary>What the sheet says has come or has been answered, and what cannot be read.</summary>
    public static SheetEntries Read(SheetFile sheet, string file, DateOnly today, List<string> notes)
    {
        var entries = new SheetEntries([], [], []);
        foreach (var (line, cells) in sheet.Rows())
        {
            string Cell(string column, string plain) => cells.GetValueOrDefault(column) ?? cells.GetValueOrDefault(plain) ?? "";

            var (written, unit, code) = (Cell(Received, "received"), Cell(Unit, "unit"), Cell(Code, "code"));
            if (unit.Length == 0)
            {
                continue;
            }

            var period = Cell(Period, "period") is { Length: > 0 } named ? named : code;
            if (cells.GetValueOrDefault(Remark) is { Length: > 0 } remark && !remark.StartsWith(Exempt, StringComparison.Ordinal))
            {
                entries.Remarks.Add(
                    new(unit, code, period, remark.Length <= MostLetters ? remark : WritableText.Cut(remark, MostLetters) + "…")
                );
            }

            if (written.Length == 0)
            {
                continue;
            }

            var span = DaySpan.Received(
                Periods.EarliestReceipt(period, DayText.TryParse(Cell(Due, "due"), out var due) ? due : null),
                today
            );
            var reading = WrittenDay.Read(written, span);
            if (reading.Day is not { } day)
            {
                var why = WrittenDay.WhyEn(reading.Fault, span);
                notes.Add(
                    $"{file}, line {line}: \"{written}\" under \"{Received}\" {why}. Write it like 13/07/2026; until then {unit} counts as not received."
                );
                entries.Unread.Add(
                    new(file, line, unit, code, period, written) { WhyVi = WrittenDay.WhyVi(reading.Fault, span), WhyEn = why }
                );
                continue;
            }

            entries.Receipts.Add(
                new(unit, code, period, day)
                {
                    Number = Cell(Number, "number") is { Length: > 0 } number ? number : null,
                    Evidence = "tracking-sheet",
                    IsOfReading = reading.IsOfReading,
                }
            );
        }

        return entries;
    }

    /// <summary>The content of the sheet: what is owed, with the entries of people kept.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Write(IEnumerable<TrackedReport> reports, SheetFile? before, DateOnly today)
    {
        var kept = (before?.Rows() ?? []).GroupBy(row => Key(row.Cells)).ToDictionary(group => group.Key, group => group.First().Cells);
        return
        [
            Columns,
            .. reports
                .OrderBy(report => report.Due)
                .ThenBy(report => report.Code, StringComparer.Ordinal)
                .ThenBy(report => report.UnitName, StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None))
                .Select(report => Line(report, kept.GetValueOrDefault($"{report.Unit}/{report.Code}/{report.Period}"), today)),
        ];
    }

    static IReadOnlyList<string> Line(TrackedReport report, IReadOnlyDictionary<string, string>? kept, DateOnly today)
    {
        string Kept(string column) => kept?.GetValueOrDefault(column) ?? "";

        var written = Kept(Received);
        var reading = WrittenDay.Read(written, DaySpan.Received(Periods.EarliestReceipt(report.Period, report.Due), today));
        var received =
            written.Length > 0 && reading.Day is null ? written
            : report.ReceivedOn is { } day ? DayText.DayFirst(day)
            : reading is { Day: { } theirs, IsOfReading: false } ? DayText.DayFirst(theirs)
            : written;
        return
        [
            report.Unit,
            report.UnitName,
            report.Name,
            report.Period,
            DayText.DayFirst(report.Due),
            received,
            report.Number ?? Kept(Number),
            report.ExemptReason is { } why ? $"{Exempt}{why}" : Kept(Remark),
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

/// <summary>What people wrote into a sheet.</summary>
/// <param name="Receipts">What has come.</param>
/// <param name="Unread">What stands under "Ngày nhận" and is no day.</param>
/// <param name="Remarks">What they noted of a unit.</param>
sealed record SheetEntries(List<Receipt> Receipts, List<UnreadCell> Unread, List<SheetRemark> Remarks)
{
    public void Add(SheetEntries other)
    {
        Receipts.AddRange(other.Receipts);
        Unread.AddRange(other.Unread);
        Remarks.AddRange(other.Remarks);
    }
}

/// <param name="File">The sheet's name.</param>
/// <param name="Line">Its line there.</param>
/// <param name="Unit">Register number.</param>
/// <param name="Text">As it stands in the cell.</param>
sealed record UnreadCell(string File, int Line, string Unit, string Code, string Period, string Text)
{
    /// <summary>Why it cannot be read, as a clause.</summary>
    public required string WhyVi { get; init; }

    /// <inheritdoc cref="WhyVi"/>
    public required string WhyEn { get; init; }
}

/// <summary>What somebody noted of a unit: "hẹn gửi thứ Sáu".</summary>
sealed record SheetRemark(string Unit, string Code, string Period, string Text);
