using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Whom a step goes to, for the case or for each of its units, and what is said where nobody is found.</summary>
public sealed class StepHoldersTests
{
    const string Asia = "Ban Châu Á";

    static readonly Step s_step = Made.Step("5 working days", "2026-07-06");

    static StepHolders Holders(IReadOnlyList<Position>? staff = null) => new(new(World.Of(staff: staff)), World.Day("2026-07-06"));

    static DueItem Table(params Unit[] units) => Made.Case("2026-07-14", s_step) with { Scope = new(), Units = units };

    static Unit Unit(long id, string? department) => Made.Unit(World.Association(id, "FR"), department);

    static IEnumerable<string> Lines(IEnumerable<(Recipient To, Unit? Unit)> found) =>
        found.Select(at => $"{at.To.Key} {at.Unit?.Partner.Id}");

    [Fact]
    public void Each_role_of_a_case_is_held_in_its_field() =>
        Assert.Equal(
            ["staff:eu-1 ", "staff:eu-head "],
            Lines(Holders().Find(Made.Case("2026-07-14"), Made.Step("5 working days", "2026-07-06", Role.Officer, Role.DepartmentHead)))
        );

    [Fact]
    public void Each_role_of_a_table_is_held_for_each_of_its_units() =>
        Assert.Equal(
            ["staff:eu-1 1", "staff:asia-1 2", "staff:eu-1 3"],
            Lines(Holders().Find(Table(Unit(1, Made.Europe), Unit(2, Asia), Unit(3, Made.Europe)), s_step))
        );

    [Fact]
    public void Who_reads_the_weekly_outlook_alone_is_told_by_no_step_and_is_no_fault()
    {
        var faults = new List<PlanFault>();
        Position[] staff = [Made.Position("eu-1", Made.Europe, Role.Officer, [MailKind.Weekly])];

        Assert.Empty(Holders(staff).Find(Made.Case("2026-07-14"), s_step, faults));
        Assert.Empty(faults);
    }

    static string Fault(DueItem item, Step step, IReadOnlyList<Position> staff)
    {
        var faults = new List<PlanFault>();
        Assert.Empty(Holders(staff).Find(item, step, faults));
        var fault = Assert.Single(faults);
        Assert.Equal((item.Key, step.Name), (fault.Item, fault.Step));
        return fault.What;
    }

    [Fact]
    public void A_role_that_nobody_holds_is_named_with_what_it_is_for()
    {
        var item = Made.Case("2026-07-14");

        Assert.Equal("Nobody holds \"officer\" for Pháp: staff.json has none for FR or Ban Châu Âu.", Fault(item, s_step, []));
        Assert.Equal(
            "Nobody holds \"officer\" for Hội 1: staff.json has none for FR or Ban Châu Âu.",
            Fault(item with { Facts = item.Facts with { UnitVi = "Hội 1" } }, s_step, [])
        );
    }

    [Fact]
    public void Of_a_table_three_of_the_units_without_are_named_once_each() =>
        Assert.Equal(
            "Nobody holds \"officer\" for Hội 2, Hội 3, Hội 4: staff.json has none for FR or Ban Châu Á.",
            Fault(Table(Unit(2, Asia), Unit(2, Asia), Unit(3, Made.Europe), Unit(4, Asia), Unit(5, Asia)), s_step, [])
        );

    [Fact]
    public void A_unit_that_has_one_is_not_named()
    {
        var faults = new List<PlanFault>();
        var found = Holders([Made.Position("eu-1", Made.Europe, Role.Officer)])
            .Find(Table(Unit(1, Made.Europe), Unit(2, Asia)), s_step, faults);

        Assert.Equal(["staff:eu-1 1"], Lines(found));
        Assert.Equal("Nobody holds \"officer\" for Hội 2: staff.json has none for FR or Ban Châu Á.", Assert.Single(faults).What);
    }

    [Fact]
    public void Each_role_without_a_holder_is_a_fault_of_its_own()
    {
        var faults = new List<PlanFault>();

        Assert.Empty(Holders([]).Find(Made.Case("2026-07-14"), Made.Step("the day", "2026-07-14", Role.Officer, Role.Leader), faults));

        Assert.Equal(
            ["Nobody holds \"officer\" for Pháp", "Nobody holds \"leader\" for Pháp"],
            faults.Select(fault => fault.What.Split(':')[0])
        );
    }

    [Fact]
    public void A_recipient_is_found_by_any_step_with_the_units_it_follows_once_each()
    {
        var item = Table(Unit(1, Made.Europe), Unit(2, Asia), Unit(3, Made.Europe)) with
        {
            Steps = [s_step, Made.Step("1 working day", "2026-07-13", Role.Officer, Role.DepartmentHead)],
        };

        var head = Holders().Find(item, "staff:eu-head");

        Assert.Equal("staff:eu-head", head?.Key);
        Assert.Equal([1, 3], Holders().UnitsOf(item, head!).Select(unit => unit.Partner.Id));
        Assert.Null(Holders().Find(item, "staff:chief"));
        Assert.Empty(Holders().UnitsOf(Made.Case("2026-07-14", s_step), Made.To()));
    }
}
