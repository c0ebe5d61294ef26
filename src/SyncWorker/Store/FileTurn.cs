namespace SyncWorker.Store;

/// <summary>
/// One at a time, whoever asks for it: the schedule or a person at the command line. A lock on a file of the data folder, let go by the
/// system when the process dies, however it dies.
/// </summary>
sealed class FileTurn : IDisposable
{
    readonly FileStream? _file;

    FileTurn(FileStream? file) => _file = file;

    /// <summary>Takes the turn; null while another has it. Where this account may not open the lock, nobody is kept waiting.</summary>
    public static FileTurn? TryTake(string folder, string name)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{name}.lock");
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            return new(null); // made by another account, such as root's
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();
}
