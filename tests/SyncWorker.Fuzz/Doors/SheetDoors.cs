using SyncWorker.Files;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Union;

namespace SyncWorker.Fuzz.Doors;

/// <summary>Tables that people keep and the program reads back: tracking sheets, assignments, events, returned sheets, review sheets.</summary>
static class SheetDoors
{
    static readonly DateOnly s_today = new(2026, 11, 28);
    static readonly RegisterCheckOptions s_check = new()
    {
        Due = new(10, 1),
        Fields = new Dictionary<string, string>
        {
            [CanonicalField.NameVi] = "Tên tổ chức",
            [CanonicalField.Founded] = "Ngày thành lập",
            [CanonicalField.Email] = "Thư điện tử",
            [CanonicalField.BoardSize] = "Số ủy viên",
            ["branches"] = "Số chi hội",
            ["moved"] = "Ngày chuyển trụ sở",
        },
    };

    static readonly Dictionary<string, OwnField> s_own = new()
    {
        ["branches"] = new() { Type = OwnFieldType.Number, Vi = "Số chi hội" },
        ["moved"] = new() { Type = OwnFieldType.Date, Vi = "Ngày chuyển trụ sở" },
    };

    static readonly string[] s_words =
    [
        "Mã;Đơn vị;Báo cáo;Kỳ;Hạn;Ngày nhận;Số văn bản;Ghi chú;Mã báo cáo\n",
        "id;day;title;time;place;zone;covers;cancelled\n",
        "Mã số;Bổ sung, sửa đổi;Trường (không sửa)\n",
        "id;kind;task;owner;basis;due;answered\n",
        "row;answer;partner;why\n",
        "Ngày nhận",
        "2026-H1",
        "2026-Q3",
        "ASK-20260706-1",
        "ASK-",
        "13/07/2026",
        "đã nhận",
        "Miễn: ",
        "America/Caracas",
        "Europe/Prague",
        "24:00",
        "same",
        "\"",
    ];

    public static IReadOnlyList<Door> List { get; } =
    [
        new("tracking", bytes => Enter(bytes, "any.csv")) { Words = s_words, Longest = 8192 },
        new("tracking-xlsx", bytes => Enter(bytes, "any.xlsx"))
        {
            Words = s_words,
            IsZip = true,
            Longest = 64 * 1024,
        },
    ];

    static int Enter(byte[] bytes, string name)
    {
        var path = Path.Combine(
            Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"fuzz-{Environment.ProcessId}")).FullName,
            name
        );
        File.WriteAllBytes(path, bytes);
        var notes = new List<string>();
        SheetFile sheet;
        try
        {
            sheet = SheetFile.Read(path);
        }
        catch (IOException error)
        {
            return error.Message.Length;
        }

        var tracked = TrackingTable.Read(sheet, name, s_today, notes);
        tracked.Receipts.ForEach(receipt => Promise.Keep(receipt.On <= s_today, "a report that came after today"));
        tracked.Remarks.ForEach(remark => Promise.Whole(remark.Text, "a remark"));
        tracked.Unread.ForEach(cell => Promise.Whole(cell.Text, "a cell"));
        WriteAgain(sheet, tracked);
        var events = EventSheet.Read(path, notes);
        var assignments = AssignmentSheet.Read(path, notes);
        var returned = ReturnedSheet.Read(path, s_check, s_own, notes);
        Promise.Keep(returned.All(value => s_check.Fields.ContainsKey(value.Field)), "a value of a field that was not asked for");
        returned.ToList().ForEach(value => Promise.Whole(value.Value, "a value"));
        var review = name.EndsWith(".csv", StringComparison.Ordinal) ? ReviewSheet.Read(CsvFile.Read(path)) : ([], []);
        Promise.Keep(notes.TrueForAll(note => note.StartsWith(name, StringComparison.Ordinal)), "a note does not name its file");
        notes.ForEach(note => Promise.Whole(note, "a note"));
        foreach (var held in events.Take(50))
        {
            _ = CalendarText.Write(
                null,
                [
                    new CalendarEvent(held.Id, held.Day, held.TitleVi, 0)
                    {
                        Start = held.Time,
                        Zone = held.Zone,
                        Place = held.Place,
                    },
                ],
                DateTimeOffset.UnixEpoch
            );
        }

        return HashCode.Combine(
            Math.Min(tracked.Receipts.Count, 4),
            Math.Min(tracked.Unread.Count, 4),
            Math.Min(tracked.Remarks.Count, 2),
            Math.Min(events.Count, 3),
            Math.Min(assignments.Count, 3),
            Math.Min(returned.Count, 3),
            Math.Min(review.Answers.Count, 3),
            Math.Min(notes.Count, 4)
        );
    }

    // What people wrote stays when the sheet is written again.
    static void WriteAgain(SheetFile sheet, SheetEntries read)
    {
        var report = read.Unread is [var cell, ..] ? cell : null;
        if (report is null)
        {
            return;
        }

        var lines = TrackingTable.Write(
            [
                new(report.Unit, "Hội", report.Code, report.Period)
                {
                    Name = "Báo cáo",
                    Due = new(2026, 12, 10),
                    Department = null,
                },
            ],
            sheet,
            s_today
        );
        Promise.Keep(lines.Count == 2, "a line was lost");
    }
}
