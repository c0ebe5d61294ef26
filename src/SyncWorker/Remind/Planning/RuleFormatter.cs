using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Planning;

/// <summary>The parts of a rule that every kind of rule has, in one of two languages: steps, roles, whom it is about.</summary>
sealed class RuleFormatter(bool english)
{
    public string Choose(string vi, string en) => english ? en : vi;

    /// <summary>"nhắc trước 15, 5, 1 ngày làm việc và đúng ngày, gửi chuyên viên phụ trách".</summary>
    public string Leads(IReadOnlyList<Lead> leads, IReadOnlyList<Addressee> to) =>
        leads.Count == 0 || to.Count == 0
            ? Choose("không nhắc trước", "no reminder before")
            : Choose($"nhắc {Leads(leads)}, gửi {Roles(to)}", $"{Leads(leads)}, to {Roles(to)}");

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

        var before = string.Join(
            ", ",
            parts.Select(part => $"{string.Join(", ", part.Numbers)} {Unit(part.Unit, part.Numbers is not [1])}")
        );
        var day = leads.Contains(Lead.TheDay);
        return (before.Length, day) switch
        {
            (0, true) => Choose("đúng ngày", "on the day"),
            (0, false) => Choose("không", "nothing"),
            (_, true) => Choose($"trước {before} và đúng ngày", $"{before} before and on the day"),
            _ => Choose($"trước {before}", $"{before} before"),
        };
    }

    public string Overdue(IReadOnlyList<OverdueStep> steps) =>
        steps.Count == 0
            ? ""
            : Choose(
                $"; chưa xong thì nhắc tiếp {string.Join(", ", steps.Select(step => $"sau {Distance(step.After)} ({Roles(step.To)})"))}",
                $"; chased {string.Join(", ", steps.Select(step => $"{step.After} after ({Roles(step.To)})"))}"
            );

    /// <summary>"; nhắc lại 7 ngày một lần đến khi xong".</summary>
    public string Repeat(Lead? repeat) =>
        repeat is { } every ? Choose($"; nhắc lại {Distance(every)} một lần đến khi xong", $"; again every {every} until it is done") : "";

    public string Distance(Lead lead) => $"{lead.Number} {Unit(lead.Unit, lead.Number != 1)}";

    public string Roles(IReadOnlyList<Addressee> roles) => string.Join(", ", roles.Select(Role));

    public string Who(PartnerFilter who)
    {
        var parts = who
            .Kinds.Select(Kind)
            .Concat(who.Countries)
            .Concat(who.Provinces.Select(code => $"VN-{code}"))
            .Concat(who.Partners)
            .ToList();
        if (who.ClusterHeads)
        {
            parts.Add(Choose("chỉ các Cụm trưởng", "heads of clusters only"));
        }

        if (who.Except.Count > 0)
        {
            parts.Add(Choose($"trừ {string.Join(", ", who.Except)}", $"but {string.Join(", ", who.Except)}"));
        }

        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    public string Roll(Roll roll) =>
        roll switch
        {
            Union.Calendars.Roll.Previous => Choose(
                " (nếu là ngày nghỉ thì lấy ngày làm việc liền trước)",
                " (on a day off, the working day before)"
            ),
            Union.Calendars.Roll.Next => Choose(
                " (nếu là ngày nghỉ thì lấy ngày làm việc liền sau)",
                " (on a day off, the working day after)"
            ),
            Union.Calendars.Roll.Nearest => Choose(
                " (nếu là ngày nghỉ thì lấy ngày làm việc gần nhất)",
                " (on a day off, the nearest working day)"
            ),
            _ => "",
        };

    string Unit(LeadUnit unit, bool many) =>
        unit switch
        {
            LeadUnit.WorkingDays => Choose("ngày làm việc", many ? "working days" : "working day"),
            LeadUnit.Months => Choose("tháng", many ? "months" : "month"),
            _ => Choose("ngày", many ? "days" : "day"),
        };

    string Role(Addressee addressee) =>
        addressee.Role switch
        {
            Union.Role.Officer => Choose("chuyên viên phụ trách", "the officer"),
            Union.Role.DepartmentHead => Choose("Trưởng Ban", "the head of department"),
            Union.Role.OfficeChief => Choose("Chánh Văn phòng", "the chief of office"),
            Union.Role.Leader => Choose("lãnh đạo Liên hiệp", "the leaders"),
            Union.Role.It => Choose("quản trị hệ thống", "IT"),
            Union.Role.AssociationOffice => Choose("văn phòng đơn vị", "the unit's office"),
            Union.Role.AssociationLeader => Choose("lãnh đạo đơn vị", "the unit's head"),
            Union.Role.ClusterHead => Choose("Cụm trưởng", "the head of the cluster"),
            _ => addressee.ToString(),
        };

    string Kind(string kind) =>
        kind switch
        {
            "central_association" => Choose("hội ở Trung ương", "central associations"),
            "local_union" => Choose("Liên hiệp địa phương", "local unions"),
            "provincial_association" => Choose("hội cấp tỉnh", "provincial associations"),
            "foreign_partner" => Choose("đối tác nước ngoài", "foreign partners"),
            _ => kind,
        };
}
