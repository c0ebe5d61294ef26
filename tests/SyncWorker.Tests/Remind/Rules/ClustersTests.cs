using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>Which unit heads the cluster that a unit is in, one reason at a time.</summary>
public sealed class ClustersTests
{
    const string NoUnion = "It belongs to no local union, so it is in no cluster";

    static PartnerFacts Unit(long id, string? cluster = null) =>
        RuleWorld.Partner(id, ("cluster", cluster ?? "")) with
        {
            Kind = "local_union",
            RegisterId = $"LU-{id}",
            Province = $"{id:00}",
        };

    static Cluster Of(string name, string head, params string[] members) =>
        new()
        {
            Name = name,
            Year = 2026,
            Head = head,
            Members = members,
        };

    static Clusters Of(
        IReadOnlyList<Cluster> clusters,
        IReadOnlyList<PartnerFacts> partners,
        params (string Old, string New)[] successors
    ) =>
        new RemindFacts(partners, [], [])
        {
            Options = new(),
            Staff = new() { Staff = [], Clusters = clusters },
            Calendar = WorkCalendar.Weekends,
            GoLive = World.Day("2020-01-01"),
            Successors = successors.ToDictionary(pair => pair.Old, pair => pair.New),
        }.Clusters;

    static readonly PartnerFacts[] s_units = [Unit(1), Unit(2), Unit(3)];

    [Fact]
    public void A_unit_is_in_the_cluster_of_the_year_that_lists_it()
    {
        var clusters = Of([Of("Cụm 1", "LU-1", "LU-1", "LU-2"), Of("Cụm 2", "LU-3", "LU-3")], s_units);

        Assert.Equal(new(s_units[0], "Cụm 1", null), clusters.HeadOf(s_units[1], 2026));
        Assert.Equal(new(s_units[2], "Cụm 2", null), clusters.HeadOf(s_units[2], 2026));
        Assert.Equal(new(null, null, "staff.json has no cluster of 2027 with LU-2"), clusters.HeadOf(s_units[1], 2027));
        Assert.Equal(clusters.HeadOf(s_units[1], 2026), clusters.HeadOf(s_units[1], 2026));
    }

    [Fact]
    public void A_head_is_in_its_cluster_although_the_list_forgets_it()
    {
        Assert.Equal("Cụm 1", Of([Of("Cụm 1", "LU-1", "LU-2")], s_units).HeadOf(s_units[0], 2026).Cluster);
    }

    [Fact]
    public void A_cluster_without_a_list_has_the_units_whose_field_names_it()
    {
        PartnerFacts[] units = [Unit(1), Unit(2, "Cụm 1"), Unit(3, "Cụm 2"), Unit(4)];
        var clusters = Of([Of("Cụm 1", "LU-1"), Of("Cụm 2", "LU-4", "LU-4")], units);

        Assert.Equal(units[0], clusters.HeadOf(units[1], 2026).Head);
        Assert.Equal("staff.json has no cluster of 2026 with LU-3", clusters.HeadOf(units[2], 2026).Why); // Cụm 2 has a list
    }

    [Fact]
    public void A_unit_is_in_the_cluster_of_those_that_it_took_over_from_unless_one_lists_itself()
    {
        Cluster[] before = [Of("Cụm 1", "LU-1", "OLD-2"), Of("Cụm 2", "OLD-3", "LU-9")];
        (string, string)[] successors = [("OLD-2", "LU-2"), ("OLD-3", "MID-3"), ("MID-3", "LU-3")];

        Assert.Equal(new(s_units[0], "Cụm 1", null), Of(before, s_units, successors).HeadOf(s_units[1], 2026));
        Assert.Equal(new(s_units[2], "Cụm 2", null), Of(before, s_units, successors).HeadOf(s_units[2], 2026)); // by its head, in two steps
        Assert.Equal("Cụm 3", Of([.. before, Of("Cụm 3", "LU-3", "LU-2")], s_units, successors).HeadOf(s_units[1], 2026).Cluster);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Cụm 2", "Cụm 2")]
    [InlineData("Cụm 9", null)]
    public void A_unit_whose_predecessors_were_in_two_clusters_goes_where_its_field_says(string? field, string? cluster)
    {
        var unit = Unit(2, field);
        PartnerFacts[] units = [Unit(1), unit, Unit(3)];
        Cluster[] both = [Of("Cụm 1", "LU-1", "OLD-1"), Of("Cụm 2", "LU-3", "OLD-2")];

        var found = Of(both, units, ("OLD-1", "LU-2"), ("OLD-2", "LU-2")).HeadOf(unit, 2026);

        Assert.Equal(cluster, found.Cluster);
        Assert.Equal(cluster is null ? "LU-2 took over from units of Cụm 1 and Cụm 2: list it in one of them for 2026" : null, found.Why);
        Assert.Equal(cluster is null ? null : "LU-3", found.Head?.RegisterId);
    }

    [Fact]
    public void A_field_that_names_another_cluster_than_the_list_does_not_count()
    {
        PartnerFacts[] units = [Unit(1), Unit(2, "Cụm 2"), Unit(3)];

        Assert.Equal("Cụm 1", Of([Of("Cụm 1", "LU-1", "LU-2"), Of("Cụm 2", "LU-3")], units).HeadOf(units[1], 2026).Cluster);
    }

    [Fact]
    public void A_head_that_is_not_in_the_register_is_named()
    {
        var clusters = Of([Of("Cụm 1", "LU-9", "LU-1")], s_units);

        Assert.Equal(new(null, "Cụm 1", "The head of Cụm 1 in 2026, LU-9, is not in the register"), clusters.HeadOf(s_units[0], 2026));
    }

    [Fact]
    public void The_unit_that_took_over_replaces_a_head_that_was_merged_away()
    {
        PartnerFacts[] units = [Unit(1) with { IsActive = false, SuccessorId = 3 }, Unit(2), Unit(3)];
        var clusters = Of([Of("Cụm 1", "LU-1", "LU-1", "LU-2")], units);

        Assert.Equal(units[2], clusters.HeadOf(units[1], 2026).Head);
        Assert.Equal((true, false), (clusters.IsHead(units[2], 2026), clusters.IsHead(units[0], 2026)));
    }

    [Fact]
    public void Numbers_that_replace_each_other_end_the_search()
    {
        var clusters = Of([Of("Cụm 1", "A", "LU-1")], s_units, ("A", "B"), ("B", "A"));

        Assert.Null(clusters.HeadOf(s_units[0], 2026).Head);
    }

    [Fact]
    public void A_unit_that_was_merged_away_is_where_its_successor_is_and_without_one_where_it_was()
    {
        PartnerFacts[] units = [Unit(1), Unit(2) with { IsActive = false, SuccessorId = 3 }, Unit(3), Unit(4) with { IsActive = false }];
        var clusters = Of([Of("Cụm 1", "LU-1", "LU-3"), Of("Cụm 2", "LU-1", "LU-4"), Of("Cụm 3", "LU-1", "LU-2")], units);

        Assert.Equal("Cụm 1", clusters.HeadOf(units[1], 2026).Cluster);
        Assert.Equal("Cụm 2", clusters.HeadOf(units[3], 2026).Cluster);
    }

    [Fact]
    public void A_provincial_association_goes_with_the_active_union_of_its_province()
    {
        var association = RuleWorld.Partner(9) with { Kind = "provincial_association", Province = "02" };
        PartnerFacts[] units = [association, Unit(4) with { Province = "02", IsActive = false }, Unit(1), Unit(2)];
        var clusters = Of([Of("Cụm 1", "LU-1", "LU-1"), Of("Cụm 2", "LU-2", "LU-2"), Of("Cụm 4", "LU-1", "LU-4")], units);

        Assert.Equal("Cụm 2", clusters.HeadOf(association, 2026).Cluster);
        Assert.Equal(new(null, null, NoUnion), clusters.HeadOf(association with { Province = "77" }, 2026));
        Assert.Equal(new(null, null, NoUnion), clusters.HeadOf(association with { Province = null }, 2026));
        Assert.Equal(new(null, null, NoUnion), clusters.HeadOf(null, 2026));
    }

    [Fact]
    public void A_unit_is_a_head_in_the_year_that_names_it()
    {
        var clusters = Of([Of("Cụm 1", "LU-1", "LU-2"), Of("Cụm 2", "OLD", "LU-3")], s_units, ("OLD", "LU-3"));

        Assert.Equal([true, false, true], s_units.Select(unit => clusters.IsHead(unit, 2026)));
        Assert.False(clusters.IsHead(s_units[0], 2027));
    }
}
