using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Mails of each form that show everything a mail may have, and as little as it may: what templates are tried with before a real mail
/// needs them.
/// </summary>
static class TemplateSamples
{
    static readonly DateOnly s_today = new(2026, 7, 13);

    /// <summary>Each mail, and a text that a reader must find in it.</summary>
    public static IEnumerable<(MailForm Mail, string Says)> Create(MailLanguage language)
    {
        foreach (var isFull in (bool[])[true, false])
        {
            yield return Digest(Input(language, isFull, [Founding(isFull), Report(isFull, ReminderKind.Report)]));
            yield return Missing(Input(language, isFull, [Report(isFull, ReminderKind.ReportOverdue)]));
            yield return Unit(Input(language, isFull, [Founding(isFull), OwnReport(isFull)]) with { IsForStaff = false });
            yield return ToMany(Input(language, isFull, [Message()]));
        }
    }

    // Of the sample's lines, one that is neither in the subject nor in the preview.
    static (MailForm, string) Digest(DigestInput input)
    {
        var view = Templates.Digest.Compose(input) with { Preview = "" };
        return (new("digest", view.Subject, view), view.Sections[^1].Items[^1].Subject);
    }

    static (MailForm, string) Missing(DigestInput input)
    {
        var view = MissingReports.Compose(input) with { Preview = "" };
        return (new("missing", view.Subject, view), view.Reports[0].Rows[0].Unit);
    }

    static (MailForm, string) Unit(DigestInput input)
    {
        var view = UnitLetter.Compose(input) with { Preview = "", Subject = "" };
        return (new("unit", view.Subject, view), view.Due[0].Report);
    }

    static (MailForm, string) ToMany(DigestInput input)
    {
        var view = Notice.Compose(input) with { Preview = "" };
        return (new("notice", view.Subject, view), view.Lines[^1]);
    }

    static DigestInput Input(MailLanguage language, bool isFull, IReadOnlyList<MailReminder> reminders) =>
        new()
        {
            Today = s_today,
            Language = language,
            Salutation = "Văn phòng Hội hữu nghị Việt Nam - Pháp",
            IsForStaff = true,
            Reminders = reminders,
            IsWorkingDay = day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            FarAheadDays = 45,
            Desk = isFull ? new("Bộ phận nhắc việc", "nhacviec@example.org", "024 0000 0000") : new("Bộ phận nhắc việc", null, null),
            Trial = isFull ? new("Chuyên viên <bcau01@example.org>", "banchauau@example.org") : null,
            Attachment = isFull ? "nhac-viec.ics" : null,
        };

    static MailReminder Founding(bool isFull) =>
        Reminder(
            s_today.AddDays(8),
            new()
            {
                Kind = ReminderKind.Founding,
                SubjectVi = "Hội hữu nghị Việt Nam - Bỉ",
                SubjectEn = "Vietnam - Belgium Friendship Association",
                Origin = isFull ? PartialDate.OfDay(new(1977, 7, 21)) : null,
                Years = isFull ? 49 : null,
                ActionVi = isFull ? "trình thư chúc mừng" : null,
                ActionEn = isFull ? "draft a letter of congratulation" : null,
                WhyVi = isFull ? "được phân công theo dõi địa bàn" : null,
                WhyEn = isFull ? "you follow the area" : null,
                Break = isFull ? "before" : null,
                Tentative = isFull,
            }
        ) with
        {
            Answers = isFull
                ? new(
                    "mailto:nhacviec@example.org?subject=a",
                    "mailto:nhacviec@example.org?subject=b",
                    [new("Nhắc lại", "mailto:nhacviec@example.org?subject=c")],
                    "mailto:nhacviec@example.org?subject=h"
                )
                : null,
        };

    static MailReminder Report(bool isFull, ReminderKind kind) =>
        Reminder(
            kind == ReminderKind.Report ? s_today.AddDays(9) : s_today.AddDays(-5),
            new()
            {
                Kind = kind,
                SubjectVi = "Báo cáo 6 tháng đầu năm 2026 của các hội ở Trung ương",
                SubjectEn = "Report of the central associations for the first half of 2026",
                Received = isFull ? 1 : null,
                Owed = isFull ? 3 : null,
                Missing =
                [
                    new("Hội hữu nghị Việt Nam - Áo", isFull ? 2 : 0, isFull ? "Chuyên viên Ban Châu Âu" : null)
                    {
                        UnitEn = "Vietnam - Austria Friendship Association",
                        OfficerEn = isFull ? "Officer, Department of Europe" : null,
                        Partner = 1,
                        ExtendedTo = isFull ? s_today.AddDays(7) : null,
                        Response = isFull ? "hẹn gửi thứ Sáu" : null,
                        Phone = isFull ? "024 0000 0001" : null,
                        Email = isFull ? "vanphong@example.org" : null,
                    },
                ],
                Department = isFull ? "Ban Châu Âu" : null,
                DepartmentEn = isFull ? "Department of Europe" : null,
                NextStepOn = isFull ? s_today.AddDays(4) : null,
                NextStepTo = isFull ? [Role.OfficeChief] : [],
                NextStepDraft = isFull ? "letter" : null,
                StepTo = isFull ? [Role.DepartmentHead] : [],
                Draft = isFull ? "letter" : null,
                Basis = isFull ? "Công văn số 123/LHHN-VP ngày 02/06/2026" : null,
                TrackingSheet = isFull ? @"\\may-chu\so-theo-doi.xlsx" : null,
            }
        ) with
        {
            RowLinks = isFull
                ? new Dictionary<long, RowLinks>
                {
                    [1] = new(
                        "mailto:nhacviec@example.org?subject=d",
                        "mailto:nhacviec@example.org?subject=e",
                        "mailto:nhacviec@example.org?subject=f",
                        "mailto:nhacviec@example.org?subject=g"
                    ),
                }
                : [],
        };

    static MailReminder OwnReport(bool isFull) =>
        Reminder(
            s_today.AddDays(2),
            new()
            {
                Kind = ReminderKind.Report,
                SubjectVi = "Báo cáo 6 tháng đầu năm 2026 - Hội hữu nghị Việt Nam - Pháp",
                SubjectEn = "Report for the first half of 2026 - Hội hữu nghị Việt Nam - Pháp",
                Basis = isFull ? "Công văn số 123/LHHN-VP ngày 02/06/2026" : null,
            }
        );

    static MailReminder Message() =>
        Reminder(
            s_today,
            new()
            {
                Kind = ReminderKind.Notice,
                SubjectVi = "Thông báo",
                SubjectEn = "Notice",
                BodyVi = "# Lịch\n\n1. Một\n2. **Hai**\n\n- Ba\n\nTrân trọng thông báo",
                BodyEn = "# Plan\n\n1. One\n2. **Two**\n\n- Three\n\nThis is to inform you",
            }
        );

    static MailReminder Reminder(DateOnly day, ReminderContent facts) =>
        new(
            new()
            {
                Rule = "sample",
                Subject = "partner:1",
                Period = "2026",
                Step = new(StepKind.Before),
                Recipient = "staff:sample",
                Day = day,
                Reason = "",
                Facts = "",
            },
            facts
        );
}
