using SyncWorker.Remind.Calendars;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Remind.Planning;

/// <summary>The parts of a rule that every kind of rule has, in one of two languages: steps, roles, whom it is about.</summary>
sealed class RuleLanguage(bool english)
{
    public string This(string vi, string en) => english ? en : vi;

    /// <summary>"nhắc trước 15, 5, 1 ngày làm việc và đúng ngày, gửi chuyên viên phụ trách".</summary>
    public string Leads(IReadOnlyList<Lead> leads, IReadOnlyList<string> to) => leads.Count == 0 || to.Count == 0
        ? This("không nhắc trước", "no reminder before")
        : This($"nhắc {Leads(leads)}, gửi {Roles(to)}", $"{Leads(leads)}, to {Roles(to)}");

    /// <summary>"trước 15, 5, 1 ngày làm việc và đúng ngày".</summary>
    public string Leads(IReadOnlyList<Lead> leads)
    {
        var parts = new List<(LeadUnit Unit, List<int> Numbers)>();
        foreach (var lead in leads.Where(lead => lead.Number > 0))
        {
            if (parts.Count == 0 || parts[^1].Unit != lead.Unit)
            {
                parts.Add((lead.Unit, []));
            }

            parts[^1].Numbers.Add(lead.Number);
        }

        var before = string.Join(", ", parts.Select(part => $"{string.Join(", ", part.Numbers)} {Unit(part.Unit, part.Numbers is not [1])}"));
        var day = leads.Contains(Lead.TheDay);
        return (before.Length, day) switch
        {
            (0, true) => This("đúng ngày", "on the day"),
            (0, false) => This("không", "nothing"),
            (_, true) => This($"trước {before} và đúng ngày", $"{before} before and on the day"),
            _ => This($"trước {before}", $"{before} before"),
        };
    }

    public string Overdue(IReadOnlyList<OverdueStep> steps) => steps.Count == 0 ? "" : This(
        $"; chưa xong thì nhắc tiếp {string.Join(", ", steps.Select(step => $"sau {Distance(step.After)} ({Roles(step.To)})"))}",
        $"; chased {string.Join(", ", steps.Select(step => $"{step.After} after ({Roles(step.To)})"))}");

    public string Distance(Lead lead) => $"{lead.Number} {Unit(lead.Unit, lead.Number != 1)}";

    public string Roles(IReadOnlyList<string> roles) => string.Join(", ", roles.Select(Role));

    public string Who(Who who)
    {
        var parts = who.Kinds.Select(Kind).Concat(who.Countries).Concat(who.Provinces.Select(code => $"VN-{code}")).Concat(who.Partners).ToList();
        if (who.ClusterHeads)
        {
            parts.Add(This("chỉ các Cụm trưởng", "heads of clusters only"));
        }

        if (who.Except.Count > 0)
        {
            parts.Add(This($"trừ {string.Join(", ", who.Except)}", $"but {string.Join(", ", who.Except)}"));
        }

        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    public string Roll(Roll roll) => roll switch
    {
        Calendars.Roll.Previous => This(" (nếu là ngày nghỉ thì lấy ngày làm việc liền trước)", " (on a day off, the working day before)"),
        Calendars.Roll.Next => This(" (nếu là ngày nghỉ thì lấy ngày làm việc liền sau)", " (on a day off, the working day after)"),
        Calendars.Roll.Nearest => This(" (nếu là ngày nghỉ thì lấy ngày làm việc gần nhất)", " (on a day off, the nearest working day)"),
        _ => "",
    };

    string Unit(LeadUnit unit, bool many) => unit switch
    {
        LeadUnit.WorkingDays => This("ngày làm việc", many ? "working days" : "working day"),
        LeadUnit.Months => This("tháng", many ? "months" : "month"),
        _ => This("ngày", many ? "days" : "day"),
    };

    string Role(string role) => role switch
    {
        "officer" => This("chuyên viên phụ trách", "the officer"),
        "department.head" => This("Trưởng Ban", "the head of department"),
        "office.chief" => This("Chánh Văn phòng", "the chief of office"),
        "leader" => This("lãnh đạo Liên hiệp", "the leaders"),
        "it" => This("quản trị hệ thống", "IT"),
        "association.office" => This("văn phòng đơn vị", "the unit's office"),
        "association.leader" => This("lãnh đạo đơn vị", "the unit's head"),
        ClusterBook.Role => This("Cụm trưởng", "the head of the cluster"),
        _ => role,
    };

    string Kind(string kind) => kind switch
    {
        "central_association" => This("hội ở Trung ương", "central associations"),
        "local_union" => This("Liên hiệp địa phương", "local unions"),
        "provincial_association" => This("hội cấp tỉnh", "provincial associations"),
        "foreign_partner" => This("đối tác nước ngoài", "foreign partners"),
        _ => kind,
    };
}
