using SyncWorker.Config;
using SyncWorker.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>What remind.json and staff.json say that cannot be meant, each fault by its path.</summary>
public sealed class RemindCheckTests
{
    static readonly Cluster s_first = new()
    {
        Name = "Cụm 1",
        Year = 2026,
        Head = "LU34-25",
        Members = ["LU34-01"],
    };

    static List<string> Faults(RemindOptions options, IReadOnlyList<Cluster>? clusters = null)
    {
        var faults = new ConfigFaults("remind.json", null);
        RemindCheck.Check(options, new() { Staff = World.Staff, Clusters = clusters ?? [] }, faults);
        return [.. faults.All.Select(fault => $"{fault.Path}: {fault.Message}")];
    }

    [Fact]
    public void A_position_that_staff_json_does_not_have_is_named()
    {
        Assert.Equal(
            ["events.to[0]: staff.json has no position \"eu-9\"."],
            Faults(new() { Events = new() { To = [Addressee.OfPosition("eu-9")] } })
        );
        Assert.Empty(Faults(new() { Events = new() { To = [Addressee.OfPosition("eu-1")] } }));
    }

    [Fact]
    public void A_cluster_head_needs_clusters()
    {
        Assert.Equal(["requests.to[0]: staff.json names no cluster."], Faults(new() { Requests = new() { To = [Role.ClusterHead] } }));
        Assert.Empty(Faults(new() { Requests = new() { To = [Role.ClusterHead] } }, [s_first]));
    }

    [Fact]
    public void Two_rules_of_one_name_are_found_whatever_their_kind()
    {
        var faults = Faults(
            new()
            {
                Terms =
                [
                    new()
                    {
                        Id = "a",
                        Of = "termEnd",
                        Name = new(),
                    },
                ],
                Meetings =
                [
                    new()
                    {
                        Id = "a",
                        Name = new(),
                        Days = [World.Day("2026-01-05")],
                        To = [Role.Officer],
                    },
                ],
            }
        );

        Assert.Equal(["meetings[0].id: The id \"a\" is used twice."], faults);
    }

    [Fact]
    public void A_campaign_that_ends_before_it_begins_is_named() =>
        Assert.Equal(
            ["campaigns[0].until: It ends before it begins."],
            Faults(
                new()
                {
                    Campaigns =
                    [
                        new()
                        {
                            Id = "a",
                            Name = new(),
                            From = World.Day("2026-02-02"),
                            Until = World.Day("2026-02-01"),
                            To = [Role.Officer],
                        },
                    ],
                }
            )
        );

    [Fact]
    public void The_due_day_of_an_exception_is_of_one_period()
    {
        List<string> With(string? period, string? due)
        {
            var shipped = World.HalfYear();
            return Faults(
                new()
                {
                    Reports =
                    [
                        new()
                        {
                            Id = shipped.Id,
                            Code = shipped.Code,
                            Name = shipped.Name,
                            Only = shipped.Only,
                            Due = shipped.Due,
                            To = shipped.To,
                            Overdue = shipped.Overdue,
                            Action = shipped.Action,
                            Exceptions =
                            [
                                new()
                                {
                                    Unit = "CA-FR",
                                    Period = period,
                                    Due = due is null ? null : World.Day(due),
                                    Reason = "đang kiện toàn",
                                },
                            ],
                        },
                    ],
                }
            );
        }

        Assert.Equal(["reports[0].exceptions[0].due: 2026-07-20 would be the day of every year's report."], With(null, "2026-07-20"));
        Assert.Empty(With("2026-H1", "2026-07-20"));
        Assert.Empty(With(null, null));
    }

    [Fact]
    public void A_unit_is_in_one_cluster_a_year()
    {
        var faults = new ConfigFaults("staff.json", null);

        StaffCheck.Check(
            new()
            {
                Staff = World.Staff,
                Clusters =
                [
                    s_first,
                    new()
                    {
                        Name = "Cụm 2",
                        Year = 2026,
                        Head = "LU34-01",
                    },
                    new()
                    {
                        Name = "Cụm 2",
                        Year = 2027,
                        Head = "LU34-01",
                    },
                ],
            },
            faults
        );

        Assert.Equal(["LU34-01 is in Cụm 1 and in Cụm 2 in 2026."], faults.All.Select(fault => fault.Message));
    }
}
