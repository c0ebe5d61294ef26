using MimeKit;

namespace SyncWorker.Files;

/// <summary>Reads the headers of a mail that came from outside, up to a limit. Its body is not parsed, however it is nested.</summary>
static class MailHeaders
{
    /// <summary>As much as Exchange accepts by default for all headers of one mail.</summary>
    const int MostBytes = 256 * 1024;

    /// <exception cref="FormatException">It is no mail, or its headers are too long.</exception>
    public static HeaderList Read(ReadOnlySpan<byte> mail)
    {
        var head = mail.Length <= MostBytes ? mail : mail[..MostBytes];
        if (head.Length == MostBytes && !ContainsBlankLine(head))
        {
            throw new FormatException($"Its headers are longer than {MostBytes / 1024} KB.");
        }

        var headers = HeaderList.Load(new MemoryStream(head.ToArray()));
        // MimeKit takes any line for a header.
        return headers.Any(header => header.Id != HeaderId.Unknown) ? headers : throw new FormatException("It has no headers.");
    }

    static bool ContainsBlankLine(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\n\r\n"u8) >= 0 || bytes.IndexOf("\n\n"u8) >= 0;
}
