using SyncWorker.Union;

namespace SyncWorker.Reconcile.Matching;

/// <summary>The letters of a name in a row, and where its words end.</summary>
sealed class WrittenLetters
{
    readonly byte[][] _counts;
    readonly bool[] _hyphen;

    public WrittenLetters(NormalizedName name)
    {
        Name = name;
        Letters = name.Compact;
        Boundary = new bool[Letters.Length + 1];
        Boundary[0] = true;
        _hyphen = new bool[Letters.Length + 1];
        var at = 0;
        for (var i = 0; i < name.Words.Count; i++)
        {
            at += name.Words[i].Length;
            Boundary[at] = true;
            _hyphen[at] = name.GapAfter(i) == WordGap.Hyphen;
        }

        _counts = new byte[Letters.Length + 1][];
        _counts[0] = new byte[27];
        for (var i = 0; i < Letters.Length; i++)
        {
            _counts[i + 1] = (byte[])_counts[i].Clone();
            _counts[i + 1][EditDistance.Place(Letters[i])]++;
        }
    }

    public NormalizedName Name { get; }

    public string Letters { get; }

    /// <summary>True before the first letter, between two words and behind the last letter.</summary>
    public bool[] Boundary { get; }

    /// <summary>How often each letter occurs in a piece of it.</summary>
    public void Count(int from, int size, Span<byte> counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = (byte)(_counts[from + size][i] - _counts[from][i]);
        }
    }

    /// <summary>The words of a piece of it, those that a hyphen joins as one.</summary>
    public string[] Words(int from, int size)
    {
        var words = new List<string>();
        var start = from;
        for (var at = from + 1; at <= from + size; at++)
        {
            if (at == from + size || (Boundary[at] && !_hyphen[at]))
            {
                words.Add(Letters[start..at]);
                start = at;
            }
        }

        return [.. words];
    }
}
