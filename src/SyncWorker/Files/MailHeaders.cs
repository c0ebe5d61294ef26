using MimeKit;

namespace SyncWorker.Files;

/// <summary>Reads the headers of a mail that came from outside, up to a limit. Its body is not parsed, however it is nested.</summary>
static class MailHeaders
{
    /// <summary>As much as Exchange accepts by default for all headers of one mail.</summary>
    const int MostBytes = 256 * 1024;

    /// <exception cref="FormatException">The file is not a mail, or its headers are too long.</exception>
    public static async Task<HeaderList> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[MostBytes];
        var read = await file.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, cancellationToken);
        if (read == MostBytes && !ContainsBlankLine(bytes))
        {
            throw new FormatException($"Its headers are longer than {MostBytes / 1024} KB.");
        }

        var headers = await HeaderList.LoadAsync(new MemoryStream(bytes, 0, read), cancellationToken);
        return headers.Count > 0 ? headers : throw new FormatException("It has no headers.");
    }

    static bool ContainsBlankLine(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\n\r\n"u8) >= 0 || bytes.IndexOf("\n\n"u8) >= 0;
}
