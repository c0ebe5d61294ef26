using System.IO.Compression;
using System.Text;

namespace SyncWorker.Store;

/// <summary>The files in which a mailbox may stand, outside the store.</summary>
/// <param name="pattern">The mailbox.</param>
sealed class AddressFiles(AddressPattern pattern)
{
    /// <summary>Files that cannot be read: whoever asks is to be told that nobody has looked into them.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>The files of a folder, without those below it, that name the mailbox.</summary>
    public List<string> In(string folder) => Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Where(Names)] : [];

    /// <summary>The lines of a file that name it, from 1.</summary>
    public IEnumerable<int> LinesOf(string file)
    {
        var lines = Read(file).Split('\n');
        return Enumerable.Range(0, lines.Length).Where(i => pattern.IsIn(lines[i])).Select(i => i + 1);
    }

    // A mail may break a line within the mailbox: a soft break of quoted-printable, a folded header.
    bool Names(string file) =>
        Read(file) is var text
        && (
            pattern.IsIn(text)
            || pattern.IsIn(text.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal))
        );

    static string ReadZip(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return string.Join(
            '\n',
            zip.Entries.Select(entry =>
            {
                using var text = new StreamReader(entry.Open(), Encoding.UTF8);
                return text.ReadToEnd();
            })
        );
    }

    string Read(string file)
    {
        try
        {
            return file.EndsWith(".zip", StringComparison.Ordinal) ? ReadZip(file) : File.ReadAllText(file, Encoding.UTF8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Unread.Add(file);
            return "";
        }
    }
}
