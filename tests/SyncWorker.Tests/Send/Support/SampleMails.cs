using SyncWorker.Send.Templates;
using SyncWorker.Store;

namespace SyncWorker.Tests.Send.Support;

/// <summary>One of each kind of mail, as golden files, screenshots and validators are given them.</summary>
static class SampleMails
{
    public static IReadOnlyList<string> Names { get; } = ["digest", "trial", "association", "holiday", "missing", "letter", "weekly", "notice"];

    public static (string Template, string Subject, object View) Of(string name, string language)
    {
        if (name is "missing" or "letter")
        {
            var table = MissingReports.Compose(Attached(TargetB(language, isWithLetter: name == "letter")));
            return ("missing", table.Subject, table);
        }

        if (name == "weekly")
        {
            var outlook = WeeklyOutlook.Compose(Attached(Weekly(language)), new(2026, 7, 10));
            return ("digest", outlook.Subject, outlook);
        }

        if (name == "notice")
        {
            var notice = Notice.Compose(ToMany(language));
            return ("notice", notice.Subject, notice);
        }

        var digest = Digest.Compose(Attached(name switch
        {
            "trial" => DigestTests.TargetA(language) with { Trial = new("Đồng chí Chuyên viên Ban Châu Âu <bca01@example.org>", "banchauau@example.org") },
            "association" => Association(language),
            "holiday" => Holiday(language),
            _ => DigestTests.TargetA(language),
        }));
        return ("digest", digest.Subject, digest);
    }

    /// <summary>A message to many, with every kind of block.</summary>
    static DigestInput ToMany(string language) => DigestTests.TargetA(language) with
    {
        Reminders =
        [
            new(new(2026, 7, 6), new()
            {
                Kind = "notice",
                SubjectVi = "Lịch nghỉ Tết Nguyên đán 2027 và phân công trực",
                SubjectEn = "Tet holiday 2027 and who is on duty",
                BodyVi = "Văn phòng Liên hiệp thông báo lịch nghỉ Tết.\n\n## Thời gian\n\n- Nghỉ từ **thứ Sáu, 05/02/2027** đến hết thứ Sáu, 12/02/2027\n- Làm việc lại từ thứ Hai, 15/02/2027\n\nĐề nghị các Ban:\n1. Phân công trực\n2. Gửi danh sách trước **20/01/2027**",
                BodyEn = "The office of the union is closed over Tet.\n\n## When\n\n- Closed from **Friday, 05/02/2027** to Friday, 12/02/2027\n- Open again on Monday, 15/02/2027\n\nDepartments are asked to:\n1. Say who is on duty\n2. Send the list by **20/01/2027**",
                WhyVi = "giữ vị trí Trưởng Ban",
                WhyEn = "you head the department",
            }),
        ],
    };

    static DigestInput Attached(DigestInput input) => input with { Attachment = Attachment.Of(input, default)?.FileName };

    /// <summary>One table a department, on the third working day after the due day.</summary>
    public static DigestInput TargetB(string language, bool isWithLetter = false) => DigestTests.TargetA(language) with
    {
        Today = new(2026, 7, 13),
        Salutation = language == "vi" ? "Đồng chí Trưởng Ban Châu Âu" : "Head of the Department for Europe",
        Reminders =
        [
            new(new(2026, 7, 8), new()
            {
                Kind = "report-overdue",
                SubjectVi = "Báo cáo 6 tháng đầu năm 2026 của các hội ở Trung ương",
                SubjectEn = "Report of the central associations for the first half of 2026",
                Department = language == "vi" ? "Ban Châu Âu" : "the Department for Europe",
                Received = 23,
                Owed = 27,
                Missing =
                [
                    new("Hội hữu nghị Việt Nam - Pháp", 3, "Chuyên viên 1"),
                    new("Hội hữu nghị Việt Nam - Serbia", 3, "Chuyên viên 1"),
                    new("Hội hữu nghị Việt Nam - Hungary", 2, "Chuyên viên 2"),
                    new("Hội hữu nghị Việt Nam - Slovakia", 0, null),
                ],
                Basis = "Công văn số 123/LHHN-VP",
                NextStepOn = new(2026, 7, 17),
                NextStepTo = ["department.head", "office.chief"],
                Draft = isWithLetter ? "letter" : null,
                WhyVi = "phụ trách Ban Châu Âu",
                WhyEn = "you head the department",
            }),
        ],
    };

    /// <summary>Friday, in the afternoon: 11 to 24 July.</summary>
    public static DigestInput Weekly(string language) => DigestTests.TargetA(language) with
    {
        Today = new(2026, 7, 10),
        Salutation = language == "vi" ? "Đồng chí Phó Chủ tịch Liên hiệp" : "Vice President, Union",
        Reminders =
        [
            Relations("2026-07-14", "Armenia", "Armenia", 1992),
            new(new(2026, 7, 15), new()
            {
                Kind = "report", SubjectVi = "Báo cáo 6 tháng đầu năm 2026 của các hội ở Trung ương", SubjectEn = "Report of the central associations for the first half of 2026",
                Received = 25, Owed = 27, Missing = [new("Hội hữu nghị Việt Nam - Pháp", 2, "Chuyên viên 1"), new("Hội hữu nghị Việt Nam - Đức", 1, null)],
                WhyVi = "giữ vị trí Phó Chủ tịch", WhyEn = "you hold the position Vice President",
            }),
            new(new(2026, 7, 14), new() { Kind = "national-day", SubjectVi = "Cộng hòa Pháp", SubjectEn = "France", WhyVi = "giữ vị trí Phó Chủ tịch", WhyEn = "you hold the position Vice President" }),
            Relations("2026-07-11", "Áo", "Austria", 1972),
            Relations("2026-07-24", "Đan Mạch", "Denmark", 1971),
            new(new(2026, 7, 20), new() { Kind = "term", SubjectVi = "Hết nhiệm kỳ: Hội hữu nghị Việt Nam - Hungary", SubjectEn = "End of term: Vietnam-Hungary Friendship Association" }),
        ],
    };

    static DigestReminder Relations(string day, string vi, string en, int since)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        return new(on, new() { Kind = "relations", SubjectVi = vi, SubjectEn = en, Origin = PartialDate.OfDay(new(since, on.Month, on.Day)), Years = on.Year - since });
    }

    static DigestInput Association(string language) => DigestTests.TargetA(language) with
    {
        Today = new(2026, 7, 9),
        IsForStaff = false,
        Salutation = language == "vi" ? "Văn phòng Hội hữu nghị Việt Nam - Pháp" : "Office of the Vietnam-France Friendship Association",
        Reminders =
        [
            new(new(2026, 7, 8), new()
            {
                Kind = "report-overdue",
                SubjectVi = "Báo cáo 6 tháng đầu năm 2026",
                SubjectEn = "Report for the first half of 2026",
                UnitVi = "Hội hữu nghị Việt Nam - Pháp",
                UnitEn = "Vietnam-France Friendship Association",
                Basis = "Công văn số 123/LHHN-VP",
                WhyVi = "là đầu mối gửi báo cáo của Hội",
                WhyEn = "your office sends the association's report",
            }),
        ],
    };

    static DigestInput Holiday(string language) => DigestTests.TargetA(language) with
    {
        Today = new(2027, 2, 2),
        Reminders =
        [
            new(new(2027, 2, 10), new() { Kind = "relations", SubjectVi = "Brunei", SubjectEn = "Brunei", Years = 35, Milestone = "round5", Origin = PartialDate.OfDay(new(1992, 2, 29)), Tentative = true, Break = "before", WhyVi = "được phân công theo dõi địa bàn Châu Á", WhyEn = "you follow Asia" }),
            new(new(2027, 2, 1), new() { Kind = "expired", Of = "anniversary", SubjectVi = "Ngày truyền thống Hội hữu nghị Việt Nam - Lào", SubjectEn = "traditional day, Vietnam-Laos Friendship Association" }),
            new(new(2027, 3, 1), new() { Kind = "moved", Of = "event", SubjectVi = "Đại hội nhiệm kỳ VII", SubjectEn = "Congress VII", MovedFrom = new(2027, 2, 20) }),
            new(new(2027, 2, 3), new() { Kind = "meeting", SubjectVi = "Họp giao ban", SubjectEn = "Regular meeting", LateWorkingDays = 1 }),
        ],
    };
}
