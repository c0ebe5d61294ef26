namespace SyncWorker.Reconcile.Activities;

/// <summary>What people decided about pairs of rows.</summary>
sealed record PairDecisions(IReadOnlyList<(RowKey A, RowKey B)> Same, IReadOnlyList<(RowKey A, RowKey B)> Other)
{
    public static readonly PairDecisions None = new([], []);
}

/// <summary>Two rows that may be one activity.</summary>
sealed record AskedPair(ToldActivity A, ToldActivity B, double Score, string Reason);

/// <summary>All activities, each with the rows that tell it, and the pairs that a person is asked about.</summary>
sealed record ActivityGroups(IReadOnlyList<CountedActivity> Activities, IReadOnlyList<AskedPair> Asked)
{
    /// <summary>
    /// Puts rows together that tell of one activity:
    /// 1. each pair of rows on one day or neighbouring days is compared;
    /// 2. what a person called one comes first, then the pairs of <see cref="ActivityVerdict.Same"/>, likest first;
    /// 3. a pair joins the groups of its rows, unless a row of one contradicts a row of the other or a person has set two apart.
    /// The order in which rows come does not matter: pairs are ordered by their likeness and their keys.
    /// </summary>
    public static ActivityGroups Of(IReadOnlyList<ToldActivity> rows, PairDecisions decisions)
    {
        var told = rows.OrderBy(row => row.Key).ToArray();
        var at = new Dictionary<RowKey, int>(told.Length);
        for (var i = 0; i < told.Length; i++)
        {
            at[told[i].Key] = i;
        }

        var joined = new JoinedRows(told, Pairs(decisions.Other, at));
        foreach (var (a, b) in Pairs(decisions.Same, at).Order())
        {
            joined.TryJoin(a, b, "a person said so", isSaid: true);
        }

        var (same, asked) = Compare(told);
        foreach (var (a, b, likeness) in same.OrderByDescending(pair => pair.Likeness.Score).ThenBy(pair => pair.A).ThenBy(pair => pair.B))
        {
            if (!joined.TryJoin(a, b, likeness.Reason, isSaid: false) && !joined.AreSetApart(a, b))
            {
                asked.Add((a, b, likeness));
            }
        }

        return new(
            joined.Activities(),
            [
                .. asked
                    .Where(pair => !joined.AreOne(pair.A, pair.B) && !joined.AreSetApart(pair.A, pair.B))
                    .OrderBy(pair => pair.A)
                    .ThenBy(pair => pair.B)
                    .Select(pair => new AskedPair(told[pair.A], told[pair.B], pair.Likeness.Score, pair.Likeness.Reason)),
            ]
        );
    }

    static List<(int, int)> Pairs(IEnumerable<(RowKey A, RowKey B)> pairs, Dictionary<RowKey, int> at) =>
        [
            .. pairs
                .Where(pair => at.ContainsKey(pair.A) && at.ContainsKey(pair.B))
                .Select(pair => (at[pair.A], at[pair.B]))
                .Select(pair => (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2))),
        ];

    // Sorted by day, a row is compared with those that follow until the days are too far apart; rows without a day with all of their month.
    static (List<(int A, int B, ActivityLikeness Likeness)> Same, List<(int A, int B, ActivityLikeness Likeness)> Asked) Compare(
        ToldActivity[] told
    )
    {
        var same = new List<(int, int, ActivityLikeness)>();
        var asked = new List<(int, int, ActivityLikeness)>();
        var dated = new List<int>();
        var undated = new List<int>();
        for (var i = 0; i < told.Length; i++)
        {
            (told[i].Day.Day > 0 ? dated : undated).Add(i);
        }

        dated.Sort((a, b) => told[a].Day.CompareTo(told[b].Day) is var order and not 0 ? order : a - b);
        for (var i = 0; i < dated.Count; i++)
        {
            var last = DayNumber(told[dated[i]]) + ActivityComparison.Neighbouring;
            for (var j = i + 1; j < dated.Count && DayNumber(told[dated[j]]) <= last; j++)
            {
                Look(dated[i], dated[j]);
            }
        }

        for (var i = 0; i < undated.Count; i++)
        {
            dated.ForEach(other => Look(undated[i], other));
            undated.Skip(i + 1).ToList().ForEach(other => Look(undated[i], other));
        }

        return (same, asked);

        void Look(int a, int b)
        {
            var likeness = ActivityComparison.Compare(told[a], told[b]);
            if (likeness.Verdict != ActivityVerdict.Other)
            {
                (likeness.Verdict == ActivityVerdict.Same ? same : asked).Add((Math.Min(a, b), Math.Max(a, b), likeness));
            }
        }
    }

    static int DayNumber(ToldActivity row) => new DateOnly(row.Day.Year, row.Day.Month, row.Day.Day).DayNumber;
}
