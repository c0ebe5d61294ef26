using System.Globalization;
using System.Text;
using SyncWorker.Files;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Chooses the files that go with a mail: the tables of its reminders as a workbook, else its next deadline as a calendar entry; and
/// the draft letters. A pure function.
/// </summary>
static class Attachment
{
    /// <summary>
    /// Of text in one workbook, which makes less than 2 MB: Microsoft Graph takes 4 MB in all, and a mail is encoded twice on the
    /// way there.
    /// </summary>
    public const int MostCharacters = 1_000_000;

    static readonly IReadOnlyList<CellKind> s_missingKinds = [CellKind.Number, CellKind.Text, CellKind.Text, CellKind.Day, CellKind.Number];

    static readonly IReadOnlyList<int> s_missingWidths = [6, 48, 48, 12, 10, 32, 18, 30, 28];

    /// <param name="input">What the mail says.</param>
    /// <param name="now">When it is made: a calendar entry says so.</param>
    public static IReadOnlyList<MailAttachment> Choose(DigestInput input, DateTimeOffset now) =>
        [.. TableOrDeadline(input, now) is { } file ? (MailAttachment[])[file] : [], .. DraftLetters.Files(input)];

    /// <summary>The names of the files as a mail prints them; null for none.</summary>
    public static string? Names(IReadOnlyList<MailAttachment> files) =>
        files is [] ? null : string.Join("; ", files.Select(file => file.FileName));

    static MailAttachment? TableOrDeadline(DigestInput input, DateTimeOffset now)
    {
        var tables = Tables(input).ToList();
        if (tables.Count > 0)
        {
            using var workbook = new MemoryStream();
            XlsxWriter.Write(workbook, Bounded(tables, input.Language));
            return new(
                $"{FileNames.Plain(tables[0].Name)}-{input.Today:yyyyMMdd}.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                workbook.ToArray()
            );
        }

        return Deadline(input) is { } next
            ? new(
                $"{Word(next.Facts.Kind, input.Language)}-{next.Day:yyyyMMdd}.ics",
                "text/calendar; charset=utf-8",
                Encoding.UTF8.GetBytes(CalendarText.Write(name: null, [Entry(next, input)], now))
            )
            : null;
    }

    /// <summary>True for what may go into a calendar by itself; anniversaries are there by subscription.</summary>
    public static bool IsDeadline(ReminderContent facts) =>
        facts.Kind is ReminderKind.Report or ReminderKind.Term or ReminderKind.Meeting or ReminderKind.Event or ReminderKind.Assignment;

    static MailReminder? Deadline(DigestInput input) =>
        input.OutlookOn is not null
            ? null
            : input.Reminders.Where(reminder => reminder.Day >= input.Today && IsDeadline(reminder.Facts)).MinBy(reminder => reminder.Day);

    static string Word(ReminderKind kind, MailLanguage language) =>
        CalendarEvent.IsDeadline(kind) ? language.Choose("han", "deadline") : language.Choose("su-kien", "event");

    static CalendarEvent Entry(MailReminder reminder, DigestInput input) =>
        CalendarEvent.Create(reminder.Key, reminder.Day, reminder.Facts, input.Language) with
        {
            Moves = reminder.Moves,
            Alarm = input.CalendarAlarm,
        };

    static IEnumerable<SheetTable> Tables(DigestInput input)
    {
        var missing = input
            .Reminders.Where(reminder => reminder.Facts.Missing is not [])
            .OrderBy(reminder => reminder.Day)
            .ThenBy(reminder => reminder.Facts.SubjectVi, Digest.Collation)
            .ToList();
        if (missing.Count > 0)
        {
            yield return Missing(missing, input.Language);
        }

        foreach (
            var table in input
                .Reminders.Select(reminder => input.Language.Choose(reminder.Facts.Table, reminder.Facts.TableEn))
                .OfType<SheetTable>()
        )
        {
            yield return table;
        }
    }

    static SheetTable Missing(IReadOnlyList<MailReminder> reports, MailLanguage language)
    {
        var words = MailWords.ForLanguage(language);
        var rows = reports.SelectMany(report => report.Facts.Missing.Select(missing => (Report: report, Missing: missing)));
        IReadOnlyList<IReadOnlyList<string>> lines =
        [
            .. rows.Select(
                (row, i) =>
                    (IReadOnlyList<string>)
                        [
                            string.Create(CultureInfo.InvariantCulture, $"{i + 1}"),
                            language.Choose(row.Missing.Unit, row.Missing.UnitEn),
                            Digest.Subject(row.Report.Facts, words),
                            MailWords.Date(row.Report.Day),
                            string.Create(CultureInfo.InvariantCulture, $"{row.Missing.Reminded}"),
                            words.Response(row.Missing) ?? "",
                            row.Missing.Phone ?? "",
                            row.Missing.Email ?? "",
                            language.Choose(row.Missing.Officer, row.Missing.OfficerEn) ?? "",
                        ]
            ),
        ];
        return language == MailLanguage.En
            ? new(
                "Reports missing",
                [
                    ["No", "Unit", "Report", "Due", "Reminded", "Response", "Telephone", "E-mail", "Officer"],
                    .. lines,
                ],
                s_missingWidths
            )
            {
                Kinds = s_missingKinds,
            }
            : new(
                "Chưa nhận báo cáo",
                [
                    ["TT", "Đơn vị", "Báo cáo", "Hạn", "Đã nhắc", "Phản hồi", "Điện thoại", "Thư điện tử", "Người theo dõi"],
                    .. lines,
                ],
                s_missingWidths
            )
            {
                Kinds = s_missingKinds,
            };
    }

    // A table that does not fit says so in its last line.
    static IReadOnlyList<SheetTable> Bounded(IReadOnlyList<SheetTable> tables, MailLanguage language)
    {
        var left = MostCharacters;
        return
        [
            .. tables.Select(table =>
            {
                var fits = table.Lines.TakeWhile(line => (left -= line.Sum(cell => cell.Length)) >= 0).ToList();
                var cut = table.Lines.Count - fits.Count;
                return cut == 0
                    ? table
                    : table with
                    {
                        Lines = [.. fits, [language.Choose($"… và {cut} dòng nữa", $"… and {cut} more lines")]],
                    };
            }),
        ];
    }
}
