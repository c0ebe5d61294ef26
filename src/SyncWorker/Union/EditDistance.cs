using System.Numerics;

namespace SyncWorker.Union;

/// <summary>
/// The least number of letters put in, left out, mistaken or swapped with the neighbour: optimal string alignment, the restricted
/// distance of Damerau (1964).
/// </summary>
static class EditDistance
{
    /// <summary>The distance, or <paramref name="limit"/> + 1 when it is larger than the limit.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        var width = b.Length + 1;
        Span<int> rows = width <= 128 ? stackalloc int[3 * width] : new int[3 * width];
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var value = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, before[j - 2] + 1);
                }

                current[j] = value;
                least = Math.Min(least, value);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return Math.Min(previous[b.Length], limit + 1);
    }

    /// <summary>A lower bound of the distance from how often each letter occurs in both words: cheap enough to ask first.</summary>
    public static int AtLeast(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var more = 0;
        var less = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            more += Math.Max(difference, 0);
            less += Math.Max(-difference, 0);
        }

        return Math.Max(more, less);
    }

    /// <summary>A lower bound still cheaper: a letter that only one of the words has at all costs an edit.</summary>
    public static int AtLeast(uint a, uint b) => Math.Max(BitOperations.PopCount(a & ~b), BitOperations.PopCount(b & ~a));

    /// <summary>Which of a to z the word has, a bit each; digits and other letters share the last.</summary>
    public static uint Alphabet(ReadOnlySpan<char> word)
    {
        var alphabet = 0u;
        foreach (var letter in word)
        {
            alphabet |= 1u << Place(letter);
        }

        return alphabet;
    }

    /// <summary>How often each of a to z occurs in the word; digits and other letters share the last place.</summary>
    public static byte[] Letters(ReadOnlySpan<char> word)
    {
        var counts = new byte[27];
        foreach (var letter in word)
        {
            counts[Place(letter)]++;
        }

        return counts;
    }

    /// <summary>Where a letter is counted: 0 to 25 for a to z, 26 for all else.</summary>
    public static int Place(char letter) => letter is >= 'a' and <= 'z' ? letter - 'a' : 26;
}
