namespace SyncWorker.Config;

/// <summary>Replaces a small file of the data folder whole, by rename: who reads it, and a crash, finds the old one or the new one.</summary>
static class WholeFile
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public static void Write(string path, string text)
    {
        var draft = path + ".new";
        File.WriteAllText(draft, text);
        File.Move(draft, path, overwrite: true);
    }
}
