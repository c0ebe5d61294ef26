using System.Text;

namespace SyncWorker.Fuzz.Mutation;

/// <summary>
/// Makes inputs from those that are known: bits and bytes changed, pieces cut out, doubled, moved, taken from another input, numbers and
/// words replaced by those that parsers stumble over. The same seed makes the same inputs.
/// </summary>
sealed class Mutator(Door door, IReadOnlyList<byte[]> corpus, int seed)
{
    const int MostKept = 4000;

#pragma warning disable CA5394 // Do not use insecure randomness: a seed must give the same inputs again
    readonly Random _random = new(seed);
    readonly List<byte[]> _known = [.. corpus];
    readonly byte[][] _words = [.. HostileWords.All.Concat(door.Words.Select(Encoding.UTF8.GetBytes))];

    /// <summary>Builds on an input that led to a new kind of answer.</summary>
    public void Keep(byte[] input)
    {
        if (_known.Count < MostKept)
        {
            _known.Add(input);
        }
        else
        {
            _known[_random.Next(corpus.Count, MostKept)] = input;
        }
    }

    public byte[] Next()
    {
        if (_known.Count == 0 || _random.Next(500) == 0)
        {
            return Noise();
        }

        var input = _known[_random.Next(_known.Count)];
        return door.IsZip && _random.Next(8) > 0 ? ZipParts.Change(input, _random, Change) : Change(input);
    }

    byte[] Change(byte[] input)
    {
        for (var changes = 1 << _random.Next(5); changes > 0; changes--)
        {
            input = ChangeOnce(input);
        }

        return input.Length <= door.Longest ? input : input[..door.Longest];
    }

    byte[] ChangeOnce(byte[] input)
    {
        var at = _random.Next(input.Length + 1);
        var length = Math.Min(_random.Next(1 << _random.Next(1, 8)), input.Length - at);
        var piece = input.AsSpan(at, length);
        switch (_random.Next(12))
        {
            case 0 when at < input.Length:
                var flipped = (byte[])input.Clone();
                flipped[at] ^= (byte)(1 << _random.Next(8));
                return flipped;
            case 1 when at < input.Length:
                var set = (byte[])input.Clone();
                set[at] = HostileWords.Bytes[_random.Next(HostileWords.Bytes.Length)];
                return set;
            case 2:
                return [.. input[..at], .. input[(at + length)..]];
            case 3:
                return [.. input[..(at + length)], .. piece, .. input[(at + length)..]];
            case 4:
                var to = _random.Next(input.Length + 1);
                return [.. input[..to], .. piece, .. input[to..]];
            case 5:
                var other = _known[_random.Next(_known.Count)];
                var from = _random.Next(other.Length + 1);
                return [.. input[..at], .. other.AsSpan(from, Math.Min(_random.Next(1, 64), other.Length - from)), .. input[at..]];
            case 6:
                return Number(input, at);
            case 7 when length > 0 && input.Length < door.Longest / 2:
                var times = 1 << _random.Next(1, 10);
                return
                [
                    .. input[..at],
                    .. Enumerable.Repeat(piece.ToArray(), Math.Min(times, door.Longest / length)).SelectMany(part => part),
                    .. input[at..],
                ];
            case 8:
                return [.. input[..at], .. Noise(), .. input[at..]];
            case 9:
                return input[..at];
            default:
                return [.. input[..at], .. _words[_random.Next(_words.Length)], .. input[(at + (_random.Next(2) * length))..]];
        }
    }

    // The number that follows becomes another one.
    byte[] Number(byte[] input, int at)
    {
        var first = input.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (first < 0)
        {
            return input;
        }

        first += at;
        var end = first;
        while (end < input.Length && input[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        return [.. input[..first], .. HostileWords.Numbers[_random.Next(HostileWords.Numbers.Length)], .. input[end..]];
    }

    byte[] Noise()
    {
        var noise = new byte[_random.Next(1, 24)];
        _random.NextBytes(noise);
        return noise;
    }
#pragma warning restore CA5394
}
