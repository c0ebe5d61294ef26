namespace SyncWorker.Hosting.Config;

/// <summary>Finds what a mistyped word was meant to be.</summary>
static class Nearest
{
    /// <summary>"Did you mean …?" when one is near, else the list of what is allowed.</summary>
    public static string Sentence(string word, IEnumerable<string> allowed)
    {
        var words = allowed.ToList();
        return $"{(Of(word, words) is { } near ? $"Did you mean \"{near}\"? " : "")}Allowed: {string.Join(", ", words)}.";
    }

    /// <summary>The one that was meant, when one is near.</summary>
    public static string? Of(string word, IEnumerable<string> allowed)
    {
        var near = allowed.OrderBy(candidate => Distance(word, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).FirstOrDefault();
        return near is not null && Distance(word, near) <= Math.Max(2, near.Length / 3) ? near : null;
    }

    // Levenshtein 1965, two rows, case ignored.
    static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
