using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Which set of units a total is of, and into which parts it is cut, one reader at a time.</summary>
public sealed class ReportTotalsTests
{
    const string Asia = "Ban Châu Á";
    const string Office = "Văn phòng";

    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly Unit s_france = Made.Unit(World.Association(1, "FR"), isOpen: false);
    static readonly Unit s_hungary = Made.Unit(World.Association(2, "HU"));
    static readonly Unit s_serbia = Made.Unit(World.Association(3, "RS"));
    static readonly Unit s_laos = Made.Unit(World.Association(4, "LA"), Asia, isOpen: false);
    static readonly Unit s_nowhere = Made.Unit(World.Association(5, "XX"), null);
    static readonly Unit s_local = Made.Unit(World.Association(6, "VN"), Office);

    static Position Officer(string id, string department, string title, params string[] covers) =>
        new()
        {
            Id = id,
            Title = title,
            Department = department,
            DepartmentEn = $"{department} in English",
            Roles = [Role.Officer],
            Covers = covers,
            Email = $"{id}@example.org",
        };

    static readonly Position[] s_staff =
    [
        Officer("eu-2", Made.Europe, "Chuyên viên", "HU"),
        Officer("eu-1", Made.Europe, "Chuyên viên", "FR"),
        Officer("eu-3", Made.Europe, "Đại diện", "RS"),
        Officer("asia-1", Asia, "Chuyên viên", "*"),
        Made.Position("eu-head", Made.Europe, Role.DepartmentHead),
        Made.Position("vice", "Liên hiệp", Role.Leader),
    ];

    static ReminderContent Totals(
        IEnumerable<Unit> units,
        string reader = "staff:eu-head",
        Role role = Role.DepartmentHead,
        IReadOnlyList<Unit>? all = null,
        IReadOnlyList<Position>? staff = null
    )
    {
        var facts = World.Of(staff: staff ?? s_staff);
        var own = units.ToList();
        var item = Made.Case("2026-07-08") with { Units = all ?? own };
        return new ReportTotals(item, own, Made.To(reader, role), new(facts), facts, s_today).AddTo(item.Facts);
    }

    static string Parts(ReminderContent said) =>
        string.Join("; ", said.Parts.Select(part => $"{part.Name} / {part.NameEn} {part.Received}/{part.Owed}"));

    [Fact]
    public void What_is_no_report_of_units_has_no_totals()
    {
        var said = Totals([]);

        Assert.Equal((null, null), (said.Received, said.Owed));
    }

    [Fact]
    public void An_officer_reads_of_what_he_follows()
    {
        var said = Totals([s_france], "staff:eu-1", Role.Officer, [s_france, s_hungary]);

        Assert.Equal((1, 1, UnitSet.Followed, null), (said.Received!.Value, said.Owed!.Value, said.UnitSet, said.Department));
        Assert.Empty(said.Parts);
    }

    [Fact]
    public void A_head_reads_of_the_department_by_officer()
    {
        var said = Totals([s_serbia, s_hungary, s_france], all: [s_france, s_hungary, s_serbia, s_laos]);

        Assert.Equal(
            (1, 3, UnitSet.Department, Made.Europe, "Ban Châu Âu in English", false),
            (said.Received!.Value, said.Owed!.Value, said.UnitSet, said.Department, said.DepartmentEn, said.IsOfOffice)
        );
        // Two that are called the same are told apart by their id.
        Assert.Equal(
            "Chuyên viên Ban Châu Âu (eu-1) / Chuyên viên, Ban Châu Âu in English (eu-1) 1/1; "
                + "Chuyên viên Ban Châu Âu (eu-2) / Chuyên viên, Ban Châu Âu in English (eu-2) 0/1; "
                + "Đại diện Ban Châu Âu / Đại diện, Ban Châu Âu in English 0/1",
            Parts(said)
        );
    }

    [Fact]
    public void Units_that_nobody_follows_are_the_last_part() =>
        Assert.Equal(
            "Chuyên viên Ban Châu Âu / Chuyên viên, Ban Châu Âu in English 1/1;  /  0/1",
            Parts(Totals([s_serbia, s_france], staff: [s_staff[1], s_staff[4]]))
        );

    [Fact]
    public void A_department_that_one_officer_follows_is_in_no_parts()
    {
        var said = Totals([s_laos, s_laos with { IsOpen = true }]);

        Assert.Equal((UnitSet.Department, 0), (said.UnitSet, said.Parts.Count));
    }

    [Fact]
    public void A_part_of_a_department_is_what_the_reader_follows()
    {
        var said = Totals([s_france, s_hungary], all: [s_france, s_hungary, s_serbia]);

        Assert.Equal((UnitSet.Followed, null, 0), (said.UnitSet, said.Department, said.Parts.Count));
    }

    [Fact]
    public void All_units_are_the_union_by_department()
    {
        var said = Totals([s_france, s_hungary, s_laos], "staff:vice", Role.Leader);

        Assert.Equal((2, 3, UnitSet.Union, null), (said.Received!.Value, said.Owed!.Value, said.UnitSet, said.Department));
        Assert.Equal("Ban Châu Á / Ban Châu Á in English 1/1; Ban Châu Âu / Ban Châu Âu in English 1/2", Parts(said));
        Assert.False(said.IsOfOffice);
    }

    [Fact]
    public void All_units_of_one_department_are_that_department()
    {
        var said = Totals([s_france, s_hungary], "staff:vice", Role.Leader);

        Assert.Equal((UnitSet.Department, Made.Europe), (said.UnitSet, said.Department));
    }

    [Fact]
    public void Some_whole_departments_are_named_together()
    {
        var said = Totals([s_france, s_hungary, s_local], all: [s_france, s_hungary, s_local, s_laos]);

        Assert.Equal(
            (UnitSet.Department, "Ban Châu Âu, Văn phòng", "Ban Châu Âu in English, Văn phòng"),
            (said.UnitSet, said.Department, said.DepartmentEn)
        );
        // Of a department that staff.json does not know the name serves both.
        Assert.Equal("Ban Châu Âu / Ban Châu Âu in English 1/2; Văn phòng / Văn phòng 0/1", Parts(said));
    }

    [Fact]
    public void Units_of_no_department_are_not_named_as_one()
    {
        var said = Totals([s_nowhere], all: [s_nowhere, s_laos]);

        Assert.Equal((UnitSet.Department, null, null), (said.UnitSet, said.Department, said.DepartmentEn));
    }

    [Fact]
    public void The_head_of_a_cluster_reads_of_it()
    {
        var said = Totals([s_france, s_laos], "partner:7", Role.ClusterHead);

        Assert.Equal(UnitSet.OwnCluster, said.UnitSet);
        Assert.Empty(said.Parts);
    }

    [Fact]
    public void Units_that_were_given_a_later_day_are_a_set_of_their_own_on_their_own_line()
    {
        var extended = s_france with { ExtendedTo = World.Day("2026-07-20") };

        Assert.Equal(UnitSet.Extended, Totals([extended]).UnitSet);
        Assert.Equal(UnitSet.Department, Totals([extended, s_hungary]).UnitSet);
        Assert.Equal(UnitSet.Department, Totals([extended with { IsListedOnly = true }]).UnitSet);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void The_Office_is_the_department_whose_head_is_the_chief_of_office(bool isHead, bool isChief, bool isOffice)
    {
        var chief = new Position
        {
            Id = "chief",
            Title = "Chánh Văn phòng",
            Department = Office,
            Roles = [.. isHead ? [Role.DepartmentHead] : Array.Empty<Role>(), .. isChief ? [Role.OfficeChief] : Array.Empty<Role>()],
            Email = "chief@example.org",
        };

        Assert.Equal(isOffice, Totals([s_local], staff: [chief]).IsOfOffice);
        Assert.False(Totals([s_local, s_laos], staff: [chief]).IsOfOffice);
        Assert.False(Totals([s_nowhere], staff: [chief]).IsOfOffice);
        Assert.False(Totals([s_laos], staff: [chief]).IsOfOffice);
    }
}
