namespace SyncWorker.Store;

/// <summary>A file that one process has open, for as long as it lives.</summary>
static class ExclusiveFile
{
    /// <summary>Opens the file. Who only looks whether it is held has it for an instant, which refuses nobody.</summary>
    /// <exception cref="IOException">Another has it.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileOptions options = FileOptions.None)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new(path, mode, access, FileShare.None, 1, options);
            }
            catch (IOException) when (tries < 500 && File.Exists(path))
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>Whether some process has it open; null where this account may not look.</summary>
    public static bool? IsHeld(string path)
    {
        try
        {
            using var look = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return false;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
