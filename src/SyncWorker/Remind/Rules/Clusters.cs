using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// Which cluster (cụm) a unit is in and which unit heads it, by year.
/// <list type="number">
/// <item>A provincial association goes with the union of its province.</item>
/// <item>The cluster of the year that lists the unit itself; else the one that lists units it took over from; a cluster without a
/// list has the units whose field "cluster" names it.</item>
/// <item>A unit whose predecessors were in two clusters goes where its field "cluster" says, else nowhere until config says it.</item>
/// <item>The successor replaces a head that was merged away.</item>
/// </list>
/// </summary>
sealed class Clusters(RemindFacts facts)
{
    readonly Dictionary<(long Unit, int Year), ClusterHead> _found = [];

    /// <summary>The head of the cluster that the unit is in, or why there is none.</summary>
    public ClusterHead HeadOf(PartnerFacts? unit, int year)
    {
        if (Union(unit) is not { } union)
        {
            return new(null, null, "It belongs to no local union, so it is in no cluster");
        }

        return _found.TryGetValue((union.Id, year), out var known) ? known : _found[(union.Id, year)] = Find(union, year);
    }

    /// <summary>Whether the unit heads a cluster in the year.</summary>
    public bool IsHead(PartnerFacts unit, int year) =>
        facts.Staff.Clusters.Any(cluster => cluster.Year == year && Named(cluster.Head)?.Id == unit.Id);

    ClusterHead Find(PartnerFacts union, int year)
    {
        var clusters = facts.Staff.Clusters.Where(cluster => cluster.Year == year).ToList();
        var own = clusters.Where(cluster => cluster.Head == union.RegisterId || cluster.Members.Contains(union.RegisterId)).ToList();
        if (own.Count == 0)
        {
            own = clusters
                .Where(cluster =>
                    cluster.Members.Count == 0
                        ? union.Field(CanonicalField.Cluster) == cluster.Name
                        : cluster.Members.Append(cluster.Head).Any(id => Named(id)?.Id == union.Id)
                )
                .ToList();
        }

        if (own.Count > 1 && own.Find(cluster => cluster.Name == union.Field(CanonicalField.Cluster)) is { } said)
        {
            own = [said];
        }

        return own switch
        {
            [] => new(null, null, $"staff.json has no cluster of {year} with {union.RegisterId}"),
            [var cluster] => Named(cluster.Head) is { } head
                ? new(head, cluster.Name, null)
                : new(null, cluster.Name, $"The head of {cluster.Name} in {year}, {cluster.Head}, is not in the register"),
            _ => new(
                null,
                null,
                $"{union.RegisterId} took over from units of {string.Join(" and ", own.Select(cluster => cluster.Name))}: list it in one of them for {year}"
            ),
        };
    }

    PartnerFacts? Union(PartnerFacts? unit) =>
        unit switch
        {
            null => null,
            { Kind: "local_union" } => facts.ActiveSuccessor(unit.Id) ?? unit,
            { Province: { } province } => facts.Partners.FirstOrDefault(partner =>
                partner is { Kind: "local_union", IsActive: true } && partner.Province == province
            ),
            _ => null,
        };

    PartnerFacts? Named(string registerId)
    {
        var id = registerId;
        for (var steps = 0; steps < 20 && facts.Successors.TryGetValue(id, out var next); steps++)
        {
            id = next;
        }

        return facts.Partners.FirstOrDefault(successor => successor.RegisterId == id) is { } partner
            ? facts.ActiveSuccessor(partner.Id)
            : null;
    }
}

/// <param name="Head">The unit that heads the cluster; null with <paramref name="Why"/>.</param>
/// <param name="Why">Why there is none.</param>
readonly record struct ClusterHead(PartnerFacts? Head, string? Cluster, string? Why);
