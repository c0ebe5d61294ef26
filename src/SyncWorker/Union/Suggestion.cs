namespace SyncWorker.Union;

/// <summary>Finds what a mistyped word was meant to be.</summary>
static class Suggestion
{
    /// <summary>"Did you mean …?" when one is near, else the list of what is allowed.</summary>
    public static string Sentence(string word, IEnumerable<string> allowed)
    {
        var words = allowed.ToList();
        return $"{(For(word, words) is { } near ? $"Did you mean \"{near}\"? " : "")}Allowed: {string.Join(", ", words)}.";
    }

    /// <summary>The one that was meant, when one is near.</summary>
    public static string? For(string word, IEnumerable<string> allowed)
    {
        var (near, distance) = allowed
            .Select(candidate => (candidate, Distance(word, candidate)))
            .OrderBy(pair => pair.Item2)
            .ThenByDescending(pair => pair.candidate.AsSpan().CommonPrefixLength(word))
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return near is not null && distance <= Math.Max(2, near.Length / 3) ? near : null;
    }

    static int Distance(string a, string b) =>
        EditDistance.Between(a.ToLowerInvariant(), b.ToLowerInvariant(), Math.Max(a.Length, b.Length));
}
