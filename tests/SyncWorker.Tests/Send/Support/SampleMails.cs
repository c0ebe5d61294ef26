using SyncWorker.Send.Templates;
using SyncWorker.Store;

namespace SyncWorker.Tests.Send.Support;

/// <summary>One of each kind of mail, as golden files, screenshots and validators are given them.</summary>
static class SampleMails
{
    public static IReadOnlyList<string> Names { get; } = ["digest", "trial", "association", "holiday", "missing", "letter", "weekly"];

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

        var digest = Digest.Compose(Attached(name switch
        {
            "trial" => DigestTests.TargetA(language) with { Trial = new("Đồng chí Chuyên viên Ban Châu Âu <bca01@example.org>", "banchauau@example.org") },
            "association" => Association(language),
            "holiday" => Holiday(language),
            _ => DigestTests.TargetA(language),
        }));
        return ("digest", digest.Subject, digest);
    }

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
