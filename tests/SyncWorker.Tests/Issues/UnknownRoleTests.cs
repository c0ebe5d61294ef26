using SyncWorker.Config;
using SyncWorker.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Roles are a fixed set: a word that is none of them is a fault where it stands, in a rule and in staff.json.</summary>
public sealed class UnknownRoleTests
{
    [Fact]
    public void A_role_that_nobody_can_hold_is_refused_in_staff_json_with_the_nearest_word()
    {
        List<ConfigFault> faults = [];
        ConfigBinder.TryBind<StaffOptions>(
            "staff.json",
            """{ "staff": [ { "id": "a", "title": "t", "department": "d", "roles": ["oficer", "boss", "office.chief"], "email": "a@example.org" } ] }""",
            out _,
            out _,
            faults
        );

        Assert.Equal(["staff[0].roles[0]", "staff[0].roles[1]"], faults.Select(fault => fault.Path));
        Assert.StartsWith(
            "Did you mean \"officer\"? Allowed: officer, department.head, office.chief,",
            faults[0].Fix,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_position_does_not_hold_the_office_of_an_association()
    {
        var faults = new ConfigFaults("staff.json", null);
        StaffCheck.Check(
            new()
            {
                Staff =
                [
                    new()
                    {
                        Id = "a",
                        Title = "t",
                        Department = "d",
                        Roles = [Role.AssociationOffice],
                        Email = "a@example.org",
                    },
                ],
            },
            faults
        );

        Assert.Equal(
            ["staff[0].roles[0]: No position holds \"association.office\": it follows from the register."],
            faults.All.Select(fault => $"{fault.Path}: {fault.Message}")
        );
    }

    [Fact]
    public void A_rule_for_a_role_that_does_not_exist_is_refused_with_the_nearest_word()
    {
        List<ConfigFault> faults = [];
        ConfigBinder.TryBind<RemindOptions>(
            "remind.json",
            """{ "events": { "to": ["officers", "staff:bca-01", "department.head"] } }""",
            out _,
            out _,
            faults
        );

        Assert.Equal(["events.to[0]"], faults.Select(fault => fault.Path));
        Assert.StartsWith("Did you mean \"officer\"?", faults[0].Fix, StringComparison.Ordinal);
    }
}
