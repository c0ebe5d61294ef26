namespace SyncWorker.Tests.Support;

/// <summary>The mails of a demo folder, decoded.</summary>
static class DemoMails
{
    /// <summary>File name to subject, To and text part.</summary>
    public static SortedDictionary<string, string> Read(string demo)
    {
        var mails = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(demo + "/data/pickup") ? Directory.EnumerateFiles(demo + "/data/pickup", "*.eml") : [])
        {
            mails.Add(Path.GetFileName(file), EmlText.Decode(File.ReadAllBytes(file)));
        }

        return mails;
    }
}
