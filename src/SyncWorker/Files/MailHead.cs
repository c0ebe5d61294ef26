using System.Text;
using System.Text.RegularExpressions;

namespace SyncWorker.Files;

/// <summary>Reads fields of a mail's head as any mail program may have written them: folded, in encoded words (RFC 5322, 2047).</summary>
static partial class MailHead
{
    /// <param name="head">With \n between lines, one character a byte.</param>
    /// <param name="name">Such as Subject.</param>
    public static string? Field(string head, string name)
    {
        var line = Folded().Replace(head, " ").Split('\n').FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : Words(line[(name.Length + 1)..].Trim());
    }

    /// <summary>Decodes encoded words; the space between two of them is not part of the text (RFC 2047, 6.2). A charset nobody knows stays as it is.</summary>
    public static string Words(string value) => EncodedWord().Replace(Between().Replace(value, "$1"), word =>
    {
        try
        {
            return Encoding.GetEncoding(word.Groups[1].Value).GetString(word.Groups[2].Value is "B" or "b" ? Convert.FromBase64String(word.Groups[3].Value) : Quoted(word.Groups[3].Value.Replace('_', ' ')));
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return word.Value;
        }
    });

    static byte[] Quoted(string text) => [.. Octet().Replace(text, octet => ((char)Convert.ToByte(octet.Groups[1].Value, 16)).ToString()).Select(c => (byte)c)];

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"=\?([\w-]+)\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(=\?[\w-]+\?[BbQq]\?[^?]*\?=)\s+(?==\?)")]
    private static partial Regex Between();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex Octet();
}
