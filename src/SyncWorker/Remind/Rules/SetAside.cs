using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// What could not be planned, by name. One partner, country, event, obligation or rule that cannot be worked out stops itself alone:
/// nothing is reminded of it, nothing is told of it as changed or gone, and the stage ends partly done.
/// </summary>
sealed class SetAside
{
    readonly List<string> _named = [];
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly HashSet<(string? Rule, string? Subject)> _keys = [];

    /// <summary>One sentence each: what, and why.</summary>
    public IReadOnlyList<string> Named => _named;

    /// <summary>Nothing is known of the item today, so that nothing follows from its absence.</summary>
    public bool Has(DueItemKey key) =>
        _keys.Count > 0
        && (_keys.Contains((key.Rule, key.Subject)) || _keys.Contains((null, key.Subject)) || _keys.Contains((key.Rule, null)));

    /// <summary>What is made of each; one that cannot be made is set aside.</summary>
    /// <param name="rule">The rule it is made for; null when it is for all.</param>
    /// <param name="who">The subject in the ledger (null for all of the rule) and its name for people.</param>
    public IReadOnlyList<T> Each<TSource, T>(
        string? rule,
        IEnumerable<TSource> sources,
        Func<TSource, (string? Subject, string Name)> who,
        Func<TSource, IEnumerable<T>> make
    )
    {
        List<T> made = [];
        foreach (var source in sources)
        {
            Try(rule, () => who(source), () => made.AddRange(make(source).ToList()));
        }

        return made;
    }

    /// <summary>Does one thing, or names it.</summary>
    public void Try(string? rule, Func<(string? Subject, string Name)> who, Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var (subject, name) = who();
            Add(
                rule,
                subject,
                $"Set aside: {(rule is null ? "" : $"{rule}, ")}{name}: {(error is FormatException ? error.Message : $"{error.GetType().Name}: {error.Message}").ReplaceLineEndings(" ")}"
            );
        }
    }

    /// <summary>Nothing is known of the rule's items today, because a person paused it.</summary>
    public void Pause(string rule) => _keys.Add((rule, null));

    /// <summary>The same without the rules whose pause has ended.</summary>
    public SetAside Without(IEnumerable<string> rules)
    {
        var copy = new SetAside();
        copy._named.AddRange(_named);
        copy._seen.UnionWith(_seen);
        copy._keys.UnionWith(_keys.Except(rules.Select(rule => ((string?)rule, (string?)null))));
        return copy;
    }

    public void Add(string? rule, string? subject, string sentence)
    {
        _keys.Add((rule, subject));
        if (_seen.Add(sentence))
        {
            _named.Add(sentence);
        }
    }

    /// <summary>A date of the register that can be counted with.</summary>
    /// <exception cref="FormatException">It lies outside <see cref="ForeignDates"/>.</exception>
    public static PartialDate Countable(PartialDate date, string field) =>
        ForeignDates.Include(date)
            ? date
            : throw new FormatException(
                $"{field} is {date}, outside {ForeignDates.First.Year} to {ForeignDates.Last.Year}. Correct it in the source, or with: SyncWorker partner pin"
            );

    /// <summary>A day that something can fall due on.</summary>
    /// <exception cref="FormatException">It lies outside <see cref="ForeignDates"/>.</exception>
    public static DateOnly Due(DateOnly day, string what) =>
        ForeignDates.IncludeDue(day)
            ? day
            : throw new FormatException(
                $"{what}, outside {ForeignDates.FirstDue.Year} to {ForeignDates.Last.Year}: nothing falls due on such a day. Correct it in the source, or with: SyncWorker partner pin"
            );
}
