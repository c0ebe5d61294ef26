using System.Globalization;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Counts a report's units for one recipient and says which set of units that is, so that two people who read two totals on one
/// morning read of two sets that are named: what an officer follows, a whole department, the union.
/// </summary>
sealed class ReportTotals(DueItem dueItem, List<Unit> units, Recipient to, RecipientFinder finder, RemindFacts facts, DateOnly today)
{
    static readonly StringComparer s_vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None);

    /// <summary>The content with the totals, the set and its parts; unchanged for what is no report of many units.</summary>
    public ReminderContent AddTo(ReminderContent said)
    {
        if (units.Count == 0)
        {
            return said;
        }

        var (set, departments) = (Set(), Departments(units));
        var isNamed = set is UnitSet.Department or UnitSet.Union && departments.TrueForAll(name => name is not null);
        return said with
        {
            Received = units.Count(unit => !unit.IsOpen),
            Owed = units.Count,
            UnitSet = set,
            Parts = Parts(set, departments),
            Department = isNamed && set == UnitSet.Department ? string.Join(", ", departments) : null,
            DepartmentEn =
                isNamed && set == UnitSet.Department ? string.Join(", ", departments.Select(name => DepartmentEn(name) ?? name)) : null,
            IsOfOffice = departments is [{ } only] && IsOffice(only),
        };
    }

    UnitSet Set() =>
        to.Role.Role == Role.ClusterHead ? UnitSet.OwnCluster
        : units.TrueForAll(unit => unit is { ExtendedTo: not null, IsListedOnly: false }) ? UnitSet.Extended
        : units.TrueForAll(IsFollowed) ? UnitSet.Followed
        : !AreWhole(Departments(units)) ? UnitSet.Followed
        : units.Count == dueItem.Units.Count && Departments(units).Count > 1 ? UnitSet.Union
        : UnitSet.Department;

    bool IsFollowed(Unit unit) => finder.Find(Role.Officer, unit.Scope, today).Any(officer => officer.Key == to.Key);

    bool AreWhole(List<string?> departments) => dueItem.Units.Count(unit => departments.Contains(unit.Scope.Department)) == units.Count;

    List<ReportPart> Parts(UnitSet set, List<string?> departments)
    {
        List<ReportPart> parts =
            set is UnitSet.Followed or UnitSet.OwnCluster or UnitSet.Extended ? []
            : departments.Count > 1
                ?
                [
                    .. units
                        .GroupBy(unit => unit.Scope.Department)
                        .Select(part => Part(part.Key, part) with { NameEn = DepartmentEn(part.Key) ?? part.Key }),
                ]
            : ByOfficer();
        return parts.Count < 2 ? [] : [.. parts.OrderBy(part => part.Name is null).ThenBy(part => part.Name, s_vietnamese)];
    }

    // Each unit is in one part, whoever else follows it, so that the parts add up.
    List<ReportPart> ByOfficer()
    {
        var parts = units
            .Select(unit => (Unit: unit, Officer: finder.Find(Role.Officer, unit.Scope, today).FirstOrDefault()))
            .GroupBy(at => at.Officer?.Key)
            .Select(own => (own.First().Officer, Part: Part(own.First().Officer?.PositionVi, own.Select(at => at.Unit))))
            .ToList();
        var alike = parts.GroupBy(at => at.Part.Name).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return
        [
            .. parts.Select(at =>
                at.Officer is not { } officer ? at.Part
                : alike.Contains(at.Part.Name)
                    ? at.Part with
                    {
                        Name = $"{officer.PositionVi} ({Id(officer)})",
                        NameEn = $"{officer.PositionEn} ({Id(officer)})",
                    }
                : at.Part with { NameEn = officer.PositionEn }
            ),
        ];
    }

    static ReportPart Part(string? name, IEnumerable<Unit> units)
    {
        var all = units.ToList();
        return new(name, all.Count(unit => !unit.IsOpen), all.Count);
    }

    static List<string?> Departments(List<Unit> units) => [.. units.Select(unit => unit.Scope.Department).Distinct()];

    static string Id(Recipient officer) => officer.Key["staff:".Length..];

    bool IsOffice(string department) =>
        facts.Staff.Staff.Any(position =>
            position.Department == department && position.Roles.Contains(Role.DepartmentHead) && position.Roles.Contains(Role.OfficeChief)
        );

    string? DepartmentEn(string? department) =>
        facts.Staff.Staff.FirstOrDefault(position => position.Department == department)?.DepartmentEn;
}
