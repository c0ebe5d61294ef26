using SyncWorker.Remind.Rules;

namespace SyncWorker.Remind.Planning;

/// <summary>Every case of every rule whose day lies in a range: made once, looked at on each day.</summary>
sealed class DueItemIndex
{
    DueItemIndex(IReadOnlyList<DueItem> cases)
    {
        // A meeting that is given for a day of its rhythm is one meeting.
        Items = [.. cases.DistinctBy(dueItem => dueItem.Key)];
        ByKey = Items.ToDictionary(dueItem => dueItem.Key);
        Arrivals =
        [
            .. Items
                .Where(dueItem => !dueItem.IsOutlookOnly)
                .SelectMany(dueItem => dueItem.Steps, (dueItem, step) => (step.SendOn, dueItem))
                .OrderBy(arrival => arrival.SendOn),
        ];
    }

    public IReadOnlyList<DueItem> Items { get; }

    public IReadOnlyDictionary<DueItemKey, DueItem> ByKey { get; }

    (DateOnly On, DueItem Item)[] Arrivals { get; }

    /// <summary>What can be due on any day from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static DueItemIndex Build(RemindFacts facts, DateOnly from, DateOnly to, DueParts parts = DueParts.All)
    {
        var (first, last) = (from.AddDays(-facts.ReachDays), to.AddDays(facts.ReachDays));
        var anniversaries = facts
            .Options.Anniversaries.SelectMany(rule => AnniversaryItems.Between(first, last, rule, facts, parts))
            .ToList();
        var events = FixedDayItems.Events(facts.Options.Events, new(anniversaries, facts), facts).ToList();
        var covered = events
            .SelectMany(held => held.Covered, (held, anniversary) => (held.Event, anniversary.Item))
            .Where(at => at.Item is not null)
            .GroupBy(at => at.Item!.Key)
            .ToDictionary(group => group.Key, group => group.MinBy(at => at.Event.Day).Event);
        List<DueItem> cases =
        [
            .. anniversaries.Select(dueItem =>
                covered.TryGetValue(dueItem.Key, out var held) ? dueItem with { CoveredBy = held } : dueItem
            ),
            .. facts.Options.Reports.SelectMany(rule => ReportItems.Between(first, last, rule, facts, parts)),
            .. RequestItems.All(facts),
            .. AssignmentItems.All(facts.Options.Assignments, facts),
            .. facts.Options.Terms.SelectMany(rule => FixedDayItems.Terms(rule, facts, parts)),
            .. facts.Options.Meetings.SelectMany(rule => FixedDayItems.Meetings(first, last, rule, facts)),
            .. facts.Options.Campaigns.SelectMany(rule => FixedDayItems.Campaign(rule, facts)),
            .. facts.Options.YearList is { } list && parts == DueParts.All
                ? facts.SetAside.Each<YearListOptions, DueItem>(
                    RemindOptions.YearListRule,
                    [list],
                    _ => (null, "the list of next year's days"),
                    rule => YearList.DueItems(first, last, rule, facts)
                )
                : [],
            .. facts.Options.RegisterCheck is { } check && parts == DueParts.All ? RegisterCheck.DueItems(first, last, check, facts) : [],
            .. events.Select(held => held.Event),
        ];
        return new([.. cases.Where(dueItem => !facts.PausedRules.ContainsKey(dueItem.Key.Rule))]);
    }

    /// <summary>The cases with a step on one of the days, each once, in order.</summary>
    public IEnumerable<DueItem> Arriving(DateOnly from, DateOnly to)
    {
        var seen = new HashSet<DueItemKey>();
        for (var i = FirstFrom(from); i < Arrivals.Length && Arrivals[i].On <= to; i++)
        {
            if (seen.Add(Arrivals[i].Item.Key))
            {
                yield return Arrivals[i].Item;
            }
        }
    }

    int FirstFrom(DateOnly day)
    {
        var (low, high) = (0, Arrivals.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Arrivals[middle].On < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
