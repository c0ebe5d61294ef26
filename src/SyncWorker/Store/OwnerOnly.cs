namespace SyncWorker.Store;

/// <summary>
/// Closes a copy of the store to other accounts: it holds names and addresses. On Windows the rights of the folder are inherited.
/// </summary>
static class OwnerOnly
{
    /// <summary>Makes an existing file its owner's alone (0600); nothing when it is not there.</summary>
    public static void Restrict(string file)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(file))
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
