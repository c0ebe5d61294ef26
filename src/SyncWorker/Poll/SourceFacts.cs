using SyncWorker.Poll.Formats;

namespace SyncWorker.Poll;

/// <summary>The facts of all answers of a source together.</summary>
sealed class SourceFacts
{
    public SortedDictionary<string, string> Understood { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    public required bool[] Seen { get; init; }

    public int Answers { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>The source answered that nothing has changed; no row was read.</summary>
    public bool NotModified { get; set; }

    /// <summary>The files that were read, where the source is files.</summary>
    public List<string> Files { get; } = [];

    /// <summary>What does not stop the run, but should be looked at.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Adds what one answer was found to be.</summary>
    public void Merge(ResponseFacts answer)
    {
        Answers++;
        foreach (var (what, how) in answer.Understood)
        {
            Understood[what] =
                Understood.TryGetValue(what, out var known) && known != how && !known.Split(", ").Contains(how)
                    ? $"{known}, {how}"
                    : known ?? how;
        }

        Unknown.UnionWith(answer.Unknown);
        for (var i = 0; i < Seen.Length; i++)
        {
            Seen[i] |= answer.Seen[i];
        }
    }
}
