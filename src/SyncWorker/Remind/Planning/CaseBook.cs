using SyncWorker.Remind.Rules;

namespace SyncWorker.Remind.Planning;

/// <summary>Every case of every rule whose day lies in a range: made once, looked at on each day.</summary>
sealed class CaseBook
{
    CaseBook(IReadOnlyList<Case> cases)
    {
        Cases = cases;
        ByKey = cases.ToDictionary(@case => @case.Key);
        Arrivals = [.. cases.SelectMany(@case => @case.Steps, (@case, step) => (step.SendOn, @case)).OrderBy(arrival => arrival.SendOn)];
    }

    public IReadOnlyList<Case> Cases { get; }

    public IReadOnlyDictionary<CaseKey, Case> ByKey { get; }

    (DateOnly On, Case Case)[] Arrivals { get; }

    /// <summary>What can be due on any day from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static CaseBook For(RemindFacts facts, DateOnly from, DateOnly to)
    {
        var (first, last) = (from.AddDays(-facts.ReachDays), to.AddDays(facts.ReachDays));
        var anniversaries = facts.Options.Anniversaries.SelectMany(rule => AnniversaryCases.Between(first, last, rule, facts)).ToList();
        var events = DayCases.Events(facts.Options.Events, new(anniversaries, facts), facts).ToList();
        var covered = events.SelectMany(held => held.Covered, (held, one) => (held.Event, one.Case)).Where(at => at.Case is not null)
            .GroupBy(at => at.Case!.Key).ToDictionary(group => group.Key, group => group.MinBy(at => at.Event.Day).Event);
        return new(
        [
            .. anniversaries.Select(@case => covered.TryGetValue(@case.Key, out var held) ? @case with { CoveredBy = held } : @case),
            .. facts.Options.Reports.SelectMany(rule => ReportCases.Between(first, last, rule, facts)),
            .. RequestCases.All(facts),
            .. facts.Options.Terms.SelectMany(rule => DayCases.Terms(rule, facts)),
            .. facts.Options.Meetings.SelectMany(rule => DayCases.Meetings(first, last, rule, facts)),
            .. facts.Options.Campaigns.SelectMany(rule => DayCases.Campaign(rule, facts)),
            .. facts.Options.YearList is { } list ? YearList.Cases(first, last, list, facts) : [],
            .. events.Select(held => held.Event),
        ]);
    }

    /// <summary>The cases with a step on one of the days, each once, in order.</summary>
    public IEnumerable<Case> Arriving(DateOnly from, DateOnly to)
    {
        var seen = new HashSet<CaseKey>();
        for (var i = FirstFrom(from); i < Arrivals.Length && Arrivals[i].On <= to; i++)
        {
            if (seen.Add(Arrivals[i].Case.Key))
            {
                yield return Arrivals[i].Case;
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
