using System.Text;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// Marks the frozen bytes of a mail that may have arrived already: a tag before the subject for people, a header for programs.
/// Nothing else changes, and the Message-ID stays, so that servers can recognise it too.
/// </summary>
static class RepeatMark
{
    public static byte[] Put(byte[] message, string subject, string tag, int repeats)
    {
        var text = Encoding.Latin1.GetString(message); // one character a byte: nothing is lost
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = new StringBuilder();
        var isSubject = false;
        foreach (var line in text[..end].Split("\r\n"))
        {
            if (!line.StartsWith(' ') && !line.StartsWith('\t'))
            {
                isSubject = line.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase);
                if (isSubject)
                {
                    head.Append("Subject: ").Append(Encode($"{tag} {subject}")).Append("\r\n").Append("X-Possible-Repeat: ").Append(repeats).Append("\r\n");
                }
            }

            if (!isSubject)
            {
                head.Append(line).Append("\r\n");
            }
        }

        return Encoding.Latin1.GetBytes(head + text[(end + 2)..]);
    }

    /// <summary>Encoded words of at most 75 characters (RFC 2047), never cut within a character.</summary>
    static string Encode(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes.Count + rune.Utf8SequenceLength > 45)
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }

        words.Add(Word(bytes));
        return string.Join("\r\n ", words);
    }

    static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
