using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Register numbers and departments of config that the register does not have.</summary>
public sealed class RegisterNamesTests
{
    static RemindFacts Union(RemindOptions? options = null, StaffOptions? staff = null) =>
        new(
            [
                World.Association(101, "FR"),
                World.Association(102, "FR") with
                {
                    RegisterId = null,
                },
                World.Association(103, "FR") with
                {
                    Fields = new Dictionary<string, string> { ["department"] = "Ban Châu Phi" },
                },
                World.Association(104, "FR") with
                {
                    IsActive = false,
                    Fields = new Dictionary<string, string> { ["department"] = "Ban Trung Đông" },
                },
            ],
            [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
            []
        )
        {
            Options = options ?? new(),
            Staff = staff ?? new() { Staff = [] },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            Successors = new Dictionary<string, string> { ["OLD-7"] = "CA-101" },
        };

    static PartnerFilter Only(params string[] partners) => new() { Partners = partners };

    [Fact]
    public void A_number_that_the_register_has_or_had_is_known() =>
        Assert.Empty(
            RegisterNames.Unknown(
                Union(
                    new()
                    {
                        Anniversaries =
                        [
                            new()
                            {
                                Id = "a",
                                Of = "founded",
                                Who = Only("CA-101", "CA-104", "OLD-7"),
                            },
                        ],
                    }
                )
            )
        );

    [Fact]
    public void Each_place_that_names_an_unknown_number_is_told_once() =>
        Assert.Equal(
            [
                "The rule anniversary names XXXXXX, which is no number of the register.",
                "The rule anniversary names YYYYYY, which is no number of the register.",
                "The rule term names XXXXXX, which is no number of the register.",
                "The rule report names XXXXXX, which is no number of the register.",
                "The rule report names ZZZZZZ, which is no number of the register.",
                "Cụm 1 of 2026 in staff.json names XXXXXX, which is no number of the register.",
                "Cụm 1 of 2026 in staff.json names YYYYYY, which is no number of the register.",
            ],
            RegisterNames.Unknown(
                Union(
                    new()
                    {
                        Anniversaries =
                        [
                            new()
                            {
                                Id = "anniversary",
                                Of = "founded",
                                Who = new() { Partners = ["XXXXXX", "XXXXXX"], Except = ["YYYYYY"] },
                            },
                        ],
                        Terms =
                        [
                            new()
                            {
                                Id = "term",
                                Of = "termEnd",
                                Name = new() { Vi = "Hết nhiệm kỳ" },
                                Who = Only("XXXXXX"),
                            },
                        ],
                        Reports =
                        [
                            new()
                            {
                                Id = "report",
                                Code = "RPT",
                                Name = new(),
                                Due = new() { Day = new(7, 8) },
                                Who = Only("XXXXXX"),
                                Exceptions = [new() { Unit = "ZZZZZZ", Reason = "" }],
                            },
                        ],
                    },
                    new()
                    {
                        Staff = [],
                        Clusters =
                        [
                            new()
                            {
                                Name = "Cụm 1",
                                Year = 2026,
                                Head = "YYYYYY",
                                Members = ["XXXXXX", "CA-101"],
                            },
                        ],
                    }
                )
            )
        );

    [Fact]
    public void What_is_near_is_asked_for() =>
        Assert.Equal(
            ["The rule a names CA-1O1, which is no number of the register. Did you mean \"CA-101\"?"],
            RegisterNames.Unknown(
                Union(
                    new()
                    {
                        Anniversaries =
                        [
                            new()
                            {
                                Id = "a",
                                Of = "founded",
                                Who = Only("CA-1O1"),
                            },
                        ],
                    }
                )
            )
        );

    [Fact]
    public void A_department_of_officers_in_which_nothing_lies_is_told_once()
    {
        var staff = new StaffOptions
        {
            Staff =
            [
                Made.Position("1", Made.Europe, Role.Officer),
                Made.Position("2", "Ban Châu Phi", Role.Officer), // a partner says so itself
                Made.Position("3", "Ban Châu Mỹ", Role.Officer),
                Made.Position("4", "Ban Châu Mỹ", Role.Officer),
                Made.Position("5", "Ban Trung Đông", Role.Officer), // that partner is no more
                Made.Position("6", "Ban Kế hoạch", Role.DepartmentHead),
                Made.Position("7", "Ban Thông tin", Role.Officer, covers: ["FR"]),
                Made.Position("8", "Liên hiệp", Role.Officer),
            ],
        };

        Assert.Equal(
            [
                "No country and no partner of the register is in the department \"Ban Châu Mỹ\" of staff.json. Did you mean \"Ban Châu Á\"?",
                "No country and no partner of the register is in the department \"Ban Trung Đông\" of staff.json.",
                "No country and no partner of the register is in the department \"Liên hiệp\" of staff.json.",
            ],
            RegisterNames.Unknown(Union(staff: staff))
        );
    }

    [Fact]
    public void A_register_without_departments_says_nothing_of_those_of_staff() =>
        Assert.Empty(RegisterNames.Unknown(World.Of([World.Association(1, "FR")])));
}
