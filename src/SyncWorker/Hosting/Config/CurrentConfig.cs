namespace SyncWorker.Hosting.Config;

/// <summary>The config that is in force. A stage reads <see cref="Current"/> once at its start and keeps to it until it ends.</summary>
sealed class CurrentConfig(SyncConfig config)
{
    volatile SyncConfig _current = config;

    public SyncConfig Current => _current;

    /// <summary>Puts a whole new config in force; running stages are not touched.</summary>
    public void Swap(SyncConfig config) => _current = config;
}
