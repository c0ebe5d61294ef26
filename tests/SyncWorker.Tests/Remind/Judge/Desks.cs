using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>Who sits where: turns a role into people.</summary>
sealed class Desks(Scene scene, IReadOnlyDictionary<string, string> departments)
{
    readonly Dictionary<string, Land> _lands = scene.Lands.ToDictionary(l => l.Code);

    public List<string> Recipients(string role, Subject subject, DateOnly today)
    {
        if (role == "association.office")
        {
            return subject.Association is { HasMailbox: true } unit ? ["partner:" + unit.Id] : [];
        }

        var land = subject.Land ?? (subject.Association?.Country is { } code ? _lands.GetValueOrDefault(code) : null);
        var department =
            subject.Department
            ?? land?.Department
            ?? (subject.Association is { } association ? departments.GetValueOrDefault(association.Kind) : null);
        var seats = role switch
        {
            "office.chief" => scene.Staff.Where(s => s.Roles.Contains(role)).ToList(),
            _ when role.StartsWith("staff:", StringComparison.Ordinal) => scene.Staff.Where(s => "staff:" + s.Id == role).ToList(),
            "officer" => Officers(department, land),
            _ => scene.Staff.Where(s => s.Department == department && s.Roles.Contains(role)).ToList(),
        };
        return
        [
            .. seats.Select(s => "staff:" + (s.Absences.FirstOrDefault(a => a.From <= today && today <= a.To)?.Deputy ?? s.Id)).Distinct(),
        ];
    }

    List<Seat> Officers(string? department, Land? land)
    {
        var list = scene.Staff.Where(s => s.Department == department && s.Roles.Contains("officer")).ToList();
        var named = list.Where(s => land is not null && s.Covers.Contains(land.Code)).ToList();
        return named.Count > 0 ? named : list.Where(s => s.Covers.Contains("*")).ToList();
    }
}
