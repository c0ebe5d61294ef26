using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// "Không phải việc của tôi": who is told of it, and what. The reminders go on until staff.json or the register says whose task it is, so that
/// none is lost.
/// </summary>
static class NotMyTask
{
    /// <summary>The head of the department of who says so; for the head itself, or without one, the desk; null without that.</summary>
    public static NoteReader? ReaderOf(StaffOptions staff, string recipient)
    {
        var position = staff.Staff.FirstOrDefault(position => $"staff:{position.Id}" == recipient);
        var head = staff.Staff.FirstOrDefault(other =>
            position is not null
            && other.Id != position.Id
            && other.Department == position.Department
            && other.Roles.Contains(Role.DepartmentHead)
        );
        return head is null ? NoteReader.OfDesk(staff) : NoteReader.OfPosition(staff, $"staff:{head.Id}");
    }

    /// <param name="staff">Names who says so.</param>
    /// <param name="recipient">Who says so: <c>staff:bca-01</c>.</param>
    /// <param name="facts">What was reminded of.</param>
    /// <param name="text">What the person wrote into the mail.</param>
    public static StaffNote Note(StaffOptions staff, string recipient, ReminderContent facts, string text)
    {
        var position = staff.Staff.FirstOrDefault(position => $"staff:{position.Id}" == recipient);
        var (vi, en) = (ReminderTitle.Vi(facts), ReminderTitle.En(facts));
        var whoVi = position is null ? recipient : $"{position.Title} {position.Department}";
        var whoEn = position is null ? recipient : $"{position.TitleEn ?? position.Title}, {position.DepartmentEn ?? position.Department}";
        return new(
            $"Không phải việc của người được nhắc: {vi}",
            $"Not the task of who was reminded: {en}",
            string.Join(
                "\n\n",
                $"{whoVi} ({recipient}) trả lời: không phải việc của mình.",
                $"- Việc: {vi}",
                text.Length > 0 ? text : "…",
                "Đề nghị đồng chí cho biết ai phụ trách để người quản trị sửa staff.json (covers, roles) hoặc sổ đăng ký. Cho đến khi đó hệ thống vẫn nhắc người này."
            ),
            string.Join(
                "\n\n",
                $"{whoEn} ({recipient}) answers: not my task.",
                $"- What: {en}",
                text.Length > 0 ? text : "…",
                "Please say whose it is, so that the administrator can correct staff.json (covers, roles) or the register. Until then this person is reminded as before."
            )
        );
    }
}
