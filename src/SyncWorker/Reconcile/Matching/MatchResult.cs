namespace SyncWorker.Reconcile.Matching;

/// <summary>To whom a row belongs, how sure that is and why.</summary>
/// <param name="Verdict">What to do with it.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Reason">In words, for the list of links and for the person who reviews it.</param>
sealed record MatchResult(MatchVerdict Verdict, double Score, string Reason)
{
    /// <summary>The partner, for a link; the likeliest, for a review.</summary>
    public long? PartnerId { get; init; }

    /// <summary>Everyone a person may choose from, likeliest first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    public static MatchResult None(string reason) => new(MatchVerdict.NoMatch, 0, reason);
}

enum MatchVerdict
{
    /// <summary>Sure enough to link by machine.</summary>
    Link,

    /// <summary>A person decides.</summary>
    Review,

    /// <summary>No known partner.</summary>
    NoMatch,
}

readonly record struct Candidate(long PartnerId, double Score, string Reason);

/// <summary>Two thresholds and the weights of the scored comparison, from config.</summary>
sealed record MatchLimits
{
    /// <summary>From this score on a row is linked by machine.</summary>
    public double Link { get; init; } = 0.90;

    /// <summary>From this score on a person is asked; below, the row matches no partner.</summary>
    public double Review { get; init; } = 0.70;

    /// <summary>What a body of a city or district is taken for.</summary>
    public CityBodies CityBodies { get; init; }

    /// <summary>How much the words that two names share count in the scored comparison.</summary>
    public double WordWeight { get; init; } = 0.6;

    /// <summary>How much the likeness of their letters counts.</summary>
    public double LetterWeight { get; init; } = 0.4;
}

/// <summary>Whether cities and districts within a province have bodies of their own.</summary>
enum CityBodies
{
    /// <summary>They may: a person is asked.</summary>
    Ask,

    /// <summary>The union has none: the province's is meant.</summary>
    None,
}
