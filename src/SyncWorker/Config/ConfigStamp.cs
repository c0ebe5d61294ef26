using System.Text;

namespace SyncWorker.Config;

/// <summary>What a config folder looks like from outside: names, sizes and times of its files.</summary>
static class ConfigStamp
{
    public static string Compute(string folder)
    {
        try
        {
            var text = new StringBuilder();
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                text.Append(file.FullName).Append('|').Append(file.Length).Append('|').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
            }

            return text.ToString();
        }
        catch (IOException error)
        {
            return error.Message; // a share that is away: looked at again
        }
        catch (UnauthorizedAccessException error)
        {
            return error.Message;
        }
    }
}
