using System.Text;

namespace SyncWorker.Fuzz;

/// <summary>An input as text. Other than UTF-8 it can hold halves of surrogate pairs: the three bytes that would be one, as CESU-8 writes them.</summary>
static class OddText
{
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.IndexOf((byte)0xED) is >= 0 and var at)
        {
            text.Append(Encoding.UTF8.GetString(bytes[..at]));
            var isHalf = bytes.Length >= at + 3 && bytes[at + 1] is >= 0xA0 and <= 0xBF && bytes[at + 2] is >= 0x80 and <= 0xBF;
            text.Append(
                isHalf ? (char)(0xD000 | ((bytes[at + 1] & 0x3F) << 6) | (bytes[at + 2] & 0x3F))
                : bytes.Length >= at + 3 ? Encoding.UTF8.GetString(bytes.Slice(at, 3))
                : "\uFFFD"
            );
            bytes = bytes[Math.Min(at + 3, bytes.Length)..];
        }

        return text.Append(Encoding.UTF8.GetString(bytes)).ToString();
    }

    /// <summary>The input cut at line ends.</summary>
    public static string[] Lines(ReadOnlySpan<byte> bytes) => Read(bytes).Split('\n');
}
